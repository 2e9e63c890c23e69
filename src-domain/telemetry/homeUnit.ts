import type { ReadingOf } from './reading.ts'

export type HomeUnitState = Pick<ReadingOf<'homeUnit'>, 'mains' | 'battery' | 'reachable'>

/** SCAIP names levels and no percentages: these stand at the upper end of their level. */
const low = { percent: 25, level: 'low' } as const
const flat = { percent: 0, level: 'flat' } as const
const full = { percent: 100, level: 'high' } as const

/**
 * What a home unit says of itself by a SCAIP status code (SS 91100): 14 battery failure, 16 battery low,
 * 15 everything is well, 85 and 86 mains lost and back. Null for a code that says nothing of the unit itself.
 * Whoever speaks is within reach.
 */
export const homeUnitHeard = (last: HomeUnitState | undefined, statusCode: string): HomeUnitState | null => {
  const known: HomeUnitState = { mains: last?.mains ?? true, battery: last?.battery ?? null, reachable: true }
  switch (statusCode) {
    case '14':
      return { ...known, battery: flat }
    case '15':
      return { mains: true, battery: full, reachable: true }
    case '16':
      return { ...known, battery: low }
    case '85':
      return { ...known, mains: false }
    case '86':
      return { ...known, mains: true }
    default:
      return null
  }
}
