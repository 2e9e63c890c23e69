import type { Ms } from '../../src-domain/time.ts'

/**
 * A key acts only on what was painted in its place for at least half a second, so that an alarm which jumps
 * to the top under the finger is never answered by mistake.
 */
export const settleMs: Ms = 500

export type Place = 'queueTop' | 'openCase' | 'story' | 'benchTest' | 'benchRun'

export type KeyGuard = {
  /** Said after paint: this now stands there; null for nothing. */
  readonly painted: (place: Place, what: string | null, now: Ms) => void
  /** What a key may act on there: null while nothing has stood long enough. */
  readonly settled: (place: Place, now: Ms) => string | null
}

/** `now` is a monotonic clock, in milliseconds. */
export const createKeyGuard = (): KeyGuard => {
  const places = new Map<Place, { readonly what: string; readonly since: Ms }>()
  return {
    painted: (place, what, now) => {
      if (what === null) places.delete(place)
      else if (places.get(place)?.what !== what) places.set(place, { what, since: now })
    },
    settled: (place, now) => {
      const there = places.get(place)
      return there && now - there.since >= settleMs ? there.what : null
    },
  }
}

export const keyGuard = createKeyGuard()

/** Letters do nothing while a field has focus; a dialog or a menu keeps its keys to itself. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
  ) !== null

/** Space and Enter belong to a control that has focus. */
export const isControl = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('button, a[href], summary, [role="button"], [role="separator"]') !== null
