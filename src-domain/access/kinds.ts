import { z } from 'zod'
import { id, uuid } from '../ids.ts'
import { chainStep } from '../registry/rows.ts'
import { ms } from '../time.ts'
import { mostDoors } from './limits.ts'
import {
  blockReason,
  grantEnd,
  grantReason,
  holder,
  incidentNumber,
  refusalCause,
  residentGrantGiver,
  residentGrantKind,
  revokeReason,
  strikeReason,
  verdict,
} from './words.ts'

const hours = z.int().min(1).max(24)

/** Facts about who may open, who opened, and what is in whose hands; spread into the journal's `kinds`. */
export const accessKinds = {
  'grant.issued': z.object({
    grantId: uuid,
    holder,
    doorIds: z.array(id).min(1).max(mostDoors),
    from: ms,
    until: ms,
    reason: grantReason,
    /** The lease lives as long as the grant: it works without coverage, and cannot be taken back before. */
    offline: z.boolean().default(false),
    incidentNumber: incidentNumber.nullable().default(null),
  }),
  'grant.leased': z.object({ grantId: uuid, lease: z.int().min(1), until: ms }),
  'grant.used': z.object({ grantId: uuid, doorId: id, reentry: z.boolean() }),
  'grant.refused': z.object({ grantId: uuid.nullable(), doorId: id, cause: refusalCause }),
  'grant.revoked': z.object({ grantId: uuid, reason: revokeReason }),
  'grant.deleted': z.object({ grantId: uuid }),
  'grant.ended': z.object({ grantId: uuid, cause: grantEnd }),
  /** A supervisor looked at an emergency grant afterwards; the note is personal. */
  'grant.reviewed': z.object({ grantId: uuid, verdict }),

  'handset.signedOn': z.object({ handsetId: id, personId: id }),
  'handset.signedOff': z.object({ handsetId: id, personId: id }),
  'handset.blocked': z.object({ handsetId: id, reason: blockReason }),
  'handset.unblocked': z.object({ handsetId: id }),

  /** Says which code, never the code: it can be made again from these fields and the keypad's own key. */
  'code.issued': z.object({
    codeId: uuid,
    /** The door, or the key box, with the keypad. */
    step: chainStep,
    from: ms,
    hours,
    serial: z.int().min(0).max(15),
    reason: grantReason,
  }),
  'code.used': z.object({ codeId: uuid }),
  'code.reviewed': z.object({ codeId: uuid, verdict }),
  /** Somebody had the shared code of a private lock shown; no trace remains of who enters with it. */
  'sharedCode.revealed': z.object({ doorId: id }),

  'key.handedOut': z.object({ loanId: uuid, keyStoreId: id, unitId: id, personId: id.nullable() }),
  'key.returned': z.object({ loanId: uuid }),

  /** Given by a resident or a relative in the lock maker's own app; the name is personal: `{name}`. */
  'residentGrant.given': z.object({
    grantId: uuid,
    residentId: id,
    doorIds: z.array(id).min(1).max(mostDoors),
    kind: residentGrantKind,
    givenBy: residentGrantGiver,
    from: ms,
    /** Null for a standing one. */
    until: ms.nullable(),
  }),
  'residentGrant.withdrawn': z.object({ grantId: uuid }),
  'residentGrant.used': z.object({ grantId: uuid, doorId: id }),

  /** `version`: of the trust list that this made. Key ids are public; the keys themselves are never here. */
  'signingKey.added': z.object({ keyId: id, version: z.int().min(1) }),
  'signingKey.retired': z.object({ keyId: id, version: z.int().min(1) }),
  'signingKey.struckOff': z.object({ keyId: id, version: z.int().min(1), reason: strikeReason }),
  /** A handset brought this door a trust list. */
  'door.trusted': z.object({ doorId: id, version: z.int().min(1) }),
} as const
