import type { CentreClock, Clock } from '../../src-centre/clock.ts'

/** A test's clock as a centre's: nobody sets it, so how long ago something was is what it says. */
export const neverSet = <C extends Clock>(clock: C, mono = clock.now): C & CentreClock => ({
  ...clock,
  mono,
  since: (at) => Math.max(0, clock.now() - at),
  hasPassed: (at) => at < clock.now(),
  goOnFrom: () => undefined,
})
