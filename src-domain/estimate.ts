import { type Ms, second } from './time.ts'

/** Words that the estimate looks back on; one comes a second. Few, so that a clock that runs slower is followed. */
const kept = 5
/** A word that was under way for longer comes over a line that is taken for dead. */
const longestWay: Ms = 5 * second
/** A heap of old words that was read at once is no clock that was set back: those keep coming. */
const words = 3
const lasting: Ms = 2 * second

/**
 * How far another clock is ahead of this one (monotonic), by what it says of itself. A word arrives late by its way
 * and never early, so of the last ones the greatest is nearest to the truth. A clock that was set is followed at once
 * where it was set forward, and where it was set back, as soon as that cannot be a late word.
 */
export type Estimate = {
  /** Forgets what was: a new line, perhaps to another clock. */
  readonly begin: () => void
  /** What the other clock tells, taken in at `mono`; the estimate in ms, negative for a clock that is behind. */
  readonly take: (told: Ms, mono: Ms) => Ms
}

export const openEstimate = (): Estimate => {
  let recent: readonly { readonly ahead: Ms; readonly mono: Ms }[] = []
  const greatest = () => Math.max(...recent.map((word) => word.ahead))
  return {
    begin: () => {
      recent = []
    },
    take: (told, mono) => {
      recent = [...recent, { ahead: told - mono, mono }].slice(-kept)
      const best = greatest()
      const since = recent.findLastIndex((word) => word.ahead >= best - longestWay) + 1
      const low = recent.slice(since)
      const [first] = low
      if (first && low.length >= words && mono - first.mono >= lasting) recent = low
      return greatest()
    },
  }
}
