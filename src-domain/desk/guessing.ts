import { hour, type Ms, minute, second } from '../time.ts'

/**
 * A PIN is short, so guessing has to be slow; and being slow must not become a way to keep operators from their desk.
 * Tries are therefore counted apart ("device cookies", OWASP: Slow Down Online Guessing Attacks): where a person has
 * signed in before, that person's tries at that place count by themselves; everywhere else together. Whoever guesses
 * at one desk, or with one stolen credential, locks nobody out at the desk where they work.
 */
export type Tries = {
  /** Wrong in a row, or for a place, within `window`. */
  readonly failures: number
  readonly since: Ms
  readonly lockedUntil: Ms
}
export const noTries: Tries = { failures: 0, since: 0, lockedUntil: 0 }

/** So many wrong ones in a row, then a wait. */
export const failuresAllowed = 5
export const lockedFor: Ms = 5 * minute
/** Over all people together, so that one desk cannot go through the whole staff. */
export const placeFailuresAllowed = 20
export const placeLockedFor: Ms = minute
/** Wrong ones of a day in all; from then on one try at a time and a wait after each. */
export const dayFailuresAllowed = 60
const day: Ms = 24 * hour
const placeWindow: Ms = 15 * minute

export const waitOf = (tries: Tries, now: Ms): Ms => {
  const left = tries.lockedUntil - now
  // A clock that was set back would otherwise lock somebody out for as long as it was set back.
  return left > lockedFor ? 0 : Math.max(0, left)
}

const counted = (tries: Tries, now: Ms, window: Ms): Tries =>
  now - tries.since > window || now < tries.since ? { ...noTries, since: now } : tries

/** Of one person: at a place that knows them, or at all the others together. */
export const failedBy = (before: Tries, now: Ms): Tries => {
  const tries = counted(before, now, day)
  const failures = tries.failures + 1
  const isDue = failures > dayFailuresAllowed || failures % failuresAllowed === 0
  return { ...tries, failures, lockedUntil: isDue ? now + lockedFor : 0 }
}

/** Of everybody who tried at one place. */
export const failedAt = (before: Tries, now: Ms): Tries => {
  const tries = counted(before, now, placeWindow)
  const failures = tries.failures + 1
  return { ...tries, failures, lockedUntil: failures >= placeFailuresAllowed ? now + placeLockedFor : 0 }
}

/** Whole seconds for the words on a screen. */
export const waitSeconds = (wait: Ms): number => Math.ceil(wait / second)
