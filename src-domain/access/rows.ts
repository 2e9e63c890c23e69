import { z } from 'zod'
import { id, uuid } from '../ids.ts'
import { chainStep } from '../registry/rows.ts'
import { ms } from '../time.ts'
import {
  blockReason,
  grantEnd,
  grantReason,
  holder,
  refusalCause,
  residentGrantGiver,
  residentGrantKind,
  verdict,
} from './words.ts'

/** What the journal adds up to about access. Rows hold no personal words: those stay with the entries. */

const review = z.object({ verdict, at: ms, by: id }).nullable()
export type Review = z.infer<typeof review>

const grantDoorRow = z.object({
  doorId: id,
  /** When the bolt moved, by the door's or handset's clock; `usedReceivedAt` is when the centre heard. */
  usedAt: ms.nullable(),
  usedReceivedAt: ms.nullable(),
  lastReentryAt: ms.nullable(),
  refusals: z.array(z.object({ cause: refusalCause, at: ms, receivedAt: ms })),
})

export const grantRow = z.object({
  id: uuid,
  municipality: id,
  caseId: id,
  holder,
  doors: z.array(grantDoorRow).min(1),
  from: ms,
  until: ms,
  reason: grantReason,
  offline: z.boolean(),
  incidentNumber: z.string().nullable(),
  issuedBy: id,
  issuedAt: ms,
  /** Serial number and end of the newest token; what is out there may open until then. */
  lease: z.int().min(0),
  leaseUntil: ms.nullable(),
  revokedAt: ms.nullable(),
  revokedBy: id.nullable(),
  /** The handset's receipt that it holds no token of this grant any more. */
  deletedAt: ms.nullable(),
  ended: grantEnd.nullable(),
  endedAt: ms.nullable(),
  review,
  seq: z.int(),
})
export type GrantRow = z.infer<typeof grantRow>

/** Who is signed on at a shared phone, and whether it is blocked. A phone that never said anything has no row. */
export const handsetRow = z.object({
  id,
  municipality: id,
  personId: id.nullable(),
  signedOnAt: ms.nullable(),
  blocked: z.object({ at: ms, by: id, reason: blockReason }).nullable(),
  seq: z.int(),
})
export type HandsetRow = z.infer<typeof handsetRow>

/** Nobody can be proved to have used a spoken code, and nothing takes it back before `until`. */
export const codeRow = z.object({
  id: uuid,
  municipality: id,
  caseId: id,
  step: chainStep,
  from: ms,
  until: ms,
  hours: z.int(),
  serial: z.int(),
  reason: grantReason,
  issuedBy: id,
  issuedAt: ms,
  uses: z.array(z.object({ at: ms, receivedAt: ms })),
  review,
  seq: z.int(),
})
export type CodeRow = z.infer<typeof codeRow>

/** A metal key out of its cabinet or box. */
export const keyLoanRow = z.object({
  id: uuid,
  municipality: id,
  caseId: id,
  keyStoreId: id,
  unitId: id,
  personId: id.nullable(),
  outAt: ms,
  outBy: id,
  returnedAt: ms.nullable(),
  returnedBy: id.nullable(),
  seq: z.int(),
})
export type KeyLoanRow = z.infer<typeof keyLoanRow>

export const residentGrantRow = z.object({
  id: uuid,
  municipality: id,
  residentId: id,
  /** Where the entry stands that gave it: the receiver's name is among its personal words. */
  givenSeq: z.int(),
  doorIds: z.array(id).min(1),
  kind: residentGrantKind,
  givenBy: residentGrantGiver,
  from: ms,
  until: ms.nullable(),
  withdrawnAt: ms.nullable(),
  uses: z.array(z.object({ doorId: id, at: ms, receivedAt: ms })),
  seq: z.int(),
})
export type ResidentGrantRow = z.infer<typeof residentGrantRow>

/** The centre's trust list as it stands, and the keys that were struck off it. */
export const trustRow = z.object({
  id: z.literal('trust'),
  municipality: id,
  version: z.int(),
  keys: z.array(
    z.object({
      keyId: id,
      state: z.enum(['trusted', 'retired', 'struckOff']),
      /** Version of the list that first had it, and the one that first had it no more. */
      since: z.int(),
      until: z.int().nullable(),
      at: ms,
    }),
  ),
  seq: z.int(),
})
export type TrustRow = z.infer<typeof trustRow>

/** The newest trust list that a door is known to hold; a door without a row holds what its fitter gave it. */
export const doorTrustRow = z.object({ id, municipality: id, version: z.int(), at: ms, seq: z.int() })
export type DoorTrustRow = z.infer<typeof doorTrustRow>
