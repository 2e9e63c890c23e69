import type { Ms } from './time.ts'

/** What a clock told at one moment, and that moment by a monotonic clock. */
export type Reading = { readonly told: Ms; readonly mono: Ms }
type Stretch = { readonly from: Reading; readonly to: Reading }

/** Times that a clock was moved which are remembered; what is older is taken as if it had run on. */
const kept = 64

/**
 * How long ago an instant truly was, though the clock that told it was moved since. Between two moves a clock is taken
 * to have run evenly, at whatever speed.
 */
export type Timeline = {
  /** The clock was moved, or began to run at another speed: two readings of one moment. */
  readonly moved: (before: Reading, after: Reading) => void
  /** Milliseconds from `at` until `now`; negative for what is still to come. */
  readonly age: (at: Ms, now: Reading) => Ms
}

export const openTimeline = (first: Reading): Timeline => {
  let past: readonly Stretch[] = []
  let from = first

  return {
    moved: (before, after) => {
      past = [{ from, to: before }, ...past].slice(0, kept)
      from = after
    },
    age: (at, now) => {
      const stretches = [{ from, to: now }, ...past]
      const within = stretches.find((s) => at >= s.from.told && at <= s.to.told)
      if (within) return now.mono - monoOf(at, within)
      // Still to come by the clock as it runs now.
      if (at > now.told) return now.told - at
      // Never told: it was said while the clock still ran as before it was set forward, of what was then to come.
      const before = past.find((s) => at > s.to.told)
      if (before) return now.mono - before.to.mono - (at - before.to.told)
      const oldest = stretches.at(-1)?.from ?? first
      return now.mono - oldest.mono + (oldest.told - at)
    },
  }
}

const monoOf = (at: Ms, { from, to }: Stretch): Ms =>
  to.told === from.told
    ? to.mono
    : from.mono + ((at - from.told) * (to.mono - from.mono)) / (to.told - from.told)
