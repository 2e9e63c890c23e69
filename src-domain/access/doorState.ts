import type { Ms } from '../time.ts'
import { type Clock, lostClock } from './clock.ts'
import type { TrustedKey } from './crypto.ts'
import { type DoorLog, emptyLog } from './doorLog.ts'
import type { DoorRecord } from './record.ts'
import type { Token } from './token.ts'

/** Whom a door believes. The authority never changes: whoever fits the door puts it in, with a first list. */
export type DoorTrust = {
  readonly authority: Uint8Array
  readonly version: number
  readonly keys: readonly TrustedKey[]
}

export type DoorState = {
  readonly doorTag: Uint8Array
  /** Survives the loss of power. */
  readonly trust: DoorTrust
  readonly clock: Clock
  /** The newest signed time ever seen; survives the loss of power. The clock never stands before it. */
  readonly newestStamp: Ms
  /** Challenges given out, with the door's count when it did. */
  readonly asked: readonly Asked[]
  /** Which one-time grants were used here. Kept until signed time proves that the grant is over. */
  readonly book: readonly Use[]
  readonly log: DoorLog
  /** What the bolt is being moved for; written down before the motor starts. */
  readonly driving: Driving | null
  /** Records that went with the last answer, and the challenge that it answered. */
  readonly handed: { readonly challenge: string; readonly seqs: readonly number[] } | null
}

export type Asked = {
  readonly challenge: string
  readonly nonce: string
  readonly tick: Ms
  readonly answered: boolean
}

export type Use = {
  readonly grantId: string
  readonly handset: Uint8Array
  readonly usedAt: Ms
  readonly windowUntil: Ms
}

export type Driving = {
  readonly token: Token
  readonly challenge: string
  readonly reentry: boolean
  readonly at: Ms
}

export type DoorEvent =
  /** A handset came near and asks for a challenge; 16 fresh random bytes. */
  | { readonly kind: 'hello'; readonly nonce: Uint8Array }
  | { readonly kind: 'response'; readonly bytes: Uint8Array }
  /** What became of `drive`. */
  | { readonly kind: 'bolt'; readonly moved: boolean }
  /** The handset has stored the records of the answer to this challenge. */
  | { readonly kind: 'took'; readonly challenge: Uint8Array }
  | { readonly kind: 'powerLost' }
  /** By a technician's tool, which proves itself by other means. */
  | { readonly kind: 'clockSet'; readonly at: Ms }
  /** A handset brings a trust list; answered with `trustReceipt`, taken or not. */
  | { readonly kind: 'trustList'; readonly bytes: Uint8Array }

export type DoorReply =
  | { readonly kind: 'challenge'; readonly challenge: Uint8Array }
  /** Move the bolt and report with `bolt`. */
  | { readonly kind: 'drive' }
  /** The answer; `carry` are older records, only for a handset that proved itself. */
  | { readonly kind: 'record'; readonly record: DoorRecord; readonly carry: readonly DoorRecord[] }
  /** Which trust list the door holds now. */
  | { readonly kind: 'trustReceipt'; readonly bytes: Uint8Array }
  /** The bolt is moving for somebody else: nothing was tried, ask again. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'none' }

export type DoorStep = { readonly state: DoorState; readonly reply: DoorReply }

export const newDoor = (doorTag: Uint8Array, trust: DoorTrust): DoorState => ({
  doorTag,
  trust,
  clock: lostClock,
  newestStamp: 0,
  asked: [],
  book: [],
  log: emptyLog,
  driving: null,
  handed: null,
})
