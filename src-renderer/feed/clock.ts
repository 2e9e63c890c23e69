import { useSyncExternalStore } from 'react'
import type { Ms } from '../../src-domain/time.ts'

/**
 * The centre's time, told by a clock that only runs forwards: it is set from the health that core sends and
 * then advances with `performance.now()`, so a machine whose clock is put right does not jump a countdown.
 */
let setAt = performance.now()
let serverAt: Ms = Date.now()
let isSet = false

/** Corrections smaller than this are the jitter of a message's way, not a fault of the clock. */
const jitter: Ms = 500

export const setServerClock = (offset: Ms): void => {
  const claimed = Date.now() + offset
  if (isSet && Math.abs(claimed - serverNow()) < jitter) return
  isSet = true
  setAt = performance.now()
  serverAt = claimed
  tick()
}

export const serverNow = (): Ms => Math.round(serverAt + performance.now() - setAt)

/** The one place that ticks: on the whole second of the centre's time, and only while somebody looks. */
const listeners = new Set<() => void>()
let shown: Ms = serverNow()
let shownMachine: Ms = Date.now()
let timer: ReturnType<typeof setTimeout> | undefined

const tick = (): void => {
  shown = serverNow()
  shownMachine = Date.now()
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

/** This machine's own time, renewed with it: what core stamps `heardAt` with. */
export const useMachineNow = (): Ms => useSyncExternalStore(subscribe, () => shownMachine)
