import { useSyncExternalStore } from 'react'
import { openEstimate } from '../../src-domain/estimate.ts'
import type { Ms } from '../../src-domain/time.ts'

/**
 * The centre's time, told by a clock that only runs forwards: it is set by what core says of it once a second and goes
 * on with `performance.now()`. What this machine's own clock is set to is nowhere asked for.
 */
const estimate = openEstimate()
let ahead: Ms = Date.now() - performance.now()
let isSet = false

/** Corrections smaller than this are the jitter of a message's way, not a fault of the clock. */
const jitter: Ms = 500

export const setServerClock = (told: Ms): void => {
  const next = estimate.take(told, performance.now())
  if (isSet && Math.abs(next - ahead) < jitter) return
  isSet = true
  ahead = next
  tick()
}

export const serverNow = (): Ms => Math.round(ahead + performance.now())

/** The one place that ticks: on the whole second of the centre's time, and only while somebody looks. */
const listeners = new Set<() => void>()
let shown: Ms = serverNow()
let shownTicks: Ms = performance.now()
let timer: ReturnType<typeof setTimeout> | undefined

const tick = (): void => {
  shown = serverNow()
  shownTicks = performance.now()
  for (const listener of listeners) listener()
}

const schedule = (): void => {
  timer = setTimeout(
    () => {
      tick()
      schedule()
    },
    1_000 - (serverNow() % 1_000),
  )
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  if (timer === undefined) {
    tick()
    schedule()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

/** The centre's time, renewed each second. */
export const useNow = (): Ms => useSyncExternalStore(subscribe, () => shown)

/** What `of` makes of the centre's time: drawn again when that changes, and not with every tick. */
export const useNowAs = <T extends string | number>(of: (now: Ms) => T): T =>
  useSyncExternalStore(subscribe, () => of(shown))

/** This window's monotonic clock, renewed with it: for what core says is so and so long ago. */
export const useTicks = (): Ms => useSyncExternalStore(subscribe, () => shownTicks)
