import { mkdirSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { type DeskLimits, usualLimits } from '../src-domain/desk/limits.ts'
import { refuse } from '../src-domain/result.ts'
import { handsetNamespace, intakeNamespace, platformNamespace } from '../src-domain/wire/field.ts'
import { type AskAnswer, type AskArgs, consoleNamespace } from '../src-domain/wire/protocol.ts'
import { openAttendance } from './attendance.ts'
import type { CentreClock } from './clock.ts'
import { openCommandPath } from './commands/commandPath.ts'
import { type Erasing, openErasing } from './erasing.ts'
import type { FallbackConfig } from './fallback/config.ts'
import { openFallback } from './fallback/fallback.ts'
import type { Told } from './fallback/told.ts'
import { serveConsoles } from './gateway/console.ts'
import { serveHandsets } from './gateway/handset.ts'
import { serveIntake } from './gateway/intake.ts'
import { serveHttp } from './gateway/mapHttp.ts'
import type { Parts } from './gateway/parts.ts'
import { servePlatforms } from './gateway/platform.ts'
import { openCheckpoints } from './journal/checkpoints.ts'
import { openJournal } from './journal/journal.ts'
import { verifyTail } from './journal/verify.ts'
import { openKeypadKeys } from './keypadKeys.ts'
import { openSigningKeys } from './keys.ts'
import { faultWords, type Log } from './log.ts'
import type { MapProvider, RegistryPut, ToldSecret, Travel } from './practice-port.ts'
import { openPresence } from './presence.ts'
import { openQuarantineDoor } from './quarantine.ts'
import { openSignIn } from './signIn.ts'
import { namingFile } from './store/database.ts'
import { mendOpenCases } from './store/mend.ts'
import { openStore } from './store/store.ts'
import { startTimers, type Timers } from './timers.ts'
import { keepTrust } from './trust.ts'
import { openServiceKeys } from './workbench/serviceKeys.ts'

export type CentreOptions = {
  /** Holds the database and, unless told otherwise, its key and the signing keys. */
  readonly folder: string
  readonly keyFile?: string | undefined
  readonly signingFolder?: string | undefined
  readonly centreId: string
  /** What entries without a case belong to. */
  readonly municipality: string
  readonly practice: boolean
  readonly clock: CentreClock
  readonly log: Log
  /** The last step of the escalation; without it nobody outside is told. */
  readonly fallback?: FallbackConfig | undefined
  /** When desks lock themselves and ask for the PIN again; the usual unless told. */
  readonly limits?: DeskLimits | undefined
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
}

/** What a running centre is made of beyond the wire; practice fills it in. */
export type Surroundings = {
  readonly travel: Travel
  readonly map: MapProvider | null
  /** Hears every code that is told to a console. */
  readonly secretTold: (told: ToldSecret) => void
  readonly instruct: ((asked: AskArgs<'practice'>) => Promise<AskAnswer<'practice'>>) | null
}

export type Centre = Pick<Parts, 'store' | 'journal' | 'keys' | 'keypads' | 'serviceKeys' | 'signIn'> & {
  readonly surround: (by: Partial<Surroundings>) => void
  /** A few hundred rows in one transaction, so that nothing urgent waits behind a whole town. */
  readonly putRegistry: (rows: Iterable<RegistryPut>) => Promise<void>
  /** What opens private locks that are not ours; null takes a door's code out. Resolves when it is on disk. */
  readonly putSharedCodes: (
    codes: readonly { readonly doorId: string; readonly code: string | null }[],
  ) => Promise<void>
  readonly erasing: Pick<Erasing, 'erase' | 'standing'>
  /** One test delivery by the fall-back hook; null where there is none. */
  readonly tryFallback: () => Promise<Told | null>
  readonly listen: (port: number, host: string) => Promise<{ readonly url: string; readonly port: number }>
  readonly close: () => Promise<void>
}

/** An adapter sends up to 5,000 readings at once. */
const largestMessage = 16 * 1024 * 1024
const rowsPerWrite = 400

export const openCentre = (options: CentreOptions): Centre => {
  const { clock, log, centreId, practice } = options
  for (const folder of [options.folder, options.signingFolder ?? options.folder])
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  const store = openStore({ folder: options.folder, keyFile: options.keyFile, practice })
  clock.goOnFrom(store.entries.newestAt())
  mendOpenCases(store.db, store.entries, store.putRow, store.unread)
  const keypads = openKeypadKeys(options.signingFolder ?? options.folder, store.meta, (why) =>
    log('error', 'keypadRootMissing', { why }),
  )
  const serviceKeys = openServiceKeys(options.signingFolder ?? options.folder, store.meta, (why) =>
    log('error', 'serviceRootMissing', { why }),
  )
  const keys = openSigningKeys(options.signingFolder ?? options.folder, store.rows.load('trust', 'trust'))
  const journal = openJournal(
    store,
    options.municipality,
    (error) => log('error', 'fault', { name: 'published', ...faultWords(error) }),
    (code) =>
      code === null
        ? log('info', 'diskBack')
        : log('error', 'diskTakesNothing', {
            code,
            folder: options.folder,
            means: 'alarms are refused as busy',
          }),
  )
  keepTrust({ centreId, clock, log, store, journal, keys })
  const fault = namingFile(store.path, () => verifyTail(store.entries, keys))
  // Said, and nothing stops: somebody may be lying on a floor.
  if (fault) log('error', 'chainBroken', fault)
  const erasing = openErasing(store, journal, centreId, clock, log)
  let around: Surroundings = { travel: () => [], map: null, secretTold: () => undefined, instruct: null }
  const travel: Travel = (entrance, units) => around.travel(entrance, units)
  const limits = options.limits ?? usualLimits
  const signIn = openSignIn(store, journal, clock, practice, limits, log)
  const attendance = openAttendance(clock)
  const presence = openPresence(signIn, attendance, clock)
  const checkpoints = openCheckpoints(store, journal, keys, clock, log)
  const parts: Parts = {
    centreId,
    practice,
    limits,
    clock,
    log,
    store,
    journal,
    checkpoints,
    keys,
    keypads,
    serviceKeys,
    attendance,
    presence,
    signIn,
    commands: openCommandPath(
      store,
      journal,
      signIn,
      {
        travel,
        nextKeyId: keys.nextKeyId,
        hasServiceKey: (serial) => serviceKeys.keyOf(serial) !== null,
      },
      clock,
    ),
    quarantine: openQuarantineDoor(store, journal, clock, log),
    travel,
    map: () => around.map,
    secretTold: (told) => around.secretTold(told),
    instruct: async (asked) => (around.instruct ? around.instruct(asked) : refuse('unknownCommand')),
  }
  store.unread.onUnread((table, id, why, text) => parts.quarantine(`row ${table}/${id}`, why, text))
  const http: HttpServer = options.tls ? createTlsServer(options.tls) : createServer()
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: largestMessage,
    // A dead console must be noticed before its owner's alarms wait too long.
    pingInterval: 5_000,
    pingTimeout: 10_000,
  })
  // Socket.IO answers what is its own and leaves the rest to this.
  http.on('request', skipping(io.path(), serveHttp(parts)))
  serveConsoles(io.of(consoleNamespace), parts)
  serveHandsets(io.of(handsetNamespace), parts)
  servePlatforms(io.of(platformNamespace), parts)
  serveIntake(io.of(intakeNamespace), parts)
  let timers: Timers | null = null
  const { municipality } = options
  const fallback = openFallback({ ...parts, municipality, config: options.fallback })

  const putRegistry = async (rows: Iterable<RegistryPut>): Promise<void> => {
    let slice: RegistryPut[] = []
    const put = async () => {
      const now = slice
      slice = []
      await journal.write(() => now.forEach(store.registry.put), 'bulk')
    }
    for (const row of erasing.withoutErased(rows)) {
      slice.push(row)
      if (slice.length === rowsPerWrite) await put()
    }
    if (slice.length > 0) await put()
  }

  return {
    store,
    journal,
    keys,
    keypads,
    serviceKeys,
    signIn,
    putRegistry,
    putSharedCodes: (codes) =>
      journal.write(() => {
        for (const { doorId, code } of codes) store.sharedCodes.put(doorId, code)
      }, 'bulk'),
    surround: (by) => {
      around = { ...around, ...by }
    },
    erasing,
    tryFallback: fallback.test,
    listen: async (port, host) => {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject)
        http.listen(port, host, resolve)
      })
      const bound = boundPort(http.address())
      timers ??= startTimers(parts)
      fallback.start()
      return { url: `${options.tls ? 'https' : 'http'}://${host}:${bound}`, port: bound }
    },
    close: async () => {
      timers?.close()
      presence.close()
      await fallback.close()
      checkpoints.close()
      await io.close()
      await journal.close()
      store.close()
    },
  }
}

type Listener = ReturnType<typeof serveHttp>
const skipping =
  (path: string, serve: Listener): Listener =>
  (request, response) => {
    if (!request.url?.startsWith(path)) serve(request, response)
  }

const boundPort = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address.port
}
