import type { Ms } from '../src-domain/time.ts'

/** Time as an argument, so that tests move it instead of waiting for it. */
export type Clock = {
  readonly now: () => Ms
  /** Runs once after `delay` ms unless cancelled. */
  readonly after: (delay: Ms, run: () => void) => Cancel
}
export type Cancel = () => void

/** How much slower the centre's clock may run while it waits for a wall clock that was set back. */
const slowing = 0.05

const thrown = (error: unknown): never => {
  throw error
}

/**
 * Wall time that never runs backwards and never stands still: timers count from times in the journal, so a
 * wall clock that is set back must not delay an escalation by as much. Set forward, it is followed at once.
 * `fault` hears of a bug in what was to be run: the other timers go on.
 */
export const systemClock = (fault: (error: unknown) => void = thrown): Clock => {
  let wall = Date.now()
  let mono = performance.now()
  const now = (): Ms => {
    const elapsed = performance.now() - mono
    mono += elapsed
    const told = Date.now()
    wall = Math.max(told, wall + elapsed * (told < wall + elapsed - 1 ? 1 - slowing : 1))
    return Math.floor(wall)
  }
  const after = (delay: Ms, run: () => void): Cancel => {
    const timer = setTimeout(() => {
      try {
        run()
      } catch (error) {
        fault(error)
      }
    }, delay)
    return () => clearTimeout(timer)
  }
  return { now, after }
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
