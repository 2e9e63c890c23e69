import { z } from 'zod'

/** `vaktrom`: the open lock profile. `generic`: standard services alone, so identity and battery and no more. */
export const driverName = z.enum(['vaktrom', 'generic'])
export type DriverName = z.infer<typeof driverName>

/** How a test came to its end. */
export const testEnds = [
  'done',
  'stopped',
  /** The radio, the unit or its link gave out at a step. */
  'fault',
  /** The unit that answered is not the one that was to be tested. */
  'otherUnit',
  /** The bench's process died in it. */
  'benchLost',
  /** The centre could not be told that a wipe begins, so none did. */
  'centreAway',
] as const
export const testEnd = z.enum(testEnds)
export type TestEnd = z.infer<typeof testEnd>

/**
 * A unit's life in stock: `returned` and untested; `onTest`; `tested`, and waiting for a signature; then what was signed.
 * That it hangs on a door again is the registry's word.
 */
export const unitLives = ['returned', 'onTest', 'tested', 'reuse', 'repair', 'scrap'] as const
export const unitLife = z.enum(unitLives)
export type UnitLife = z.infer<typeof unitLife>
