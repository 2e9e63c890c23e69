import type { Ms } from '../time.ts'

/**
 * A door's idea of the time. `tick` is its own count of milliseconds since it got power: never set, never
 * back, gone with the power. What it knows of the date hangs on it.
 */
export type Clock = { readonly kind: 'lost' } | { readonly kind: 'kept'; readonly at: Ms; readonly tick: Ms }

export const lostClock: Clock = { kind: 'lost' }

export const timeOf = (clock: Clock, tick: Ms): Ms | null =>
  clock.kind === 'lost' ? null : clock.at + tick - clock.tick

/**
 * The centre never signs a time that is not yet: any stamp may push a slow clock forward, and none of them
 * sets one that was lost. A stamp that names a challenge of this door was signed after the door asked: the
 * time now lies between the stamp's and that plus all that has passed since asking. A lost clock takes the
 * later end: never behind the truth, so that no lease opens longer than the centre believes.
 */
export const afterStamp = (clock: Clock, stampAt: Ms, sinceAsked: Ms | null, tick: Ms): Clock => {
  const now = timeOf(clock, tick)
  const latest = sinceAsked === null ? now : stampAt + sinceAsked
  if (latest === null) return lostClock
  return { kind: 'kept', at: Math.max(stampAt, Math.min(now ?? latest, latest)), tick }
}
