import { setTimeout as sleep } from 'node:timers/promises'
import type { TestPlan } from '../../../src-domain/hardware/limits.ts'
import {
  emptyReport,
  type TestReport,
  type TestStep,
  testSteps,
} from '../../../src-domain/hardware/report.ts'
import type { MotorSample } from '../../../src-domain/lock/answers.ts'
import { SessionBroken, type SessionFault } from '../drivers/lockLine.ts'
import { type Radio, RadioFault, type RadioFaultCode } from '../radio/radio.ts'
import { stepWork } from './steps.ts'
import { LockRefused, OtherUnit, openVisit, type Visit, type Wanted } from './visit.ts'

export type SequenceEvent =
  | { readonly kind: 'begun'; readonly step: TestStep; readonly attempt: number }
  | { readonly kind: 'done'; readonly step: TestStep; readonly report: TestReport }
  | { readonly kind: 'samples'; readonly step: TestStep; readonly samples: readonly MotorSample[] }

/** Why a test ended before its end. */
export type Fault =
  | { readonly kind: 'radio'; readonly code: RadioFaultCode }
  | { readonly kind: 'session'; readonly code: SessionFault }
  | { readonly kind: 'otherUnit'; readonly says: string }
  | { readonly kind: 'refused'; readonly status: string }

type FaultAt = Fault & { readonly step: TestStep }

export type SequenceEnd = {
  readonly report: TestReport
  /** Null: it was done to the end, or stopped. */
  readonly fault: FaultAt | null
  readonly stopped: boolean
  /** A wipe was begun and is not known to be finished: the unit must not leave the bench. */
  readonly halfWiped: boolean
}

/** A lost link is no finding: each step is tried so often. */
const attempts = 3

const faultOf = (error: unknown): Fault => {
  if (error instanceof RadioFault) return { kind: 'radio', code: error.code }
  if (error instanceof SessionBroken) return { kind: 'session', code: error.code }
  if (error instanceof OtherUnit) return { kind: 'otherUnit', says: error.says }
  if (error instanceof LockRefused) return { kind: 'refused', status: error.status }
  throw error
}

const isBusy = (fault: Fault): boolean =>
  (fault.kind === 'refused' && fault.status === 'busy') || (fault.kind === 'session' && fault.code === 'busy')

/** Whether another try may go better. */
const passes = (fault: Fault): boolean =>
  isBusy(fault) ||
  (fault.kind === 'radio' && (fault.code === 'lost' || fault.code === 'silent' || fault.code === 'refused'))

/** Says that a wipe broke off in it: in an earlier test, or by another tool. */
const wantsWipe = (fault: Fault): boolean => fault.kind === 'refused' && fault.status === 'wipeFirst'

/** Once begun, a wipe is seen through: stopping waits for its end. */
const mayStopBefore = (step: TestStep): boolean => step !== 'readBack'

/** Takes a unit through all steps. Nothing is thrown but what is a bug; how it ended is the answer. */
export const runSequence = async (
  radio: Radio,
  wanted: Wanted,
  plan: TestPlan,
  now: () => number,
  tell: (event: SequenceEvent) => void,
  stop: AbortSignal,
): Promise<SequenceEnd> => {
  let report = emptyReport(wanted.serial)
  let visit: Visit | null = null
  let wiping = false

  const leave = async (): Promise<void> => {
    const last = visit
    visit = null
    await last?.close()
  }
  const once = async (step: TestStep): Promise<Fault | null> => {
    try {
      visit ??= await openVisit(radio, wanted)
      if (step === 'wipe') wiping = true
      await stepWork[step]({
        visit,
        report,
        plan,
        now,
        found: (part) => {
          report = { ...report, ...part }
        },
        sampled: (samples) => tell({ kind: 'samples', step, samples }),
        stopped: () => stop.aborted,
      })
      if (step === 'readBack') wiping = report.readBack?.halfWiped ?? true
      return null
    } catch (error) {
      const fault = faultOf(error)
      await leave()
      return fault
    }
  }
  const tried = async (step: TestStep): Promise<FaultAt | null> => {
    for (let attempt = 1; ; attempt += 1) {
      tell({ kind: 'begun', step, attempt })
      const fault = await once(step)
      if (fault === null) break
      if (!passes(fault) || attempt === attempts) return { ...fault, step }
      if (isBusy(fault)) await sleep(attempt * plan.busyPauseMs)
    }
    tell({ kind: 'done', step, report })
    return null
  }
  /** Finishes first, once, what broke off: nothing else goes before that. */
  const done = async (step: TestStep): Promise<FaultAt | null> => {
    const fault = await tried(step)
    if (fault === null || !wantsWipe(fault) || wiping) return fault
    wiping = true
    return (await tried('wipe')) ?? (await tried('readBack')) ?? (await tried(step))
  }
  const ended = (fault: SequenceEnd['fault'], stopped: boolean): SequenceEnd => ({
    report,
    fault,
    stopped,
    halfWiped: wiping,
  })

  try {
    for (const step of testSteps) {
      if (stop.aborted && mayStopBefore(step)) return ended(null, true)
      const fault = await done(step)
      if (fault !== null) return ended(fault, false)
    }
    return ended(null, false)
  } finally {
    await leave()
  }
}
