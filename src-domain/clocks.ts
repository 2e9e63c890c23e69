import { type Ms, second } from './time.ts'

/**
 * The two clocks of a machine, never mixed. The wall tells *when*: for people and for what is kept, and somebody may
 * set it. The monotonic tells *how long*: its beginning means nothing, it never jumps, and a machine's sleep counts.
 */
export type Clocks = {
  readonly wall: () => Ms
  readonly mono: () => Ms
}

/** Two sources that count the same time may differ by this much without one of them having slept. */
const sameWithin: Ms = 2 * second
/** How often the slower and dearer of the two is asked. */
const askEvery: Ms = 250

/**
 * A process's own ticks stand still while its machine sleeps, the machine's uptime does not: what is missing from
 * `ticks` (ms, fine) by `uptime` (ms, coarse) is added, seen at the first reading after waking or a moment later.
 */
export const sleepCounted = (ticks: () => Ms, uptime: () => Ms): (() => Ms) => {
  let slept = 0
  let asked = { ticks: ticks(), uptime: uptime() }
  return () => {
    const now = ticks()
    if (now - asked.ticks >= askEvery) {
      const up = uptime()
      const missing = up - asked.uptime - (now - asked.ticks)
      if (missing > sameWithin) slept += missing
      asked = { ticks: now, uptime: up }
    }
    return now + slept
  }
}
