import type { RegistryRow } from '../registry/rows.ts'
import type { Typical } from './limits.ts'

/** What is usual for a model; null for one that nobody has figures for, and then a test compares with nothing. */
export const typicalOf = (model: RegistryRow<'lock'>['model'] | undefined): Typical | null => {
  switch (model) {
    case 'danalockV3':
      return { turnMs: 1_000, peakMa: 900, freshMv: 6_000, leastLoadedMv: 5_000 }
    case 'dKey':
      return { turnMs: 500, peakMa: 400, freshMv: 3_000, leastLoadedMv: 2_500 }
    case 'strike':
    case 'private':
    case undefined:
      return null
  }
}
