import { z } from 'zod'
import { bindingKinds, lockStates, parts } from '../lock/words.ts'
import { ms } from '../time.ts'

/** What a bench does with a unit, in this order; each may be done again without harm. */
export const testSteps = [
  'identify',
  'pair',
  'information',
  'battery',
  'clock',
  'motor',
  'keyBefore',
  'wipe',
  'readBack',
  'keyAfter',
  'log',
  'selfTest',
] as const
export const testStep = z.enum(testSteps)
export type TestStep = z.infer<typeof testStep>

const names = <T extends Record<string, number>>(table: T) =>
  z.enum(Object.keys(table) as [keyof T & string, ...(keyof T & string)[]])
const measured = z.int().min(0).max(0xffff)

/** Times in ms, voltages in mV, currents in mA. */
export const motorCycle = z.object({
  direction: z.enum(['lock', 'unlock']),
  jammed: z.boolean(),
  tookMs: measured,
  peakMa: measured,
  meanMa: measured,
  lowestMv: measured,
})
export type MotorCycle = z.infer<typeof motorCycle>

/** While a motor turns: time since it began, current and voltage. */
export const motorSamples = z.array(z.object({ atMs: z.int(), ma: z.int(), mv: z.int() })).max(1_000)

/** What a lock did when an old key was tried at it. */
export const keyTrial = z.enum(['opened', 'unknownKey', 'refusedOtherwise'])
export type KeyTrial = z.infer<typeof keyTrial>

/** A lock counts its bindings in one byte. */
export const mostErased = 255

/** What a test has found so far; null is what it has not come to. */
export const testReport = z.object({
  serial: z.string().max(32),
  /** As the unit itself says. */
  information: z
    .object({
      manufacturer: z.string().max(64),
      model: z.string().max(64),
      serial: z.string().max(32),
      firmware: z.string().max(32),
    })
    .nullable(),
  battery: z.object({ restMv: measured, loadedMv: measured, loadMa: measured }).nullable(),
  /** Percent, where the unit says no more of its battery than that. */
  level: z.int().min(0).max(100).nullable(),
  /** By how much its clock stood apart from ours before it was set, and after; null before: it had none. */
  clock: z.object({ beforeMs: z.int().nullable(), afterMs: z.int() }).nullable(),
  motor: z.array(motorCycle).max(100),
  /** Where the centre holds no key for its door there is nothing to try. */
  keyBefore: keyTrial.nullable(),
  wipe: z.object({ erased: z.int().min(0).max(mostErased) }).nullable(),
  readBack: z.object({ left: z.array(names(bindingKinds)).max(255), halfWiped: z.boolean() }).nullable(),
  keyAfter: keyTrial.nullable(),
  log: z.object({ lines: z.int().min(0), newest: ms.nullable() }).nullable(),
  selfTest: z.object({ failed: z.array(names(parts)) }).nullable(),
  endsAs: names(lockStates).nullable(),
})
export type TestReport = z.infer<typeof testReport>

/** Whether a wipe that was begun is not read back as done, by the unit's own word. */
export const isWipeOpen = ({ readBack }: TestReport): boolean => readBack?.halfWiped ?? true

export const emptyReport = (serial: string): TestReport => ({
  serial,
  information: null,
  battery: null,
  level: null,
  clock: null,
  motor: [],
  keyBefore: null,
  wipe: null,
  readBack: null,
  keyAfter: null,
  log: null,
  selfTest: null,
  endsAs: null,
})
