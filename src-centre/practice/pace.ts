import type { Ms } from '../../src-domain/time.ts'
import type { Cancel, Clock } from '../clock.ts'

/**
 * How fast life goes on in practice. Everything that people and cars do is timed in *life* milliseconds; at speed
 * 10 a drive of four minutes takes 24 seconds by the clock on the wall, at speed 0 all stand still. Protocol
 * times (leases, stamps, retries) stay on the wall clock.
 */
export type Pace = {
  readonly speed: () => number
  readonly setSpeed: (factor: number) => void
  /** Life milliseconds since the beginning. */
  readonly life: () => Ms
  readonly after: (life: Ms, run: () => void) => Cancel
  /** False when it was aborted; never rejects. */
  readonly wait: (life: Ms, signal: AbortSignal) => Promise<boolean>
  readonly stop: () => void
}

type Waiting = { readonly due: Ms; readonly run: () => void; cancel: Cancel }
const nothing: Cancel = () => undefined

export const makePace = (clock: Clock, initial: number): Pace => {
  let speed = initial
  let lived = 0
  let since = clock.now()
  const waiting = new Set<Waiting>()

  const life = () => lived + (clock.now() - since) * speed
  const set = (one: Waiting) => {
    one.cancel()
    if (speed <= 0) {
      one.cancel = nothing
      return
    }
    // A real timer may fire a little early: what is not due yet is set again.
    one.cancel = clock.after(Math.max(0, Math.ceil((one.due - life()) / speed)), () => {
      if (life() < one.due) return set(one)
      waiting.delete(one)
      one.run()
    })
  }
  const after = (delay: Ms, run: () => void): Cancel => {
    const one: Waiting = { due: life() + delay, run, cancel: nothing }
    waiting.add(one)
    set(one)
    return () => {
      one.cancel()
      waiting.delete(one)
    }
  }
  return {
    speed: () => speed,
    setSpeed: (factor) => {
      lived = life()
      since = clock.now()
      speed = factor
      for (const one of waiting) set(one)
    },
    life,
    after,
    wait: (delay, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve(false)
        const aborted = () => {
          cancel()
          resolve(false)
        }
        const cancel = after(delay, () => {
          signal.removeEventListener('abort', aborted)
          resolve(true)
        })
        signal.addEventListener('abort', aborted, { once: true })
      }),
    stop: () => {
      for (const one of waiting) one.cancel()
      waiting.clear()
    },
  }
}

/** A process that slept for longer than so many turns does not make up for them. */
const mostBehind = 100

/** Runs `run` every so often in life, until cancelled; at high speed timers fire late, and turns catch up. */
export const everyLife = (pace: Pace, period: Ms, run: () => void): Cancel => {
  let cancel = nothing
  let due = pace.life()
  const next = () => {
    due = Math.max(due, pace.life() - mostBehind * period) + period
    cancel = pace.after(Math.max(0, due - pace.life()), turn)
  }
  const turn = () => {
    next()
    run()
  }
  next()
  return () => cancel()
}
