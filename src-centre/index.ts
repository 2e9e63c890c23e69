import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { isEasyPin } from '../src-domain/desk/easyPin.ts'
import { type Arguments, readArguments } from './arguments.ts'
import type { Centre } from './centre.ts'
import { clockSet, systemClock } from './clock.ts'
import { readConfig } from './config.ts'
import type { CannotErase } from './erasing.ts'
import { keyForFitter } from './keypadFitting.ts'
import { openLive } from './live.ts'
import { faultTo, faultWords, messageOf, stderrLog } from './log.ts'
import { tellParent } from './parent.ts'
import { runPractice } from './practice-centre.ts'
import { readSharedCodes } from './sharedCodesFile.ts'
import { doorTrustForFitter } from './trust.ts'
import { serviceKeyForFitter } from './workbench/fitting.ts'

/** The reference centre as a process: by itself under Node, or as a utility process of a practice console. */
type Running = { readonly close: () => Promise<void> }

const start = async (): Promise<Running> => {
  const args = readArguments(process.argv.slice(2))
  if (typeof args === 'string') return fail(args)
  return args.practice ? startPracticeCentre(args) : startLive(args)
}

const startPracticeCentre = async (args: Arguments): Promise<Running> => {
  // Loaded only here: a live centre carries no town.
  const { startPractice } = await import('./practice/index.ts')
  // Without a folder nothing is to be kept.
  const passing = args.data === undefined
  const folder = args.data ?? mkdtempSync(join(tmpdir(), 'vaktrom-centre-'))
  const run = await runPractice({
    folder,
    port: args.port,
    seed: args.seed,
    residents: args.residents,
    speed: args.speed,
    scenario: args.scenario,
    clock: systemClock(faultTo(stderrLog, 'timer'), clockSet(stderrLog)),
    log: stderrLog,
    fallbackUrl: args.fallback,
    open: startPractice,
  })
  tellParent(run.listening)
  return {
    close: async () => {
      await run.close()
      if (passing) rmSync(folder, { recursive: true, force: true })
    },
  }
}

const startLive = async (args: Arguments): Promise<Running> => {
  const config = readConfig(args.config ?? '')
  if (typeof config === 'string') return fail(config)
  const here = args.data === undefined ? config : { ...config, data: args.data }
  const centre = await openLive(here, stderrLog)
  if (await chore(args, centre)) {
    await centre.close()
    return process.exit(0)
  }
  const { url, port } = await centre.listen(args.port || config.port, config.host)
  const { journalId } = centre.store
  tellParent({ kind: 'listening', url, port, centreId: config.centreId, journalId, workplaces: [] })
  return centre
}

/** What somebody does to a live centre by hand while it does not run; false where nothing was asked for. */
const chore = async (args: Arguments, centre: Centre): Promise<boolean> => {
  const personId = args['set-pin']
  if (personId !== undefined) {
    const pin = (await text(process.stdin)).trim()
    if (isEasyPin(pin)) return fail('the PIN is too easy: at least six signs, not all alike, not in a row')
    await centre.signIn.setPin(personId, pin)
    // Whoever knew the old one is not signed in any more.
    await centre.signIn.endAll(personId)
  }
  if (args.erase !== undefined) {
    const why = await centre.erasing.erase(args.erase)
    if (why !== null) fail(`--erase ${args.erase}: ${cannotErase[why]}`)
  }
  if (args.erasures)
    for (const one of centre.erasing.standing()) process.stdout.write(`${JSON.stringify(one)}\n`)
  const codes = args['shared-codes']
  if (codes !== undefined) await centre.putSharedCodes(readSharedCodes(codes, centre.store.registry))
  const place = args['keypad-key']
  if (place !== undefined) process.stdout.write(`${keyForFitter(place, centre)}\n`)
  const serial = args['service-key']
  if (serial !== undefined) process.stdout.write(`${serviceKeyForFitter(serial, centre)}\n`)
  if (args['door-trust']) process.stdout.write(`${doorTrustForFitter(centre.keys)}\n`)
  if (args['try-fallback']) await tryFallback(centre)
  return (
    [personId, args.erase, codes, place, serial].some((one) => one !== undefined) ||
    args['door-trust'] ||
    args.erasures ||
    args['try-fallback']
  )
}

const tryFallback = async (centre: Centre): Promise<void> => {
  const told = await centre.tryFallback()
  if (told === null) return fail('no fall-back hook is set up: "fallback" is missing in the configuration')
  if (!told.ok)
    return fail(`the fall-back hook failed: ${told.why}${told.code === null ? '' : ` ${told.code}`}`)
  process.stdout.write('the fall-back hook took the test delivery\n')
}

const cannotErase: Readonly<Record<CannotErase, string>> = {
  unknownResident: 'no resident of that identifier has anything here',
  serviceGoesOn: 'the service has not ended: an alarm from there would ring without a name',
  caseIsOpen: 'a case of theirs is open',
}

/** A sentence for whoever started this, instead of a stack. */
class CannotStart extends Error {}
const fail = (why: string): never => {
  throw new CannotStart(why)
}

const unexpected = (error: unknown): string =>
  (error instanceof Error ? messageOf(error) : null) ?? 'an unexpected fault, told on standard error'

// Node would print what it was thrown, with every word in it.
process.on('uncaughtException', (error) => {
  stderrLog('error', 'uncaught', faultWords(error))
  process.exit(softwareError)
})

/** sysexits' "internal software error". */
const softwareError = 70

/** Time for the parent's port to carry the reason out. */
const lastWords = 200

try {
  const running = await start()
  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        stderrLog('error', 'close', faultWords(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
} catch (error) {
  if (!(error instanceof CannotStart)) stderrLog('error', 'start', faultWords(error))
  const why = error instanceof CannotStart ? error.message : unexpected(error)
  tellParent({ kind: 'failed', why })
  process.stderr.write(`${why}\n`)
  setTimeout(() => process.exit(2), lastWords)
}
