import { minute, second } from '../../src-domain/time.ts'
import type { DiskFound } from './store/opening.ts'
import { troubleOf } from './store/trouble.ts'

/** What core's exit code tells whoever starts it again; the numbers are BSD's sysexits. */
export const exits = {
  /** A fault in itself (EX_SOFTWARE). */
  ofItself: 70,
  /** The disk will not take it (EX_IOERR): the next one rings from memory. */
  disk: 74,
  /** The replica is not what was written (EX_DATAERR): the next one sets it aside. */
  damaged: 65,
  /** The disk is there again (EX_TEMPFAIL): the next one begins as usual. */
  again: 75,
} as const

export const exitOf = (error: unknown): number => {
  const trouble = troubleOf(error)
  return trouble === null ? exits.ofItself : trouble === 'damaged' ? exits.damaged : exits.disk
}

/** One that ended because of the disk made way for the next: alarms wait for it, and it will not end the same way. */
export const madeWay = (code: number): boolean =>
  code === exits.disk || code === exits.damaged || code === exits.again

const lately = 10 * minute
/** So many damaged files in a row are no accident any more: another one would not live longer. */
const mostDamaged = 3

/**
 * What is known of the disk from how those before ended: `at` in ms of a clock that only runs forward. A disk that fails
 * again and again is rung past from memory for longer and longer, up to ten minutes.
 */
export const diskAfter = (
  ends: readonly { readonly at: number; readonly code: number }[],
  now: number,
): { readonly found: DiskFound; readonly restMs: number } => {
  const troubles = ends.filter(
    ({ at, code }) => now - at < lately && (code === exits.disk || code === exits.damaged),
  )
  const restMs = Math.min(lately, second * 2 ** troubles.length)
  const last = ends.at(-1)?.code
  if (last === exits.damaged) return { found: troubles.length > mostDamaged ? 'failed' : 'damaged', restMs }
  return { found: last === exits.disk ? 'failed' : 'asUsual', restMs }
}
