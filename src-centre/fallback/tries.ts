import type { Ms } from '../../src-domain/time.ts'
import type { Clock } from '../clock.ts'

/** What is under way by its key: one at a time for each, paused between tries, ended together. */
export const newTries = (clock: Clock) => {
  const underWay = new Map<string, Promise<void>>()
  const pausing = new Map<string, () => void>()
  const ending = new AbortController()
  const wake = (key: string): void => pausing.get(key)?.()
  return {
    /** Ends a try that is on its way when the centre stops. */
    given: ending.signal,
    over: (): boolean => ending.signal.aborted,
    run: (key: string, job: () => Promise<void>): void => {
      if (ending.signal.aborted || underWay.has(key)) return
      underWay.set(
        key,
        job().finally(() => void underWay.delete(key)),
      )
    },
    pause: (time: Ms, key: string): Promise<void> =>
      new Promise((resolve) => {
        if (ending.signal.aborted) return resolve()
        const cancel = clock.after(time, () => wake(key))
        pausing.set(key, () => {
          cancel()
          pausing.delete(key)
          resolve()
        })
      }),
    wake,
    close: async (): Promise<void> => {
      ending.abort()
      for (const key of pausing.keys()) wake(key)
      await Promise.all(underWay.values())
    },
  }
}
