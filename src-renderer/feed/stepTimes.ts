import type { TestStep } from '../../src-domain/hardware/report.ts'
import type { Ms } from '../../src-domain/time.ts'
import type { BenchView } from '../../src-preload/contract/bench.ts'

/** By this window's monotonic clock; `took` is null while the step goes on. */
export type StepTime = { readonly from: Ms; readonly took: Ms | null }
/** Of the test that runs: a step counts from when this window first saw it run, and one that it never did is not here. */
export type StepTimes = {
  readonly testId: string | null
  readonly of: ReadonlyMap<TestStep, StepTime>
}
export const noTimes: StepTimes = { testId: null, of: new Map() }

/** What the newest view adds to the times; the same value where nothing is new. */
export const nextTimes = (before: StepTimes, running: BenchView['running'], now: Ms): StepTimes => {
  if (running === null) return before
  const { testId } = running.test
  const isSame = before.testId === testId
  const of = new Map(isSame ? before.of : [])
  let differs = !isSame
  for (const { step, state } of running.steps) {
    const known = of.get(step)
    if (state === 'running' && known === undefined) {
      of.set(step, { from: now, took: null })
      differs = true
    }
    if ((state === 'done' || state === 'failed') && known?.took === null) {
      of.set(step, { from: known.from, took: now - known.from })
      differs = true
    }
  }
  return differs ? { testId, of } : before
}
