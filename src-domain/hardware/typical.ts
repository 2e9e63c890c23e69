import type { RegistryRow } from '../registry/rows.ts'
import type { Typical } from './limits.ts'

/**
 * Runs on four CR123A (Danalock V3 product manual, "Batteries"), of 3 V each; that two and two of them are in series is
 * ours, and so are turn and current: its manuals give none. Loaded to 2.5 V a cell, a lithium cell is near its end.
 */
const danalockV3: Typical = { turnMs: 1_000, peakMa: 900, freshMv: 6_000, leastLoadedMv: 5_000 }

/** Ours altogether: no public manual of it has figures. A small coupling motor on one lithium cell of 3 V. */
const dKey: Typical = { turnMs: 500, peakMa: 400, freshMv: 3_000, leastLoadedMv: 2_500 }

/**
 * What is usual for a model, until its maker says better; null for what nobody has figures for, and then a test is
 * compared with nothing: strikes are of many makers and voltages, private locks of any.
 */
export const typicalOf = (model: RegistryRow<'lock'>['model'] | undefined): Typical | null => {
  switch (model) {
    case 'danalockV3':
      return danalockV3
    case 'dKey':
      return dKey
    case 'strike':
    case 'private':
    case undefined:
      return null
  }
}
