import { openConsole } from '../integration/centre/harness.ts'
import { centreHead, comparison, openCases } from './disks.ts'
import type { Checked, Fault, Injection, Scene } from './fault.ts'
import { withhold } from './plant.ts'
import { openStorm, type Press, plantedRef } from './storm.ts'
import { until } from './until.ts'
import { openWitness, type Witness } from './witness.ts'
import { followWritten } from './written.ts'

/** Alarms that must be sent while the fault lasts. */
const least = 20
/** What is neither shown nor heard so long after all is whole again is lost; a planted drop is not waited for. */
const patience = 60_000
const plantedPatience = 4_000

/** What one injection did; times in ms. */
export type Outcome = {
  readonly fault: Fault
  readonly sent: number
  /** Sent between the injection and the moment when all was whole again. */
  readonly during: number
  /** Stand in the window's queue afterwards. */
  readonly shown: number
  /** Were in the sound window's output. */
  readonly heard: number
  /** References of those that were taken, and not both shown and heard. */
  readonly lost: readonly string[]
  /** Shown and heard here, and the centre was never told. */
  readonly unsaid: number
  /** From the press until the journal says that it was presented, the longest. */
  readonly worstDelay: number
  readonly recovery: number
  /** All else that is wrong, a sentence each. */
  readonly wrong: readonly string[]
}

export type RoundOptions = {
  readonly scene: Scene
  readonly fault: Fault
  /** No two rounds at one centre share it. */
  readonly name: string
  /** One press is withheld from the console on its way; needs a scene with a relay. */
  readonly plant?: boolean
  /** A shorter course where the row has one, for the half of it in `npm test`. */
  readonly isQuick?: boolean
}

/** One fault in the middle of a storm, and what came of it. */
export const round = async ({
  scene,
  fault,
  name,
  plant = false,
  isQuick = false,
}: RoundOptions): Promise<Outcome> => {
  const { centre, desk } = scene
  await fault.before?.(scene)
  const begun = centreHead(centre.folder).seq
  const written = followWritten(desk.profile)
  if (plant) withhold(scene.relay(), plantedRef(name))
  const senderUrl = fault.scene?.intake ? scene.intake().url : centre.url
  const witness = openWitness(desk, centre.folder, begun)
  const storm = openStorm(senderUrl, name, fault.pace)
  const at = { ...scene, storm, name, isQuick }
  try {
    const course = await runCourse(fault, at)
    const outcome = await judge(
      fault,
      { ...at, begun, written },
      course,
      witness,
      plant ? plantedPatience : patience,
    )
    await closeAll(centre)
    return outcome
  } finally {
    storm.abandon()
    await witness.close()
  }
}

type Course = {
  readonly injectedAt: number
  readonly liftedAt: number
  readonly wholeAt: number
  readonly presses: readonly Press[]
}

const runCourse = async (fault: Fault, at: Injection): Promise<Course> => {
  const { storm, desk } = at
  await until('the storm to begin', () => storm.sent() >= 3)
  await fault.ready?.(at)
  storm.faultBegins()
  const injectedAt = performance.now()
  await fault.inject(at)
  const liftedAt = performance.now()
  await until('all to be whole again', () => (fault.whole ? fault.whole(at) : desk.whole()), 120_000)
  const wholeAt = performance.now()
  return { injectedAt, liftedAt, wholeAt, presses: await storm.stop() }
}

const judge = async (
  fault: Fault,
  at: Checked,
  { injectedAt, liftedAt, wholeAt, presses }: Course,
  witness: Witness,
  within: number,
): Promise<Outcome> => {
  const isSaid = (p: Press) => witness.of(p).presentedAt !== null
  const isHeard = (p: Press) => witness.of(p).heardAt !== null
  await until('all to be heard', () => presses.every((p) => isHeard(p) && isSaid(p)), within)
    // Counted below.
    .catch(() => undefined)
  const queue = await at.desk.casesInQueue()
  const isShown = (p: Press) => queue.has(witness.of(p).caseId ?? '')
  const delayOf = (p: Press) => {
    const { heardAt, presentedAt } = witness.of(p)
    return (presentedAt ?? heardAt ?? performance.now()) - p.sentAt
  }
  const recovery = wholeAt - (fault.recoveryFrom === 'injection' ? injectedAt : liftedAt)
  const during = presses.filter((p) => p.sentAt >= injectedAt && p.sentAt <= wholeAt).length
  const { recoverWithin = Number.POSITIVE_INFINITY, lateAfter = Number.POSITIVE_INFINITY } = fault
  // What was still on its way when the fault came is its doing as well.
  const undisturbed = presses.filter((p) => p.sentAt + delayOf(p) <= injectedAt).map(delayOf)
  const slowest = Math.max(0, ...undisturbed)
  const late = presses.map(delayOf).filter((delay) => delay > Math.max(lateAfter, slowest))
  return {
    fault,
    sent: presses.length,
    during,
    shown: presses.filter(isShown).length,
    heard: presses.filter(isHeard).length,
    lost: presses.filter((p) => !isShown(p) || !isHeard(p)).map((p) => p.ref),
    unsaid: presses.filter((p) => !isSaid(p)).length,
    worstDelay: Math.max(...presses.map(delayOf)),
    recovery,
    wrong: [
      ...(during < least ? [`only ${during} alarms were sent while it lasted`] : []),
      ...(recovery > recoverWithin
        ? [`whole after ${seconds(recovery)} s instead of ${seconds(recoverWithin)} s`]
        : []),
      ...(late.length > 0
        ? [
            `${late.length} were late, by up to ${seconds(Math.max(...late))} s instead of ${seconds(slowest)} s before it`,
          ]
        : []),
      ...(await (fault.compare ?? comparison)(at)),
      ...((await fault.check?.(at)) ?? []),
    ],
  }
}

/** Everything that is wrong, a sentence each; none when all held. */
export const wrongOf = ({ sent, shown, heard, lost, unsaid, wrong }: Outcome): string[] => [
  ...(lost.length === 0
    ? []
    : [`of ${sent} alarms ${shown} were shown, ${heard} heard: ${lost.slice(0, 5).join(' ')} lost`]),
  ...(unsaid === 0 ? [] : [`of ${unsaid} the centre was never told that they were presented`]),
  ...wrong,
]

export const seconds = (ms: number): string => (ms / 1_000).toFixed(1)

/** A colleague at another desk takes all cases and closes them, so that the next storm raises new ones. */
const closeAll = async ({ url, folder }: Scene['centre']): Promise<void> => {
  const colleague = await openConsole(url, 'desk-2')
  try {
    const session = await colleague.signIn('p-jon')
    const say = async (name: string, args: object): Promise<void> => {
      const answer = await colleague.command(session, name, args)
      if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
    }
    for (const { id: caseId, ownerId } of openCases(folder)) {
      if (ownerId === null) await say('answer', { caseId })
      else await say('takeOver', { caseId, reason: 'agreed', note: '' })
      await say('close', { caseId, outcome: 'falseAlarm', note: '' })
    }
  } finally {
    colleague.close()
  }
}
