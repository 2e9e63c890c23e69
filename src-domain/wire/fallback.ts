import { z } from 'zod'
import { escalationCause, priority } from '../alarm/words.ts'
import { id, uuid } from '../ids.ts'
import { ms } from '../time.ts'

/**
 * What the fall-back hook is told, as the body of a POST or on a command's standard input. No name, no address,
 * no number: whoever gets it calls the centre, and knows by it only that somebody waits and nobody comes.
 */
const told = { v: z.literal(1), deliveryId: uuid, centreId: id, municipality: id }

export const fallbackMessage = z.discriminatedUnion('test', [
  z.object({
    ...told,
    test: z.literal(false),
    caseId: uuid,
    priority,
    raisedAt: ms,
    /** Of the escalation; the hook is its last. */
    step: z.int(),
    cause: escalationCause,
  }),
  /** Nobody waits: it proves that the way outside holds. */
  z.object({ ...told, test: z.literal(true), at: ms }),
])
export type FallbackMessage = z.infer<typeof fallbackMessage>

/** What an HMAC-SHA256 under the shared secret runs over; `at` and the body stand as they were sent. */
export const fallbackSignedText = (at: number, body: string): string => `vaktrom-fallback/1\n${at}\n${body}`
