import type { Ms } from '../time.ts'
import type { DoorRecord } from './record.ts'
import type { UseReport } from './useReport.ts'

/** What a handset keeps: leases, what it must still tell the centre, signed time for doors. */
export type HandsetState = {
  readonly publicKey: Uint8Array
  readonly covered: boolean
  readonly held: readonly Held[]
  /** Revoked grants: no lease of theirs is kept, however late it comes. */
  readonly revoked: readonly { readonly grantId: string; readonly at: Ms; readonly receipt: Receipt }[]
  /** When this handset last signed an answer with a grant: until it is dead, the grant is not gone. */
  readonly answered: readonly { readonly grantId: string; readonly at: Ms }[]
  /** In the order in which they were learnt; kept until the centre has acknowledged them. */
  readonly reports: readonly UseReport[]
  /** Newest plain stamp, and the newest that was asked for. */
  readonly plainStamp: Uint8Array | null
  readonly namedStamp: Uint8Array | null
  /** The newest trust list; null before the first came. */
  readonly trustList: Uint8Array | null
  /** Which list each door last said that it holds, and whether the centre has heard of it. */
  readonly doorTrust: readonly {
    readonly doorId: string
    readonly version: number
    readonly at: Ms
    readonly isHeard: boolean
    /** It did not know the key of a lease of ours: it is brought the list again, whatever it said. */
    readonly isDoubted: boolean
  }[]
  /** Whatever could not be read or was made for another handset. */
  readonly unreadable: number
}

type Receipt = 'due' | 'taken'

export type Held = {
  readonly grantId: string
  readonly lease: number
  readonly notAfter: Ms
  readonly windowUntil: Ms
  readonly token: Uint8Array
  readonly askedAt: Ms
}

export type HandsetEvent =
  | { readonly kind: 'covered' }
  | { readonly kind: 'uncovered' }
  /** Time passed: whatever is due is sent. */
  | { readonly kind: 'tick' }
  /** As it came from the centre, base64url. */
  | { readonly kind: 'lease'; readonly token: string }
  | { readonly kind: 'revoke'; readonly grantId: string }
  | { readonly kind: 'receiptTaken'; readonly grantId: string }
  | { readonly kind: 'usesTaken'; readonly useIds: readonly string[] }
  /** A plain stamp that the centre sent, or a named one that was asked for; base64url. */
  | { readonly kind: 'stamp'; readonly stamp: string }
  /** As it came from the centre, base64url. */
  | { readonly kind: 'trustList'; readonly list: string }
  /** What a door answered to a trust list. */
  | { readonly kind: 'trustReceipt'; readonly doorId: string; readonly bytes: Uint8Array }
  | { readonly kind: 'trustedTaken'; readonly doorId: string; readonly version: number }
  /** What a door answered, with the older records that it asked to carry. */
  | {
      readonly kind: 'record'
      readonly doorId: string
      readonly record: DoorRecord
      readonly carry: readonly DoorRecord[]
    }

/** What to send to the centre now; each is sent again on the next coverage until it was acknowledged. */
export type HandsetSend =
  | { readonly kind: 'renew'; readonly grantId: string }
  | { readonly kind: 'deleted'; readonly grantId: string }
  | { readonly kind: 'uses'; readonly uses: readonly UseReport[] }
  | { readonly kind: 'trusted'; readonly doorId: string; readonly version: number; readonly at: Ms }

export type HandsetStep = { readonly state: HandsetState; readonly send: readonly HandsetSend[] }

export const newHandset = (publicKey: Uint8Array): HandsetState => ({
  publicKey,
  covered: false,
  held: [],
  revoked: [],
  answered: [],
  reports: [],
  plainStamp: null,
  namedStamp: null,
  trustList: null,
  doorTrust: [],
  unreadable: 0,
})
