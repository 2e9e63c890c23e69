import type { Clock } from '../../../src-centre/clock.ts'

/** Everybody's clock, so many times as fast as the wall's: leases and re-entry too, not people and cars alone. */
export const fastClock = (factor: number): Clock => {
  const start = Date.now()
  const begun = performance.now()
  return {
    now: () => Math.floor(start + (performance.now() - begun) * factor),
    after: (delay, run) => {
      const timer = setTimeout(run, Math.ceil(delay / factor))
      return () => clearTimeout(timer)
    },
  }
}
