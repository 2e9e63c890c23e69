import { z } from 'zod'
import { id, uuid } from '../ids.ts'
import { testReport, testStep } from './report.ts'
import { verdictKind } from './verdict.ts'
import { driverName, testEnd } from './words.ts'

const serial = z.string().min(1).max(32)

/** Hands on hardware: what comes back from a door, what a bench did with it, and what became of it. */
export const hardwareKinds = {
  /** A unit was taken off its door and is in stock, untested. `doorId`: where it hung; null where nobody knows. */
  'hardware.returned': z.object({ lockId: id, serial, doorId: id.nullable() }),
  /** A test began at that workplace. `keyReleased`: its service key was let out for it, and for nothing else. */
  'hardware.testBegun': z.object({
    testId: uuid,
    lockId: id,
    serial,
    driver: driverName,
    keyReleased: z.boolean(),
    /** False for a unit that belongs to somebody who did not ask for it. */
    mayWipe: z.boolean(),
    /** To which door an old key may be made out, as proof of the wipe; null where none may, or none is known. */
    oldKeyDoorId: id.nullable(),
    personId: id,
    workplaceId: id,
  }),
  /** Said before the first binding is taken out: until a test shows that all are gone, the unit is half wiped. */
  'hardware.wipeBegun': z.object({ testId: uuid, lockId: id }),
  /** What a test found, however it ended. Verdict by the limits of the program that tested. */
  'hardware.tested': z.object({
    testId: uuid,
    lockId: id,
    report: testReport,
    end: testEnd,
    step: testStep.nullable(),
    halfWiped: z.boolean(),
    verdict: verdictKind,
  }),
  /** A technician put their name to it; from now on the unit is what they said. */
  'hardware.signed': z.object({ testId: uuid, lockId: id, verdict: verdictKind }),
} as const
