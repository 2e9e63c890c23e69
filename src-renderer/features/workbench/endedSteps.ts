import { type TestStep, testSteps } from '../../../src-domain/hardware/report.ts'
import { stepsOf } from '../../../src-domain/hardware/steps.ts'
import type { BenchView, TestView } from '../../../src-preload/contract/bench.ts'

type Running = NonNullable<BenchView['running']>['steps'][number]
/**
 * A step of a test that runs or ran: one that ended early did not come to those behind its end, and one that somebody
 * stopped, or whose Bluetooth died, did not fail at what it was doing.
 */
export type StepLine = {
  readonly step: TestStep
  readonly state: Running['state'] | 'brokenOff' | 'notReached'
}

/** The steps of a test that has ended, by where it did. */
export const endedSteps = ({
  driver,
  mayWipe,
  end,
  step,
}: Pick<TestView, 'driver' | 'mayWipe' | 'end' | 'step'>): readonly StepLine[] => {
  const planned = stepsOf(driver, mayWipe)
  const endedAt = step !== null ? planned.indexOf(step) : end === 'done' ? planned.length : 0
  return testSteps.map((one) => {
    const place = planned.indexOf(one)
    if (place < 0) return { step: one, state: 'leftOut' }
    if (place < endedAt) return { step: one, state: 'done' }
    if (place > endedAt || step === null) return { step: one, state: 'notReached' }
    return { step: one, state: end === 'stopped' || end === 'benchLost' ? 'brokenOff' : 'failed' }
  })
}
