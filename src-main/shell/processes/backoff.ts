/**
 * Milliseconds until a process that died is started again. The first time at once, since alarms wait; then doubling, so
 * that one which cannot start does not eat the machine; never longer than two seconds: whoever presses meanwhile
 * is not heard here.
 */
export const restartDelay = (deathsInARow: number): number =>
  deathsInARow <= 1 ? 0 : Math.min(2_000, 250 * 2 ** (deathsInARow - 2))

/** One that ran this long had started well, so it is started at once again: a desk must not wait for it. */
export const wellAfter = 5_000
