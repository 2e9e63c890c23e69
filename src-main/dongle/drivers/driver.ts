import type { TestPlan } from '../../../src-domain/hardware/limits.ts'
import type { TestReport, TestStep } from '../../../src-domain/hardware/report.ts'
import type { DriverName } from '../../../src-domain/hardware/words.ts'
import type { MotorSample } from '../../../src-domain/lock/answers.ts'
import type { Radio, RadioFaultCode, Seen } from '../radio/radio.ts'
import type { OldKey } from './vaktrom/tryKey.ts'

/** What to test, and with what: released by the centre for this one test. */
export type Wanted = {
  /** As the radio calls it. */
  readonly id: string
  readonly serial: string
  /** Null where the driver needs none. */
  readonly serviceKey: Uint8Array | null
  readonly oldKey: OldKey | null
}

/** What a step works with; `report` is what was found before it. */
export type StepWork = {
  readonly report: TestReport
  readonly plan: TestPlan
  readonly now: () => number
  /** Kept at once: a link that is lost in the middle loses no turn that was measured. */
  readonly found: (part: Partial<TestReport>) => void
  /** `cycle`: which turn of the motor, from 1. */
  readonly sampled: (cycle: number, some: readonly MotorSample[]) => void
  readonly stopped: () => boolean
}

/** One connection to the unit. What it throws is for `faultOf`; after that it is over. */
export type Visit = {
  /** Does one step; any of them may be asked for again in another visit, after a lost link. */
  readonly does: (step: TestStep, work: StepWork) => Promise<void>
  readonly close: () => Promise<void>
}

/** Why a step did not come about, as far as a driver can know. */
export type DriverFault =
  | { readonly kind: 'radio'; readonly code: RadioFaultCode }
  | { readonly kind: 'session'; readonly code: string }
  | { readonly kind: 'otherUnit'; readonly says: string }
  /** The unit answered, and would not. `wipeFirst`: an earlier wipe broke off in it. */
  | { readonly kind: 'refused'; readonly status: string }

/** How this program speaks to one kind of unit. docs/drivers.md says how to write one. */
export type Driver = {
  readonly name: DriverName
  /** Whether it is the one for what tells this of itself in the air. */
  readonly knows: (seen: Pick<Seen, 'services' | 'name'>) => boolean
  readonly visit: (radio: Radio, wanted: Wanted) => Promise<Visit>
  /** Its own words for what went wrong; null for what is not its own. */
  readonly faultOf: (error: unknown) => DriverFault | null
  /** Whether the unit only does something else just now, and is to be asked again after a pause. */
  readonly isBusy: (fault: DriverFault) => boolean
}

/** The unit at this address is not the one that was asked for. */
export class OtherUnit extends Error {
  readonly says: string
  constructor(says: string) {
    super(`the unit calls itself ${says}`)
    this.says = says
  }
}
