import type { Instant, Ms } from '../time.ts'
import type { AccessCrypto } from './crypto.ts'
import { clockSlack } from './limits.ts'
import { attemptId, type DoorRecord } from './record.ts'
import type { RefusalCause } from './words.ts'

/** As `fromHandset.uses` of the wire wants it. */
export type UseReport = { readonly useId: string; readonly doorId: string; readonly at: Instant } & (
  | { readonly result: 'opened'; readonly grantId: string; readonly reentry: boolean }
  | { readonly result: 'refused'; readonly grantId: string | null; readonly cause: RefusalCause }
)

/**
 * By the door's clock where it had one. Where it had none the handset's clock stands in: right for what it
 * has just seen; for what the door kept from before it says only that it was earlier.
 */
export const reportOf = (
  record: DoorRecord,
  doorId: string,
  uncertaintyMs: Ms,
  now: Ms,
  crypto: AccessCrypto,
): UseReport => {
  const at: Instant =
    record.at === null
      ? { ms: now, source: 'handset', uncertaintyMs }
      : { ms: record.at, source: 'door', uncertaintyMs: clockSlack }
  const seen = { useId: attemptId(record, crypto), doorId, at }
  const { outcome, grantId } = record
  if (outcome.kind === 'refused') return { ...seen, result: 'refused', grantId, cause: outcome.cause }
  if (grantId === null) throw new Error('an opening without a grant')
  return { ...seen, result: 'opened', grantId, reentry: outcome.reentry }
}
