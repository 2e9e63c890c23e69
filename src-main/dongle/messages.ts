import { z } from 'zod'
import { adapterName, adapterState } from '../../src-domain/hardware/adapter.ts'
import { motorSamples, testReport, testStep } from '../../src-domain/hardware/report.ts'
import { driverName } from '../../src-domain/hardware/words.ts'
import { uuid } from '../../src-domain/ids.ts'

/**
 * What core and the dongle's process say to each other over a port of their own. Both sides parse. Everything that the
 * dongle knows it has from here: it keeps nothing and asks nobody else.
 */
const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
const radioId = z.string().min(1).max(64)

/** Released by the centre for one test; never logged, and forgotten with the test. */
const keys = z.object({
  serviceKey: hex(32),
  /** A lease to the door on which the unit hung, made out to this bench: what a wipe has to make worthless. */
  oldKey: z
    .object({ token: z.string().max(1_000), handset: z.object({ publicKey: hex(32), privateKey: hex(32) }) })
    .nullable(),
})

export const toDongle = z.discriminatedUnion('kind', [
  /** Whether somebody wants to know what is near. It goes on during a test as far as the adapter can. */
  z.object({ kind: z.literal('look'), on: z.boolean() }),
  /**
   * Which adapter, by the system's name for it; null for the first that there is. Nothing is opened before this was
   * said. Another one than before: the process makes way for one that opens it.
   */
  z.object({ kind: z.literal('adapter'), name: adapterName.nullable() }),
  /** Connect to it, read who it says that it is, and hang up. Answered by `identified`; `busy` during a test. */
  z.object({ kind: z.literal('identify'), id: radioId }),
  z.object({
    kind: z.literal('test'),
    testId: uuid,
    id: radioId,
    serial: z.string().max(32),
    driver: driverName,
    /** Null for a driver that needs none. */
    keys: keys.nullable(),
    plan: z.object({
      cycles: z.int().min(1).max(100),
      loadMs: z.int().min(0),
      busyPauseMs: z.int().min(0),
      wipe: z.boolean(),
    }),
    /** The centre's clock minus this machine's, ms: what a lock's clock is set by, since leases are dated by it. */
    clockOffsetMs: z.int(),
  }),
  /** The journal has it now that the wipe begins, or will not have it. */
  z.object({ kind: z.literal('mayWipe'), testId: uuid, granted: z.boolean() }),
  z.object({ kind: z.literal('stop'), testId: uuid }),
])
export type ToDongle = z.infer<typeof toDongle>

/** Shell → dongle. */
export const fromShell = z.discriminatedUnion('kind', [
  /** Core's end of the line; its port comes along. A second one replaces the first, which has died. */
  z.object({ kind: z.literal('core') }),
  /** See a wipe through, and exit. */
  z.object({ kind: z.literal('stop') }),
])
export type FromShell = z.infer<typeof fromShell>

export const nearUnit = z.object({
  id: radioId,
  address: z.string().max(64),
  name: z.string().max(64).nullable(),
  /** As it is advertised, or as it said when it was identified; null where nobody asked. */
  serial: z.string().max(32).nullable(),
  rssi: z.int(),
  driver: driverName,
  /** Milliseconds since it was last heard, when this was said. */
  ageMs: z.int().min(0),
})
export type NearUnit = z.infer<typeof nearUnit>

const fault = z.object({
  kind: z.enum(['radio', 'session', 'otherUnit', 'refused', 'mayNotWipe']),
  /** The code of its kind; what the unit called itself for `otherUnit`. */
  detail: z.string().max(64),
  step: testStep,
})

export const fromDongle = z.discriminatedUnion('kind', [
  /**
   * Its last word before it ends by itself: another adapter was chosen, or its own was pulled out. A new process comes
   * at once, and this one has not died.
   */
  z.object({ kind: z.literal('makesWay') }),
  z.object({ kind: z.literal('adapter'), adapter: adapterState }),
  /** The whole list, at most four times a second: those whom this program knows first, then the nearest. */
  z.object({ kind: z.literal('near'), units: z.array(nearUnit).max(1_000) }),
  z.object({
    kind: z.literal('identified'),
    id: radioId,
    serial: z.string().max(32).nullable(),
    fault: z.string().max(64).nullable(),
  }),
  z.object({ kind: z.literal('begun'), testId: uuid, step: testStep, attempt: z.int().min(1) }),
  z.object({ kind: z.literal('done'), testId: uuid, step: testStep, report: testReport }),
  z.object({
    kind: z.literal('samples'),
    testId: uuid,
    step: testStep,
    /** Which turn of the motor, from 1. */
    cycle: z.int().min(0),
    samples: motorSamples,
  }),
  /** It waits for `mayWipe` before it takes out the first binding. */
  z.object({ kind: z.literal('wantsWipe'), testId: uuid }),
  z.object({
    kind: z.literal('ended'),
    testId: uuid,
    report: testReport,
    fault: fault.nullable(),
    stopped: z.boolean(),
    halfWiped: z.boolean(),
  }),
])
export type FromDongle = z.infer<typeof fromDongle>
