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

/** What the code of the process before says of the disk. */
export const diskAfter = (code: number | null): 'asUsual' | 'failed' | 'damaged' =>
  code === exits.disk ? 'failed' : code === exits.damaged ? 'damaged' : 'asUsual'
