import type { CentreClock } from '../../../src-centre/clock.ts'
import { neverSet } from '../../build/neverSet.ts'

/** Everybody's clock, so many times as fast as the wall's: leases and re-entry too, not people and cars alone. */
export const fastClock = (factor: number): CentreClock => {
  const start = Date.now()
  const begun = performance.now()
  const ticks = () => performance.now()
  return neverSet(
    {
      now: () => Math.floor(start + (performance.now() - begun) * factor),
      after: (delay: number, run: () => void) => {
        const timer = setTimeout(run, Math.ceil(delay / factor))
        return () => clearTimeout(timer)
      },
    },
    ticks,
  )
}
