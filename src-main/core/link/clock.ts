import type { Ms } from '../../../src-domain/time.ts'

/** Samples that the estimate looks back on; one comes a second. */
const window = 30

export type CentreClock = {
  readonly now: () => Ms
  /** Centre's clock minus this machine's, ms. */
  readonly offset: () => number
  readonly sample: (centreNow: Ms) => void
}

/**
 * The centre's clock as seen from here. A beat arrives late by its way through the network and never early,
 * so of the last samples the largest is the nearest to the truth.
 */
export const centreClock = (now: () => Ms): CentreClock => {
  let samples: number[] = []
  const offset = () => (samples.length === 0 ? 0 : Math.max(...samples))
  return {
    now: () => now() + offset(),
    offset,
    sample: (centreNow) => {
      samples = [...samples, centreNow - now()].slice(-window)
    },
  }
}
