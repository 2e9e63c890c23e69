import { uptime } from 'node:os'
import { type Clocks, sleepCounted } from '../src-domain/clocks.ts'
import { hour, type Ms, second } from '../src-domain/time.ts'
import { openTimeline, type Reading } from '../src-domain/timeline.ts'
import type { Log } from './log.ts'

/** Time as an argument, so that tests move it instead of waiting for it. */
export type Clock = {
  readonly now: () => Ms
  /** Runs once after `delay` ms unless cancelled. */
  readonly after: (delay: Ms, run: () => void) => Cancel
}
export type Cancel = () => void

/** The centre's own: it says what stands in the journal, and how long that truly is ago. */
export type CentreClock = Clock & {
  /** For durations within this process; never jumps. */
  readonly mono: () => Ms
  /** How long ago something happened, by its time in the journal: a clock that was set makes nothing older or younger. */
  readonly since: (at: Ms) => Ms
  /** Whether a promise is over that was given by this clock, be it before or after it was set. */
  readonly hasPassed: (at: Ms) => boolean
  /** The newest time that the journal holds: to be called before anything is said. */
  readonly goOnFrom: (at: Ms) => void
}

/** Differences that upkeep of a clock makes all day long. */
const upkeep: Ms = second
/** How much slower the centre's clock runs while it waits for a wall clock that was set back. */
const slowing = 0.2
/** Nobody waits for this: it is followed at once, and the journal's times run backwards there. */
const tooFarBack: Ms = 24 * hour

/** Whoever looks after the service should know: what stands in the journal from here on is told by another clock. */
export const clockSet =
  (log: Log) =>
  (by: Ms): void =>
    log('warn', 'clockSet', { byMs: by })

const ticks = () => performance.now()

export const machineClocks = (): Clocks => ({
  wall: Date.now,
  // On macOS the ticks go on while it sleeps, and its uptime follows the wall clock.
  mono: process.platform === 'darwin' ? ticks : sleepCounted(ticks, () => uptime() * second),
})

const thrown = (error: unknown): never => {
  throw error
}

/**
 * Wall time that never runs backwards and never stands still, since doors believe no time older than they have seen
 * and the journal is read by it. Set forward, the machine's clock is followed at once; set back, it is waited for at a
 * slower pace. Durations never come from it: `mono` and `since` tell them. `fault` hears of a bug in what was to be run,
 * and the other timers go on; `set` hears by how many ms the machine's clock was set.
 */
export const systemClock = (
  fault: (error: unknown) => void = thrown,
  set: (by: Ms) => void = () => undefined,
  clocks: Clocks = machineClocks(),
): CentreClock => {
  let offset = clocks.wall() - clocks.mono()
  let readAt = clocks.mono()
  let begun: Reading = { told: readAt + offset, mono: readAt }
  let timeline = openTimeline(begun)
  let isSlowed = false

  const read = (): Reading => {
    const mono = clocks.mono()
    const before = { told: mono + offset, mono }
    const behind = clocks.wall() - before.told
    if (behind > upkeep || behind < -tooFarBack) {
      timeline.moved(before, { told: before.told + behind, mono })
      offset += behind
      isSlowed = false
      set(Math.round(behind))
    } else {
      offset += Math.max(behind, -slowing * (mono - readAt))
      if (!isSlowed && behind < -upkeep) {
        // It ran at its own pace until the last reading.
        const last = { told: readAt + before.told - mono, mono: readAt }
        timeline.moved(last, last)
        set(Math.round(behind))
        isSlowed = true
      }
    }
    readAt = mono
    const now = { told: mono + offset, mono }
    if (isSlowed && clocks.wall() >= now.told) {
      timeline.moved(now, now)
      isSlowed = false
    }
    return now
  }

  const since = (at: Ms): Ms => {
    const now = read()
    const age = timeline.age(at, now)
    // From a time that is still to come: told by a clock that was set back while nobody looked.
    return age >= 0 ? age : now.mono - begun.mono
  }

  return {
    now: () => Math.floor(read().told),
    mono: clocks.mono,
    since,
    hasPassed: (at) => timeline.age(at, read()) > 0,
    goOnFrom: (at) => {
      const now = read()
      const ahead = Math.max(0, at - now.told)
      offset += ahead
      begun = { told: now.told + ahead, mono: now.mono }
      timeline = openTimeline(begun)
    },
    after: (delay, run) => {
      const timer = setTimeout(() => {
        try {
          run()
        } catch (error) {
          fault(error)
        }
      }, delay)
      return () => clearTimeout(timer)
    },
  }
}

/** Runs `run` every `period` ms until cancelled; the next turn is set before `run`, so that a bug does not end it. */
export const every = (clock: Clock, period: Ms, run: () => void): Cancel => {
  let cancel: Cancel = () => undefined
  const turn = () => {
    cancel = clock.after(period, turn)
    run()
  }
  cancel = clock.after(period, turn)
  return () => cancel()
}
