import { z } from 'zod'
import { id, position } from '../ids.ts'
import { instant, ms } from '../time.ts'

/** Matter Door Lock cluster: LockState, with `unknown` for "nobody can tell". A jammed lock is never `locked`. */
export const lockState = z.enum(['notFullyLocked', 'locked', 'unlocked', 'unlatched', 'unknown'])

/** Matter Door Lock cluster: DoorState, with `unknown` for a door without a sensor. */
export const doorState = z.enum(['open', 'closed', 'jammed', 'forcedOpen', 'ajar', 'unknown'])

/** Matter Door Lock cluster: AlarmCode. */
export const lockAlarm = z.enum([
  'jammed',
  'factoryReset',
  'radioPowerCycled',
  'wrongCodeLimit',
  'escutcheonRemoved',
  'forcedOpen',
  'ajar',
])

export const batteryLevel = z.enum(['high', 'medium', 'low', 'veryLow', 'flat'])

const common = {
  /** Rises by one with each reading that the centre takes in, over all subjects. */
  version: z.int().min(1),
  municipality: id,
  at: instant,
  receivedAt: ms,
}

export const lockReading = z.object({
  kind: z.literal('lock'),
  subject: id,
  ...common,
  lockState,
  doorState,
  alarms: z.array(lockAlarm),
  /** Matter Power Source cluster: BatPercentRemaining (here 0–100) and a named level; null on mains. */
  battery: z.object({ percent: z.number().min(0).max(100), level: batteryLevel }).nullable(),
  /** False when the street door's strike has lost its 12/24 V, or the lock is out of reach. */
  powered: z.boolean(),
  reachable: z.boolean(),
  clock: z.enum(['set', 'lost']),
})

export const homeUnitReading = z.object({
  kind: z.literal('homeUnit'),
  subject: id,
  ...common,
  mains: z.boolean(),
  battery: z.object({ percent: z.number().min(0).max(100), level: batteryLevel }).nullable(),
  reachable: z.boolean(),
})

export const unitReading = z.object({
  kind: z.literal('unit'),
  subject: id,
  ...common,
  position,
  /** Degrees clockwise from north; null when standing. */
  heading: z.number().min(0).max(360).nullable(),
  status: z.enum(['free', 'driving', 'onScene', 'pause', 'offShift']),
  coverage: z.boolean(),
})

export const reading = z.discriminatedUnion('kind', [lockReading, homeUnitReading, unitReading])
export type Reading = z.infer<typeof reading>
export type ReadingKind = Reading['kind']
export type ReadingOf<K extends ReadingKind> = Extract<Reading, { kind: K }>
