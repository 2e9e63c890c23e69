import type { Entry } from '../../src-domain/journal/envelope.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import type { TestCentre } from '../e2e/centre.ts'
import { openConsole } from '../integration/centre/harness.ts'
import type { Desk } from './desk.ts'
import { centreEntries, centreHead, compareDisks } from './disks.ts'
import { type Press, storm } from './storm.ts'
import { until } from './until.ts'

export const faults = ['core', 'centre', 'app'] as const
export type Fault = (typeof faults)[number]

/** Kills the victim as hard as can be; resolves when it has been started again. */
const inject: Readonly<Record<Fault, (desk: Desk, centre: TestCentre) => Promise<void>>> = {
  core: (desk) => desk.killCore(),
  app: (desk) => desk.killApp(),
  centre: async (desk, centre) => {
    await centre.kill()
    await until(
      'the window to say that the centre is away',
      async () => (await desk.health())?.link === 'away',
    )
    await centre.start()
  },
}

/** What one kill in the middle of a storm did; times in ms. */
export type Outcome = {
  readonly fault: Fault
  readonly sent: number
  /** Stand in the window's queue afterwards. */
  readonly shown: number
  /** Painted and sounding at the desk, by the centre's journal. */
  readonly heard: number
  /** Sent and taken, and not both shown and heard. */
  readonly lost: number
  /** From the press to its presentation, the longest. */
  readonly worstDelay: number
  /** From the kill until the desk is connected and has caught up. */
  readonly recovery: number
  /** In what the replica differs from the centre. */
  readonly differences: readonly string[]
}

export type RoundOptions = {
  readonly desk: Desk
  readonly centre: TestCentre
  readonly fault: Fault
  /** No two rounds at one centre share it. */
  readonly name: string
  /** The kill comes with this press; 1 and up. */
  readonly killAt: number
  /** What is not presented so many ms after the desk is whole again is lost. */
  readonly patience?: number
}

/** Two presses for every fourth of them: each press counts for itself. */
const residents = Array.from({ length: 24 }, (_, i) => i + 1)
const storming = residents.flatMap((n) => (n % 4 === 0 ? [n, n] : [n]))
/** Between two presses, ms. */
const apart = 40

/** One kill in the middle of a storm, and what came of it. */
export const round = async ({
  desk,
  centre,
  fault,
  name,
  killAt,
  patience = 60_000,
}: RoundOptions): Promise<Outcome> => {
  if (killAt > storming.length) throw new Error(`the storm has only ${storming.length} presses`)
  const begun = centreHead(centre.folder)
  let killedAt = 0
  const killed = Promise.withResolvers<void>()
  const [presses] = await Promise.all([
    storm({
      url: centre.url,
      name,
      residents: storming,
      apart,
      taken: (count) => {
        if (count !== killAt) return
        killedAt = performance.now()
        inject[fault](desk, centre).then(killed.resolve, killed.reject)
      },
    }),
    killed.promise,
  ])
  await until('the desk to be whole again', desk.whole)
  const recovery = performance.now() - killedAt

  const said = () => heardOf(centreEntries(centre.folder, begun))
  const allHeard = () => {
    const { presentedAt } = said()
    return presses.every((p) => presentedAt(p) !== null)
  }
  await until('all to be presented', allHeard, patience)
    // Counted below as lost.
    .catch(() => undefined)
  const heard = said()
  const queue = await desk.casesInQueue()
  const isShown = (p: Press) => queue.has(heard.caseOf(p) ?? '')
  const isHeard = (p: Press) => heard.presentedAt(p) !== null
  const outcome: Outcome = {
    fault,
    sent: presses.length,
    shown: presses.filter(isShown).length,
    heard: presses.filter(isHeard).length,
    lost: presses.filter((p) => !isShown(p) || !isHeard(p)).length,
    worstDelay: Math.max(...presses.map((p) => (heard.presentedAt(p) ?? Date.now()) - p.sentAt)),
    recovery,
    differences: await compareDisks(desk.profile, centre.folder),
  }
  await closeAll(centre, queue)
  return outcome
}

/** Throws with all that is wrong where an alarm was lost or the replica is not the centre's equal. */
export const requireWhole = ({ fault, sent, shown, heard, lost, differences: found }: Outcome): void => {
  const faultsFound =
    lost === 0 ? [...found] : [`of ${sent} alarms ${shown} were shown, ${heard} heard`, ...found]
  if (faultsFound.length > 0) throw new Error(`after the kill of ${fault}: ${faultsFound.join('; ')}`)
}

/** What the journal says of presses, by their sender's reference. */
const heardOf = (entries: readonly Entry[]) => {
  const pressed = new Map<string, { readonly id: string; readonly caseId: string }>()
  const presented = new Map<string, number>()
  for (const e of entries) {
    const read = readFact(e)
    if (!read.ok) throw new Error(read.why)
    const { fact } = read
    if (fact.kind === 'alarm.presented' && !presented.has(fact.payload.pressId))
      presented.set(fact.payload.pressId, fact.receivedAt)
    if (fact.kind !== 'alarm.raised' && fact.kind !== 'alarm.pressed') continue
    const ref = fact.payload.source?.ref ?? ''
    if (pressed.has(ref)) throw new Error(`press ${ref} stands in the journal twice`)
    pressed.set(ref, { id: fact.id, caseId: fact.caseId ?? fact.id })
  }
  return {
    caseOf: ({ ref }: Press) => pressed.get(ref)?.caseId ?? null,
    presentedAt: ({ ref }: Press) => presented.get(pressed.get(ref)?.id ?? '') ?? null,
  }
}

/** A colleague at another desk takes the cases off the queue, so that the next storm raises new ones. */
const closeAll = async (centre: TestCentre, caseIds: ReadonlySet<string>): Promise<void> => {
  const colleague = await openConsole(centre.url, 'desk-2')
  const session = await colleague.signIn('p-jon')
  const say = async (name: string, args: object): Promise<void> => {
    const answer = await colleague.command(session, name, args)
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
  }
  for (const caseId of caseIds) {
    await say('answer', { caseId })
    await say('close', { caseId, outcome: 'falseAlarm', note: '' })
  }
  colleague.close()
}
