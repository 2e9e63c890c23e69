import { type Ms, ms } from '../time.ts'
import {
  ascii,
  concat,
  readAscii,
  readU8,
  readU32,
  readU64,
  u8,
  u32,
  u64,
  uuidBytes,
  uuidText,
} from './bytes.ts'
import type { AccessCrypto } from './crypto.ts'
import { namedUuid } from './namedUuid.ts'
import { type RefusalCause, refusalCauses } from './words.ts'

/** One attempt at a door, as the door wrote it down; the answer to a response is the record of it. */
export type DoorRecord = {
  readonly doorTag: Uint8Array
  /** 1, 2, 3 … as long as the door keeps its memory. */
  readonly seq: number
  /** Records that this door had lost for want of room when it wrote this one; none of them had been carried. */
  readonly lost: number
  /** By the door's clock; null when it had none. */
  readonly at: Ms | null
  /** Null when no token was proved genuine. */
  readonly grantId: string | null
  readonly outcome: Outcome
}

export type Outcome =
  | { readonly kind: 'opened'; readonly reentry: boolean }
  | { readonly kind: 'refused'; readonly cause: RefusalCause }

const version = 1
const openedCode = 0
const reentryCode = 1
/** 16 + the place of the cause in `refusalCauses`. */
const refusedCode = 16
export const recordLength = 44
const noGrant = new Uint8Array(16)

const codeOf = (outcome: Outcome): number => {
  if (outcome.kind === 'refused') return refusedCode + refusalCauses.indexOf(outcome.cause)
  return outcome.reentry ? reentryCode : openedCode
}

const outcomeOf = (code: number): Outcome | null => {
  if (code === openedCode || code === reentryCode) return { kind: 'opened', reentry: code === reentryCode }
  const cause = refusalCauses[code - refusedCode]
  return cause ? { kind: 'refused', cause } : null
}

export const writeRecord = (record: DoorRecord): Uint8Array =>
  concat(
    ascii('VL'),
    u8(version),
    u8(codeOf(record.outcome)),
    record.doorTag,
    u32(record.seq),
    u32(record.lost),
    u64(record.at ?? 0),
    record.grantId === null ? noGrant : uuidBytes(record.grantId),
  )

/** Null for anything but a record of this version; an opening without time or grant is none. */
export const readRecord = (bytes: Uint8Array): DoorRecord | null => {
  if (bytes.length !== recordLength) return null
  if (readAscii(bytes, 0, 2) !== 'VL' || readU8(bytes, 2) !== version) return null
  const outcome = outcomeOf(readU8(bytes, 3))
  const at = ms.safeParse(readU64(bytes, 20))
  if (!outcome || !at.success) return null
  const grant = bytes.subarray(28, 44)
  const grantId = grant.every((byte) => byte === 0) ? null : uuidText(grant)
  if (outcome.kind === 'opened' && (grantId === null || at.data === 0)) return null
  return {
    doorTag: bytes.slice(4, 12),
    seq: readU32(bytes, 12),
    lost: readU32(bytes, 16),
    at: at.data === 0 ? null : at.data,
    grantId,
    outcome,
  }
}

/**
 * The record's own identifier, made of its bytes: whoever carries it home, and however often, the centre
 * hears of one use.
 */
export const attemptId = (record: DoorRecord, crypto: AccessCrypto): string =>
  namedUuid('vaktrom-use/1\n', writeRecord(record), crypto)
