import { type Ms, second } from '../../../src-domain/time.ts'
import type { Visit } from './visit.ts'

/** Something new on the phone, or so many seconds of life; returns at once when they are called off. */
export const changeOr = (v: Visit, seconds: number): Promise<void> => {
  const done = new AbortController()
  const stop = v.phone.onChange(() => done.abort())
  return v.pace.wait(seconds * second, AbortSignal.any([v.signal, done.signal])).then(stop)
}

/** By the clock on the wall, as leases count: however fast life goes. False when they were called off. */
export const untilClock = (v: Visit, at: Ms, until: AbortSignal = v.signal): Promise<boolean> =>
  new Promise((resolve) => {
    if (until.aborted) return resolve(false)
    const aborted = () => {
      cancel()
      resolve(false)
    }
    const cancel = v.clock.after(Math.max(0, at - v.clock.now()), () => {
      until.removeEventListener('abort', aborted)
      resolve(true)
    })
    until.addEventListener('abort', aborted, { once: true })
  })

/**
 * The door has said that this lease opens nothing: they wait where the phone has a line until it holds another, until
 * the one that it holds begins, or until the door stands open.
 */
export const untilLeaseHelps = async (v: Visit, doorId: string): Promise<void> => {
  v.phone.setCoverage(true)
  const refused = v.phone.leaseOf(doorId)
  const begins = refused && refused.from > v.clock.now() ? refused.from : null
  const done = new AbortController()
  const look = () => {
    if (v.doors.isUnlocked(doorId) || v.phone.leaseOf(doorId)?.id !== refused?.id) done.abort()
  }
  const stop = v.phone.onChange(look)
  const either = AbortSignal.any([v.signal, done.signal])
  if (begins !== null) await untilClock(v, begins, either)
  else while (!either.aborted && (await v.pace.wait(20 * second, either))) look()
  stop()
}
