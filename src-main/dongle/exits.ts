/** What the exit code of the dongle's process tells whoever starts it again; the numbers are BSD's sysexits. */
export const exits = {
  /** A fault in itself (EX_SOFTWARE): the library's, or ours. */
  ofItself: 70,
  /** The library is bound to an adapter that is gone, or not the one that is wanted (EX_TEMPFAIL). */
  makesWay: 75,
} as const

export const madeWay = (code: number): boolean => code === exits.makesWay
