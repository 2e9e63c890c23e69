import { setTimeout as sleep } from 'node:timers/promises'
import type { TestPlan } from '../../../src-domain/hardware/limits.ts'
import {
  emptyReport,
  isWipeOpen,
  type TestReport,
  type TestStep,
} from '../../../src-domain/hardware/report.ts'
import { stepsOf } from '../../../src-domain/hardware/steps.ts'
import type { MotorSample } from '../../../src-domain/lock/answers.ts'
import { type Driver, type DriverFault, OtherUnit, type Visit, type Wanted } from '../drivers/driver.ts'
import { type Radio, RadioFault } from '../radio/radio.ts'

export type SequenceEvent =
  | { readonly kind: 'begun'; readonly step: TestStep; readonly attempt: number }
  | { readonly kind: 'done'; readonly step: TestStep; readonly report: TestReport }
  | {
      readonly kind: 'samples'
      readonly step: TestStep
      readonly cycle: number
      readonly samples: readonly MotorSample[]
    }

/** Why a test ended before its end. `mayNotWipe`: nobody wrote down that it would wipe, so it did not. */
export type Fault = DriverFault | { readonly kind: 'mayNotWipe' }
export type FaultAt = Fault & { readonly step: TestStep }

export type SequenceEnd = {
  readonly report: TestReport
  /** Null: it was done to the end, or stopped. */
  readonly fault: FaultAt | null
  readonly stopped: boolean
  /** A wipe was begun and is not known to be finished: the unit must not leave the bench. */
  readonly halfWiped: boolean
}

type Sequence = {
  readonly radio: Radio
  readonly driver: Driver
  readonly wanted: Wanted
  readonly plan: TestPlan
  readonly now: () => number
  readonly tell: (event: SequenceEvent) => void
  /** Asked once, before the first binding goes: whether it is written down that it will. */
  readonly mayWipe: () => Promise<boolean>
  readonly stop: AbortSignal
}

/** A lost link is no finding: each step is tried so often. */
const attempts = 3

/** Says that a wipe broke off in it: in an earlier test, or by another tool. */
const wantsWipe = (fault: Fault): boolean => fault.kind === 'refused' && fault.status === 'wipeFirst'

/** Once begun, a wipe is seen through to its proof: stopping waits for that. */
const mayStopBefore = (step: TestStep): boolean => step !== 'readBack' && step !== 'keyAfter'

/** How a step may end the whole test; null: it does not. */
type Early = FaultAt | 'stopped' | null

/** Takes a unit through all its steps. Nothing is thrown but what is a bug; how it ended is the answer. */
export const runSequence = async (sequence: Sequence): Promise<SequenceEnd> => {
  const { radio, driver, wanted, plan, now, tell, mayWipe, stop } = sequence
  let report = emptyReport(wanted.serial)
  let visit: Visit | null = null
  let granted = false
  let wiping = false

  const faultOf = (error: unknown): DriverFault => {
    if (error instanceof RadioFault) return { kind: 'radio', code: error.code }
    if (error instanceof OtherUnit) return { kind: 'otherUnit', says: error.says }
    const itsOwn = driver.faultOf(error)
    if (itsOwn === null) throw error
    return itsOwn
  }
  /** Whether another try may go better. */
  const passes = (fault: DriverFault): boolean =>
    driver.isBusy(fault) ||
    (fault.kind === 'radio' && (fault.code === 'lost' || fault.code === 'silent' || fault.code === 'refused'))

  const leave = async (): Promise<void> => {
    const last = visit
    visit = null
    await last?.close()
  }
  const once = async (step: TestStep): Promise<DriverFault | null> => {
    try {
      visit ??= await driver.visit(radio, wanted)
      if (step === 'wipe') wiping = true
      await visit.does(step, {
        report,
        plan,
        now,
        found: (part) => {
          report = { ...report, ...part }
        },
        sampled: (cycle, samples) => tell({ kind: 'samples', step, cycle, samples }),
        stopped: () => stop.aborted,
      })
      if (step === 'readBack') wiping = isWipeOpen(report)
      return null
    } catch (error) {
      const fault = faultOf(error)
      await leave()
      return fault
    }
  }
  const permitted = async (): Promise<Early> => {
    if (granted) return null
    const stopped = Promise.withResolvers<'stopped'>()
    const onStop = () => stopped.resolve('stopped')
    stop.addEventListener('abort', onStop)
    if (stop.aborted) onStop()
    const answer = await Promise.race([mayWipe(), stopped.promise])
    stop.removeEventListener('abort', onStop)
    if (answer === 'stopped') return answer
    granted = answer
    return granted ? null : { kind: 'mayNotWipe', step: 'wipe' }
  }
  const tried = async (step: TestStep): Promise<Early> => {
    const refused = step === 'wipe' ? await permitted() : null
    if (refused !== null) return refused
    for (let attempt = 1; ; attempt += 1) {
      tell({ kind: 'begun', step, attempt })
      const fault = await once(step)
      if (fault === null) break
      if (!passes(fault) || attempt === attempts) return { ...fault, step }
      if (driver.isBusy(fault)) await sleep(attempt * plan.busyPauseMs)
    }
    tell({ kind: 'done', step, report })
    return null
  }
  /** Finishes first, once, what broke off: nothing else goes before that. */
  const done = async (step: TestStep): Promise<Early> => {
    const early = await tried(step)
    if (early === null || early === 'stopped' || !wantsWipe(early) || wiping) return early
    wiping = true
    if (!plan.wipe) return early
    return (await tried('wipe')) ?? (await tried('readBack')) ?? (await tried(step))
  }
  const ended = (early: Early): SequenceEnd => ({
    report,
    fault: early === 'stopped' ? null : early,
    stopped: early === 'stopped',
    halfWiped: wiping,
  })

  try {
    for (const step of stepsOf(driver.name, plan.wipe)) {
      if (stop.aborted && mayStopBefore(step)) return ended('stopped')
      const early = await done(step)
      if (early !== null) return ended(early)
    }
    return ended(null)
  } finally {
    await leave()
  }
}
