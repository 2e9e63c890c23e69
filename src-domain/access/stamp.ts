import { type Ms, ms } from '../time.ts'
import { ascii, concat, equal, readAscii, readU8, readU64, u8, u64 } from './bytes.ts'
import type { AccessCrypto, KeyPair, TrustedKey } from './crypto.ts'
import { keyIdOf } from './token.ts'

/**
 * The centre's word on the time. A *plain* stamp proves only that it is at least so late: whoever kept an old
 * one can bring it again. A *named* stamp names a challenge of the door, so the centre must have signed it
 * after the door asked: with the door's own count of the time since, it bounds the time from both sides.
 * That is why only a named stamp sets a clock that was lost; docs/access-token.md, "Time", has the argument.
 */
export type Stamp =
  | { readonly kind: 'plain'; readonly keyId: Uint8Array; readonly at: Ms }
  | {
      readonly kind: 'named'
      readonly keyId: Uint8Array
      readonly at: Ms
      readonly doorTag: Uint8Array
      readonly nonce: Uint8Array
    }

const magic = 'VT'
const version = 1
const plainKind = 0
const namedKind = 1
export const plainStampLength = 84
export const namedStampLength = 108
const signatureLength = 64

const signedPart = (body: Uint8Array): Uint8Array => concat(ascii('vaktrom-time/1\n'), body)

/** `at`: the centre's clock at the moment of signing, never later. `challenge`: whose door and nonce to name. */
export const signStamp = (
  at: Ms,
  challenge: { readonly doorTag: Uint8Array; readonly nonce: Uint8Array } | null,
  key: KeyPair,
  crypto: AccessCrypto,
): Uint8Array => {
  const body = concat(
    ascii(magic),
    u8(version),
    u8(challenge ? namedKind : plainKind),
    keyIdOf(key.publicKey, crypto),
    u64(at),
    ...(challenge ? [challenge.doorTag, challenge.nonce] : []),
  )
  return concat(body, crypto.sign(key.privateKey, signedPart(body)))
}

/** Null for anything but a stamp of the exact length of its kind. */
export const readStamp = (bytes: Uint8Array): Stamp | null => {
  if (bytes.length !== plainStampLength && bytes.length !== namedStampLength) return null
  if (readAscii(bytes, 0, 2) !== magic || readU8(bytes, 2) !== version) return null
  const kind = bytes.length === plainStampLength ? plainKind : namedKind
  if (readU8(bytes, 3) !== kind) return null
  const at = ms.safeParse(readU64(bytes, 12))
  if (!at.success) return null
  const keyId = bytes.slice(4, 12)
  return kind === plainKind
    ? { kind: 'plain', keyId, at: at.data }
    : { kind: 'named', keyId, at: at.data, doorTag: bytes.slice(20, 28), nonce: bytes.slice(28, 44) }
}

/** The stamp, if a centre of the trust list signed it; else null. */
export const verifyStamp = (
  bytes: Uint8Array,
  trust: readonly TrustedKey[],
  crypto: AccessCrypto,
): Stamp | null => {
  const stamp = readStamp(bytes)
  const key = stamp && trust.find(({ keyId }) => equal(keyId, stamp.keyId))
  if (!key) return null
  const end = bytes.length - signatureLength
  return crypto.verify(key.publicKey, signedPart(bytes.subarray(0, end)), bytes.subarray(end)) ? stamp : null
}
