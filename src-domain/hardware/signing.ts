import type { HardwareTestRow, StockRow } from './rows.ts'

/** Whether a test waits for somebody's name: it has ended, nobody has given it, and no test came after it. */
export const isToSign = (test: HardwareTestRow, unit: StockRow | undefined): boolean =>
  test.endedAt !== null && test.signedBy === null && unit?.newestTestId === test.id

/**
 * Whether what was signed of a test is what the unit is now: a label of an older one would call a unit fit for reuse
 * that has since come back, or is half wiped.
 */
export const mayLabel = (test: HardwareTestRow, unit: StockRow | undefined): boolean =>
  test.signedVerdict !== null && unit?.newestTestId === test.id && unit.life === test.signedVerdict
