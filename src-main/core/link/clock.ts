import type { Clocks } from '../../../src-domain/clocks.ts'
import { openEstimate } from '../../../src-domain/estimate.ts'
import { type Ms, second } from '../../../src-domain/time.ts'
import { openTimeline, type Reading } from '../../../src-domain/timeline.ts'

/** Corrections smaller than this are the jitter of a word's way, not a clock that was set. */
const jitter: Ms = second

export type CentreClock = {
  readonly now: () => Ms
  /** Centre's clock minus this machine's as it is set now, ms. */
  readonly offset: () => Ms
  /** Whether the centre has told its time since this process began. */
  readonly isTold: () => boolean
  /** The first word on a connection. */
  readonly welcome: (centreNow: Ms) => void
  readonly beat: (centreNow: Ms) => void
  /** How long ago something happened, by its time in the journal; neither clock that was set makes it older or younger. */
  readonly age: (at: Ms) => Ms
}

/**
 * The centre's clock as seen from here. It goes on by the monotonic clock, so it does not move when somebody sets this
 * machine's. `offset` is what was known last, for a start without the centre.
 */
export const centreClock = (clocks: Clocks, offset: Ms): CentreClock => {
  const estimate = openEstimate()
  let ahead = clocks.wall() + offset - clocks.mono()
  let isTold = false
  const read = (): Reading => {
    const mono = clocks.mono()
    return { told: mono + ahead, mono }
  }
  let timeline = openTimeline(read())
  const take = (centreNow: Ms) => {
    const before = read()
    ahead = estimate.take(centreNow, before.mono)
    const after = { told: before.mono + ahead, mono: before.mono }
    // What was guessed before the centre's first word was no time of the centre's.
    if (!isTold) timeline = openTimeline(after)
    else if (Math.abs(after.told - before.told) > jitter) timeline.moved(before, after)
    isTold = true
  }

  return {
    now: () => Math.round(read().told),
    offset: () => Math.round(read().told - clocks.wall()),
    isTold: () => isTold,
    welcome: (centreNow) => {
      estimate.begin()
      take(centreNow)
    },
    beat: take,
    age: (at) => timeline.age(at, read()),
  }
}
