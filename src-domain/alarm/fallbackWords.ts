import { z } from 'zod'
import { id, uuid } from '../ids.ts'
import { ms } from '../time.ts'
import { escalationCause } from './words.ts'

/** Why nobody outside was told. `status` and `exit` come with the code that was answered. */
export const fallbackFaults = [
  'notConfigured',
  'unreachable',
  'timeout',
  'untrusted',
  'status',
  'exit',
  'notStarted',
] as const
export const fallbackFault = z.enum(fallbackFaults)
export type FallbackFault = z.infer<typeof fallbackFault>

/** How one try ended: `why` null where the other side took it. */
const ended = { why: fallbackFault.nullable(), code: z.int().nullable() }

/** Facts about the last step of the escalation; spread into the journal's `kinds`. */
export const fallbackKinds = {
  /** The first try is about to leave: from here on somebody outside may know. */
  'fallback.sent': z.object({ deliveryId: uuid }),
  'fallback.accepted': z.object({ deliveryId: uuid, attempts: z.int().min(1) }),
  /** Said at the first failure and whenever the reason is another one; the tries go on. */
  'fallback.failed': z.object({
    deliveryId: uuid,
    attempts: z.int().min(0),
    why: fallbackFault,
    code: z.int().nullable(),
  }),
  /** A test delivery: nobody waits behind it. */
  'fallback.tested': z.object({ deliveryId: uuid, ...ended }),
} as const

/** What is to be told outside about one escalation, and how far that has come; the delivery bears the escalation's own id. */
export const fallbackDelivery = z.object({
  deliveryId: uuid,
  cause: escalationCause,
  state: z.enum(['due', 'sent', 'accepted', 'failed']),
  attempts: z.int().min(0),
  ...ended,
  /** Since when it stands so. */
  at: ms,
})
export type FallbackDelivery = z.infer<typeof fallbackDelivery>

/** How the hook did when it was last used, for an alarm or as a test. */
export const fallbackRow = z.object({
  id: z.literal('fallback'),
  municipality: id,
  ...ended,
  at: ms,
  isTest: z.boolean(),
  seq: z.int(),
})
export type FallbackRow = z.infer<typeof fallbackRow>
