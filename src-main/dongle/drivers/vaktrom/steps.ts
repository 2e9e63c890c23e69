import type { Outcome } from '../../../../src-domain/access/record.ts'
import {
  type KeyTrial,
  type MotorCycle,
  mostErased,
  type TestStep,
} from '../../../../src-domain/hardware/report.ts'
import type { MotorSample } from '../../../../src-domain/lock/answers.ts'
import { failedParts } from '../../../../src-domain/lock/words.ts'
import type { StepWork } from '../driver.ts'
import { SessionBroken } from './lockLine.ts'
import { LockRefused, type LockVisit } from './visit.ts'

type LockWork = StepWork & { readonly visit: LockVisit }

/** A turn may take so long before it counts as no answer, ms: a stiff motor stalls for seconds. */
const turnWithin = 10_000

const trialOf = (outcome: Outcome | null): KeyTrial | null => {
  if (outcome === null) return null
  if (outcome.kind === 'opened') return 'opened'
  return outcome.cause === 'unknownKey' ? 'unknownKey' : 'refusedOtherwise'
}

const turn = async (
  { visit, sampled }: LockWork,
  cycle: number,
  direction: MotorCycle['direction'],
): Promise<MotorCycle> => {
  const seen: MotorSample[] = []
  const hear = (some: readonly MotorSample[]): void => {
    seen.push(...some)
    sampled(cycle, some)
  }
  try {
    const { tookMs, peakMa, meanMa, lowestMv } = await visit.ask(
      { kind: 'motor', direction },
      turnWithin,
      hear,
    )
    return { direction, jammed: false, tookMs, peakMa, meanMa, lowestMv }
  } catch (error) {
    if (!(error instanceof LockRefused) || error.status !== 'jammed') throw error
    return {
      direction,
      jammed: true,
      tookMs: seen.at(-1)?.atMs ?? 0,
      peakMa: Math.max(0, ...seen.map((s) => s.ma)),
      meanMa: Math.round(seen.reduce((sum, s) => sum + s.ma, 0) / Math.max(1, seen.length)),
      lowestMv: seen.length === 0 ? 0 : Math.min(...seen.map((s) => s.mv)),
    }
  }
}

/** What each step does; any of them may be done again after a lost link. */
export const stepWork: { readonly [S in TestStep]: (work: LockWork) => Promise<void> } = {
  // Done by opening the visit: the serial was read and both sides have proved themselves.
  identify: () => Promise.resolve(),
  pair: () => Promise.resolve(),
  information: async ({ visit, found }) => found({ information: await visit.information() }),
  battery: async ({ visit, found, plan }) => {
    const { restMv, loadedMv, loadMa } = await visit.ask(
      { kind: 'battery', loadMs: plan.loadMs },
      plan.loadMs,
    )
    found({ battery: { restMv, loadedMv, loadMa } })
  },
  clock: async ({ visit, report, found, now }) => {
    const { clock } = await visit.ask({ kind: 'state' })
    // Done again, it would find the clock that it has set itself.
    const beforeMs = report.clock?.beforeMs ?? (clock === null ? null : clock - now())
    await visit.ask({ kind: 'setClock', clock: now() })
    const set = await visit.ask({ kind: 'state' })
    found({ clock: { beforeMs, afterMs: (set.clock ?? 0) - now() } })
  },
  motor: async (work) => {
    const cycles = [...work.report.motor]
    while (cycles.length < work.plan.cycles && !cycles.some((one) => one.jammed) && !work.stopped()) {
      cycles.push(await turn(work, cycles.length + 1, cycles.length % 2 === 0 ? 'unlock' : 'lock'))
      work.found({ motor: [...cycles] })
    }
  },
  keyBefore: async ({ visit, found }) => found({ keyBefore: trialOf(await visit.tryOldKey()) }),
  wipe: async ({ visit, report, found }) => {
    const { erased } = await visit.ask({ kind: 'wipe' }, turnWithin)
    // Begun before and finished now: both together.
    found({ wipe: { erased: Math.min(mostErased, erased + (report.wipe?.erased ?? 0)) } })
  },
  readBack: async ({ visit, found }) => {
    const left = await visit.bindings()
    const { bindings, halfWiped, lock } = await visit.ask({ kind: 'state' })
    if (bindings !== left.length) throw new SessionBroken('unreadable')
    found({ readBack: { left: left.map((one) => one.kind), halfWiped }, endsAs: lock })
  },
  keyAfter: async ({ visit, found }) => found({ keyAfter: trialOf(await visit.tryOldKey()) }),
  log: async ({ visit, found }) => {
    const lines = await visit.log()
    const times = lines.map((one) => one.at).filter((at) => at > 0)
    found({ log: { lines: lines.length, newest: times.length === 0 ? null : Math.max(...times) } })
  },
  selfTest: async ({ visit, found }) => {
    const { failed } = await visit.ask({ kind: 'selfTest' }, turnWithin)
    found({ selfTest: { failed: [...failedParts(failed)] } })
  },
}
