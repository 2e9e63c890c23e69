import { z } from 'zod'

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Ms = number
export const ms = z.int().min(0).max(8_640_000_000_000_000)

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute

/**
 * A moment in UTC, whose clock told it and how far that clock may be off (ms). A lock loses its clock
 * when its battery is taken out, so a door's word on the time is evidence, not fact.
 */
export const instant = z.object({
  ms,
  source: z.enum(['centre', 'console', 'handset', 'door', 'intake']),
  uncertaintyMs: z.int().min(0),
})
export type Instant = z.infer<typeof instant>

export const centreInstant = (at: Ms): Instant => ({ ms: at, source: 'centre', uncertaintyMs: 0 })

/** Evidence that took longer than this to arrive is shown as late, with both times. */
export const lateAfter: Ms = 10 * second

export const isLate = (at: Ms, receivedAt: Ms): boolean => receivedAt - at > lateAfter
