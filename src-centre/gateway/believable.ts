import type { Instant, Ms } from '../../src-domain/time.ts'

/** A clock that runs ahead cannot be right: it happened when it was heard at the latest. */
export const believable = (at: Instant, receivedAt: Ms): Instant =>
  at.ms <= receivedAt
    ? at
    : { ...at, ms: receivedAt, uncertaintyMs: Math.max(at.uncertaintyMs, at.ms - receivedAt) }
