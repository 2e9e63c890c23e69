import { second } from '../../../src-domain/time.ts'

/** A feed that is older is no feed: banner and sound. Ours. */
export const feedBlindAfter = 10 * second
/** A synthetic test alarm walks the whole path every 60 s; none for so long means that it does not. Ours. */
export const probeBlindAfter = 90 * second

/** Whether this console would not hear somebody who presses now, as far as it can tell. By one clock. */
export const isBlind = (seen: {
  readonly startedAt: number
  readonly heardAt: number | null
  readonly probeAt: number | null
  readonly now: number
}): boolean =>
  seen.now - (seen.heardAt ?? seen.startedAt) > feedBlindAfter ||
  seen.now - (seen.probeAt ?? seen.startedAt) > probeBlindAfter
