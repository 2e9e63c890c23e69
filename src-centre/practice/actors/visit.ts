import { second } from '../../../src-domain/time.ts'
import type { Clock } from '../../clock.ts'
import type { Pace } from '../pace.ts'
import type { Home } from '../people/homes.ts'
import type { Random } from '../random.ts'
import type { Equipment } from '../telemetry/equipment.ts'
import type { Coverage } from './coverage.ts'
import type { Direction, Directions, Moment } from './directions.ts'
import type { Doors } from './doors.ts'
import type { FragilePhone } from './fragile.ts'
import type { Keypads } from './keypads.ts'

export type Visit = {
  /** Null where nobody's home is meant alone, such as for a fire in a block. */
  readonly home: Home | null
  /** In walking order, as the dispatch names them. */
  readonly doorIds: readonly string[]
  readonly phone: FragilePhone
  readonly random: Random
  readonly clock: Clock
  readonly pace: Pace
  readonly doors: Doors
  readonly keypads: Keypads
  readonly equipment: Equipment
  readonly directions: Directions
  readonly coverage: Coverage
  /** Drives to the cabinet where the spare key of this home hangs, and back; null where it hangs at the house, or none does. */
  readonly fetchSpare: (() => Promise<boolean>) | null
  readonly signal: AbortSignal
}

/** Seconds of life; false when they were called off. */
export const pause = (v: Visit, least: number, most: number): Promise<boolean> =>
  v.pace.wait(v.random.between(least, most) * second, v.signal)

export const directed = (v: Visit, kind: Direction['kind']): boolean =>
  v.directions.has(v.home?.id ?? null, kind)

export const reached = (v: Visit, moment: Moment): void => v.directions.reached(v.home?.id ?? null, moment, v)
