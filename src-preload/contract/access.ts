import { z } from 'zod'
import {
  blockReason,
  grantReason,
  refusalCause,
  residentGrantGiver,
  residentGrantKind,
  verdict,
} from '../../src-domain/access/words.ts'
import { alarmKind } from '../../src-domain/alarm/words.ts'
import { id, uuid } from '../../src-domain/ids.ts'
import { chainStep, need } from '../../src-domain/registry/rows.ts'
import { ms } from '../../src-domain/time.ts'
import { actions, personView } from './words.ts'

/** What the window is shown of access: who may open what, what was given out, what waits for a supervisor. */

const reviewView = z.object({ verdict, at: ms, by: personView.nullable() })

export const grantView = z.object({
  grantId: uuid,
  unitName: z.string(),
  unitKind: z.enum(['patrol', 'fire']),
  handsetId: id,
  holder: personView.nullable(),
  from: ms,
  until: ms,
  reason: grantReason,
  /** Cannot be taken back before its end. */
  offline: z.boolean(),
  incidentNumber: z.string().nullable(),
  issuedAt: ms,
  issuedBy: personView.nullable(),
  state: z.enum(['active', 'revoking', 'revoked', 'ended']),
  /** Why it ended without being revoked; null while it stands. */
  ended: z.string().nullable(),
  /** What is out there may open until then, whatever the screen says; null when nothing can any more. */
  mayOpenUntil: ms.nullable(),
  doors: z.array(
    z.object({
      doorId: id,
      label: z.string(),
      usedAt: ms.nullable(),
      /** When the centre heard, if that was late. */
      arrivedLateAt: ms.nullable(),
      reentryUntil: ms.nullable(),
      refusal: z.object({ cause: refusalCause, at: ms }).nullable(),
    }),
  ),
  /** Doors that it was tried at without being for them, since it last opened one. */
  elsewhere: z.array(
    z.object({ doorId: id, label: z.string(), refusal: z.object({ cause: refusalCause, at: ms }) }),
  ),
  /** Whether a supervisor has to look at it, and what that one said. */
  isForReview: z.boolean(),
  review: reviewView.nullable(),
  actions,
})
export type GrantView = z.infer<typeof grantView>

export const codeView = z.object({
  codeId: uuid,
  /** What issued it, to ask for its digits by; null while that entry is not here. */
  entryId: uuid.nullable(),
  step: chainStep,
  /** Of the door or key box. */
  label: z.string(),
  from: ms,
  until: ms,
  hours: z.int(),
  reason: grantReason,
  issuedAt: ms,
  issuedBy: personView.nullable(),
  uses: z.array(z.object({ at: ms, arrivedLateAt: ms.nullable() })),
  isOver: z.boolean(),
  isForReview: z.boolean(),
  review: reviewView.nullable(),
  actions,
})
export type CodeView = z.infer<typeof codeView>

/** A key out of its cabinet or box, or back in it. */
export const loanView = z.object({
  loanId: uuid,
  keyStoreId: id,
  label: z.string(),
  unitName: z.string(),
  person: personView.nullable(),
  outAt: ms,
  outBy: personView.nullable(),
  returnedAt: ms.nullable(),
  actions,
})
export type LoanView = z.infer<typeof loanView>

/** One who may open one or more of these doors right now. Nothing that can happen at a door is left out. */
export const openerView = z.object({
  id: z.string(),
  kind: z.enum(['grant', 'code', 'residentGrant', 'key', 'sharedCode']),
  doorIds: z.array(id),
  doors: z.array(z.string()),
  /** Null for whoever knows a code, and for a name that is withheld. */
  who: z.string().nullable(),
  unitName: z.string().nullable(),
  from: ms,
  /** Null for no end that is known. */
  until: ms.nullable(),
  /** Withdrawn, but something is still out there. */
  isRevoking: z.boolean(),
  used: z.boolean(),
  /** For what a resident or a relative gave. */
  given: z.object({ kind: residentGrantKind, by: residentGrantGiver }).nullable(),
  caseId: uuid.nullable(),
})
export type OpenerView = z.infer<typeof openerView>

/** Asked for at a place: a resident, a home or a door. */
export const whoMayOpen = z.object({
  title: z.string(),
  address: z.string().nullable(),
  doors: z.array(z.object({ doorId: id, label: z.string() })),
  openers: z.array(openerView),
})
export type WhoMayOpen = z.infer<typeof whoMayOpen>

/** A shared phone. */
export const handsetItem = z.object({
  handsetId: id,
  unitId: id,
  unitName: z.string(),
  phone: z.string(),
  person: personView.nullable(),
  signedOnAt: ms.nullable(),
  blocked: z.object({ at: ms, by: personView.nullable(), reason: blockReason }).nullable(),
  /** What it may still open, and until when, whatever is done now. */
  mayOpen: z.array(z.object({ grantId: uuid, doors: z.array(z.string()), address: z.string(), until: ms })),
  actions,
})
export type HandsetItem = z.infer<typeof handsetItem>

/** A grant or a code that waits for a supervisor. */
export const reviewItem = z.object({
  id: uuid,
  of: z.enum(['grant', 'code']),
  caseId: uuid,
  alarmKind,
  resident: z.string().nullable(),
  address: z.string().nullable(),
  holder: z.string().nullable(),
  reason: grantReason,
  issuedAt: ms,
  issuedBy: personView.nullable(),
  doors: z.int(),
  used: z.int(),
})
export type ReviewItem = z.infer<typeof reviewItem>

export const trustView = z.object({
  version: z.int(),
  keys: z.array(
    z.object({ keyId: id, state: z.enum(['trusted', 'retired', 'struckOff']), signs: z.boolean(), at: ms }),
  ),
  doors: z.int(),
  /** Doors that do not know the newest list; at most the first few hundred are named. */
  behind: z.int(),
  named: z.array(
    z.object({ doorId: id, label: z.string(), address: z.string().nullable(), version: z.int() }),
  ),
  actions,
})
export type TrustView = z.infer<typeof trustView>

/** All homes behind one street and number, as an incident opened there would take them. */
export const blockView = z.object({
  /** One of them, to open the incident by. */
  homeId: id,
  address: z.string(),
  homes: z.int(),
  doors: z.int(),
  residents: z.int(),
  /** An incident that is open there already. */
  openCaseId: uuid.nullable(),
})
export type BlockView = z.infer<typeof blockView>

/** What a case that an operator opened is about. */
export const incidentView = z.object({
  number: z.string().nullable(),
  address: z.string(),
  homes: z.array(
    z.object({
      homeId: id,
      flat: z.string().nullable(),
      floor: z.int().nullable(),
      doorIds: z.array(id),
      keyStoreIds: z.array(id),
      residents: z.array(
        z.object({ id, name: z.string(), age: z.int(), needs: z.array(need), instructions: z.string() }),
      ),
    }),
  ),
})
export type IncidentView = z.infer<typeof incidentView>
