import { z } from 'zod'
import { id, uuid } from '../ids.ts'
import { instant, ms } from '../time.ts'

/** SHA-256 as 43 characters of base64url. */
export const digest = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
export type Digest = string

export const actor = z.object({
  kind: z.enum(['centre', 'person', 'handset', 'door', 'intake', 'platform', 'workplace']),
  id,
})
export type Actor = z.infer<typeof actor>

/**
 * What the chain runs over. The payload is bound by a salted hash alone, so that a person's data can be
 * erased (with its salt) and the chain still verifies.
 */
export const envelope = z.object({
  /** Version of this format. */
  v: z.literal(1),
  /** Position in the centre's journal; 1, 2, 3 … without a gap. */
  seq: z.int().min(1),
  id: uuid,
  municipality: id,
  kind: z.string().regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/),
  /** When it happened, by the clock that saw it. */
  at: instant,
  /** When it reached the centre; `at` may be much earlier for a phone without coverage. */
  receivedAt: ms,
  by: actor,
  /** The alarm, ticket or incident that it hangs on. */
  caseId: id.nullable(),
  /** The command or the entry that led to it. */
  causedBy: id.nullable(),
  payloadHash: digest,
  prevHash: digest,
  hash: digest,
})
export type Envelope = z.infer<typeof envelope>

/** Text that belongs to a person: sealed on disk under that resident's key, sent only to those who may read it. */
export const personalPart = z.object({
  salt: z.string().min(1).max(64),
  /** JSON text of an object of strings, hashed as it stands. */
  text: z.string().max(200_000),
})
export type PersonalPart = z.infer<typeof personalPart>

/**
 * One entry of the journal. `payload` travels as JSON *text* and is hashed as it stands: nobody has to
 * agree on a canonical form, and what this version cannot read is still kept whole.
 */
export const entry = envelope.extend({
  /** Both are empty where the receiver may not read what happened. */
  salt: z.string().max(64),
  payload: z.string().max(200_000),
  /** Hash of the personal part; present even where the part itself is withheld or erased. */
  personalHash: digest.nullable(),
  personal: personalPart.nullable(),
})
export type Entry = z.infer<typeof entry>

/** JSON text is never empty: what happened here is not for this receiver, only that something did. */
export const isWithheld = (e: Pick<Entry, 'payload'>): boolean => e.payload === ''
