import type { FallbackFault } from '../../src-domain/alarm/fallbackWords.ts'
import type { FallbackMessage } from '../../src-domain/wire/fallback.ts'

/** How one try ended: the other side has taken it over, or not and why. */
export type Told =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: FallbackFault; readonly code: number | null }

export const notTold = (why: FallbackFault, code: number | null = null): Told => ({ ok: false, why, code })

/** One try; never rejects. `given` ends it early. */
export type Hook = (message: FallbackMessage, attempt: number, given: AbortSignal) => Promise<Told>
