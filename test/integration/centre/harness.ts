import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { v7 } from 'uuid'
import { z } from 'zod'
import { type Centre, openCentre } from '../../../src-centre/centre.ts'
import { type CentreClock, systemClock } from '../../../src-centre/clock.ts'
import { sha256, signWith } from '../../../src-centre/crypto.ts'
import type { FallbackConfig } from '../../../src-centre/fallback/config.ts'
import type { Log } from '../../../src-centre/log.ts'
import { type DeskLimits, usualLimits } from '../../../src-domain/desk/limits.ts'
import { beginning, chainFault, type Link } from '../../../src-domain/journal/chain.ts'
import { type Entry, entry } from '../../../src-domain/journal/envelope.ts'
import { minute } from '../../../src-domain/time.ts'
import {
  type Ask,
  type AskAnswer,
  type AskArgs,
  type FromCentre,
  fromCentre,
  fromConsole,
} from '../../../src-domain/wire/protocol.ts'
import { neverSet } from '../../build/neverSet.ts'
import { handsetKeyOf, people, pinOf, townRows, workplaces } from './town.ts'

export const secretOf = (id: string): string => `a secret of ${id}, long enough`

export const tempFolder = (): { readonly folder: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A clock that stands until it is moved. */
export type MovedClock = CentreClock & { readonly advance: (by: number) => void }
export const movedClock = (start = Date.now()): MovedClock => {
  let now = start
  let waiting: { at: number; run: () => void }[] = []
  return neverSet({
    now: () => now,
    after: (delay: number, run: () => void) => {
      const one = { at: now + delay, run }
      waiting.push(one)
      return () => {
        waiting = waiting.filter((w) => w !== one)
      }
    },
    advance: (by: number) => {
      const until = now + by
      for (;;) {
        const next = waiting.filter((w) => w.at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        waiting = waiting.filter((w) => w !== next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = until
    },
  })
}

/** A desk of a test that nobody touches does not lock itself, unless that is what it is about. */
export const patientLimits: DeskLimits = { ...usualLimits, lockAfterSeconds: 0, lockAfterOwnSeconds: 0 }

export type Started = {
  readonly centre: Centre
  readonly url: string
  readonly faults: string[]
  readonly warnings: string[]
  /** Every line of its log. */
  readonly said: string[]
}
export const startCentre = async (
  folder: string,
  options: {
    residents?: number
    clock?: CentreClock
    port?: number
    practice?: boolean
    fallback?: FallbackConfig
    log?: Log
    limits?: Partial<DeskLimits>
    /** It has run for longer than it waits for its consoles to come back. */
    isOld?: boolean
  } = {},
): Promise<Started> => {
  const faults: string[] = []
  const warnings: string[] = []
  const said: string[] = []
  const log: Log = (level, what, words) => {
    options.log?.(level, what, words)
    said.push(`${level} ${what} ${JSON.stringify(words)}`)
    if (level === 'error') faults.push(`${what} ${JSON.stringify(words)}`)
    if (level === 'warn') warnings.push(`${what} ${JSON.stringify(words)}`)
  }
  const real = systemClock((error) => faults.push(String(error)))
  let ahead = 0
  const centre = openCentre({
    folder,
    centreId: 'test',
    municipality: 'fjordvik',
    practice: options.practice ?? true,
    fallback: options.fallback,
    limits: { ...patientLimits, ...options.limits },
    clock: options.clock ?? { ...real, mono: () => real.mono() + ahead },
    log,
  })
  if (options.isOld) ahead = minute
  await centre.putRegistry(townRows(options.residents ?? 5))
  await Promise.all(people.map(({ id }) => centre.signIn.setPin(id, pinOf(id))))
  await centre.journal.write(() => {
    const { credentials } = centre.store
    for (const id of workplaces) credentials.put('workplace', id, secretOf(id), true)
    credentials.put('intake', 'receiver', secretOf('receiver'), false)
    credentials.put('platform', 'locks', secretOf('locks'), false)
  })
  centre.surround({
    travel: (_, units) => units.map(({ unitId }) => ({ unitId, seconds: 240, metres: 1_900 })),
  })
  const { url } = await centre.listen(options.port ?? 0, '127.0.0.1')
  return { centre, url, faults, warnings, said }
}

/** A centre that logged a bug of its own has failed its test, whatever else held. */
export const noFaults = ({ faults }: Started): void => {
  if (faults.length > 0) throw new Error(faults.join('\n'))
}

const connect = (url: string, auth: object): Socket =>
  io(url, { auth, transports: ['websocket'], forceNew: true, reconnection: false })

const connected = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })

/** Resolves when `test` holds; asked again at each message that comes. */
type Until = (test: () => boolean) => Promise<void>

export type TestConsole = {
  readonly socket: Socket
  readonly welcome: FromCentre['welcome']
  /** Names of messages in the order in which they came. */
  readonly order: string[]
  readonly live: Entry[]
  readonly history: Entry[]
  readonly opened: FromCentre['open'][]
  readonly snapshots: FromCentre['snapshot'][]
  readonly registry: Map<string, unknown>
  readonly readings: unknown[]
  readonly checkpoints: FromCentre['checkpoint'][]
  /** All entries from history and live, by place. */
  readonly entries: () => Entry[]
  readonly ask: <A extends Ask>(name: A, args: AskArgs<A>) => Promise<AskAnswer<A>>
  readonly until: Until
  readonly resume: (from?: Link & { journalId?: string | null }) => Promise<AskAnswer<'resume'>>
  /** Signs in; the answer is the session's token. */
  readonly signIn: (personId: string) => Promise<string>
  readonly command: (
    session: string | null,
    name: string,
    args: unknown,
    id?: string,
    notAfter?: number,
  ) => Promise<AskAnswer<'command'>>
  readonly close: () => void
}

export const openConsole = async (url: string, workplaceId: string): Promise<TestConsole> => {
  const socket = connect(`${url}/console`, { protocol: 1, workplaceId, secret: secretOf(workplaceId) })
  const order: string[] = []
  const live: Entry[] = []
  const history: Entry[] = []
  const opened: FromCentre['open'][] = []
  const snapshots: FromCentre['snapshot'][] = []
  const registry = new Map<string, unknown>()
  const readings: unknown[] = []
  const checkpoints: FromCentre['checkpoint'][] = []
  const waiting = new Set<() => void>()
  const came = (name: string) => {
    order.push(name)
    for (const look of waiting) look()
  }
  const welcomed = new Promise<FromCentre['welcome']>((resolve) =>
    socket.once('welcome', (raw: unknown) => resolve(fromCentre.welcome.parse(raw))),
  )
  type Acknowledge = (value?: unknown) => void
  socket.on('open', (raw: unknown, acknowledge: Acknowledge) => {
    opened.push(fromCentre.open.parse(raw))
    acknowledge({})
    came('open')
  })
  socket.on('snapshot', (raw: unknown, acknowledge: Acknowledge) => {
    snapshots.push(fromCentre.snapshot.parse(raw))
    acknowledge({})
    came('snapshot')
  })
  socket.on('entries', (raw: unknown, acknowledge: Acknowledge) => {
    const batch = fromCentre.entries.parse(raw)
    const entries = batch.entries.map((e) => entry.parse(e))
    ;(batch.phase === 'live' ? live : history).push(...entries)
    acknowledge({ stored: entries.at(-1)?.seq ?? 0 })
    came(batch.phase)
  })
  socket.on('registry', (raw: unknown, acknowledge: Acknowledge) => {
    const { changes, through } = fromCentre.registry.parse(raw)
    for (const change of changes) registry.set(`${change.table}/${change.id}`, change.row)
    acknowledge({ stored: through })
    came('registry')
  })
  socket.on('telemetry', (raw: unknown) => {
    readings.push(...fromCentre.telemetry.parse(raw).readings)
    came('telemetry')
  })
  socket.on('checkpoint', (raw: unknown) => {
    checkpoints.push(fromCentre.checkpoint.parse(raw))
    came('checkpoint')
  })
  socket.on('beat', () => came('beat'))
  await connected(socket)
  const welcome = await welcomed

  const ask = async <A extends Ask>(name: A, args: AskArgs<A>): Promise<AskAnswer<A>> => {
    const answer: unknown = await socket.timeout(10_000).emitWithAck(name, args)
    return fromConsole[name].answer.parse(answer) as AskAnswer<A>
  }
  const until: Until = (test) =>
    new Promise((resolve) => {
      const look = () => {
        if (!test()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return {
    socket,
    welcome,
    order,
    live,
    history,
    opened,
    snapshots,
    registry,
    readings,
    checkpoints,
    entries: () => [...history, ...live].toSorted((a, b) => a.seq - b.seq),
    ask,
    until,
    resume: (from) =>
      ask('resume', {
        journalId: from ? (from.journalId ?? welcome.journalId) : null,
        seq: from?.seq ?? 0,
        hash: from?.hash ?? beginning.hash,
        registryVersion: 0,
        telemetryVersion: 0,
      }),
    signIn: async (personId) => {
      const answer = await ask('signIn', { personId, pin: pinOf(personId) })
      if (!answer.ok) throw new Error(`sign-in refused: ${answer.error.code}`)
      return answer.value.token
    },
    command: (session, name, args, id = v7(), notAfter = Math.max(Date.now(), welcome.now) + minute) =>
      ask('command', { id, notAfter, session, name, args }),
    close: () => void socket.disconnect(),
  }
}

export type Adapter = {
  readonly send: (name: string, body: object) => Promise<unknown>
  readonly close: () => void
}
export const openAdapter = async (url: string, namespace: string, auth: object): Promise<Adapter> => {
  const socket = connect(`${url}${namespace}`, { protocol: 1, ...auth })
  await connected(socket)
  return {
    send: (name, body) => socket.timeout(10_000).emitWithAck(name, body),
    close: () => void socket.disconnect(),
  }
}
export const openIntake = (url: string) =>
  openAdapter(url, '/intake', { adapterId: 'receiver', secret: secretOf('receiver') })

/** One press through a receiver of its own. */
export const pressAt = async (url: string, raw: string): Promise<unknown> => {
  const intake = await openIntake(url)
  const answer = await intake.send('scaip', { raw, at: centreTime(Date.now()) })
  intake.close()
  return answer
}

/** The same; the press in the journal that it led to, by its id. */
export const pressedAt = async ({ url, centre }: Started, raw: string): Promise<string> => {
  const before = centre.journal.head().seq
  const answer = await pressAt(url, raw)
  const press = centre.store.entries
    .after(before, centre.journal.head().seq, 1_000)
    .find((e) => e.by.kind === 'intake' && (e.kind === 'alarm.raised' || e.kind === 'alarm.pressed'))
  if (!press) throw new Error(`no press came of it: ${JSON.stringify(answer)}`)
  return press.id
}

/** The case of the first alarm that this console was told of live. */
export const caseOf = (desk: TestConsole): string => {
  const raised = desk.live.find((e) => e.kind === 'alarm.raised')
  if (!raised) throw new Error('no alarm came')
  return raised.id
}
export const raisedAt = (desk: TestConsole): Promise<void> => saidAt(desk, 'alarm.raised')
export const saidAt = (desk: TestConsole, kind: string, times = 1): Promise<void> =>
  desk.until(() => desk.live.filter((e) => e.kind === kind).length >= times)

export const centreTime = (ms: number) => ({ ms, source: 'intake' as const, uncertaintyMs: 0 })

export const handshake = (handsetId: string, at: number) => ({
  handsetId,
  at,
  signature: signWith(handsetKeyOf(handsetId))(`vaktrom-handset/1\n${handsetId}\n${at}`),
})

/** Somebody of the crew takes the phone; nothing is granted to one that nobody has. */
export const signOn = async (phone: Socket, personId: string): Promise<void> => {
  const asked = { personId, pin: pinOf(personId), at: centreTime(Date.now()) }
  const answer: unknown = await phone.timeout(10_000).emitWithAck('signOn', asked)
  if (!z.object({ ok: z.literal(true) }).safeParse(answer).success)
    throw new Error(`not signed on: ${JSON.stringify(answer)}`)
}

/** The first thing wrong with a chain of entries that begins behind `from`; null for a whole one. */
export const brokenAt = (entries: readonly Entry[], from: Link = beginning): string | null => {
  let last = from
  for (const e of entries) {
    const fault = chainFault(last, e, sha256)
    if (fault) return `${e.seq}: ${fault}`
    last = { seq: e.seq, hash: e.hash }
  }
  return null
}

/** The service ends, and then the resident is erased. */
export const erase = async (centre: Centre, residentId: string): Promise<void> => {
  const resident = centre.store.registry.get('resident', residentId)
  if (!resident) throw new Error(`no resident ${residentId}`)
  await centre.putRegistry([{ table: 'resident', row: { ...resident, serviceEndedAt: Date.now() } }])
  const why = await centre.erasing.erase(residentId)
  if (why !== null) throw new Error(`not erased: ${why}`)
}
