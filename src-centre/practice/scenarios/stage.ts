import type { Ms } from '../../../src-domain/time.ts'
import type { RegistryPut } from '../../practice-port.ts'
import type { Directions } from '../actors/directions.ts'
import type { Eavesdropper } from '../actors/eavesdropper.ts'
import type { Pace } from '../pace.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Random } from '../random.ts'
import type { Equipment } from '../telemetry/equipment.ts'
import type { Callers } from '../traffic/callers.ts'
import type { Cast } from './cast.ts'

/** What a scenario plays on. */
export type Stage = {
  readonly m: Municipality
  readonly now: () => Ms
  readonly pace: Pace
  readonly callers: Callers
  readonly equipment: Equipment
  readonly directions: Directions
  /** The registry's word, as a staff or care system says it. */
  readonly put: (rows: readonly RegistryPut[]) => Promise<void>
}

/** One playing of a scenario. */
export type Play = {
  readonly cast: Cast
  readonly random: Random
  readonly after: (seconds: number, run: () => void) => void
  /** Puts right at the end what was put out of order. */
  readonly undo: (() => void)[]
  /** Aborted when it is over. */
  readonly signal: AbortSignal
  /** Who listens at which door. */
  readonly ears: Map<string, Eavesdropper>
}
