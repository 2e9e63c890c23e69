import { ok, type Result } from '../result.ts'
import {
  ascii,
  concat,
  equal,
  readAscii,
  readU8,
  readU16,
  readU32,
  u8,
  u16,
  u32,
  uuidBytes,
  uuidText,
} from './bytes.ts'
import type { AccessCrypto, KeyPair, TrustedKey } from './crypto.ts'
import { mostDoors } from './limits.ts'

/**
 * One lease of a grant, as the centre signs it and a door reads it; byte by byte in docs/access-token.md.
 * Times are whole seconds since 1970.
 */
export type Token = {
  /** Each door opens once for this grant; without it, as often as the lease lives. */
  readonly oneTime: boolean
  /** Longer than a usual lease, by explicit choice. */
  readonly offline: boolean
  /** Waits for a supervisor's after-review. */
  readonly emergency: boolean
  /** First 8 bytes of SHA-256 of the signing centre's public key. */
  readonly keyId: Uint8Array
  readonly grantId: string
  readonly lease: number
  /** Ed25519 public key of the one handset that may use it. */
  readonly handset: Uint8Array
  readonly notBefore: number
  /** End of this lease: the door opens before it, not at it. */
  readonly notAfter: number
  /** End of the grant; no lease ends later. */
  readonly windowUntil: number
  readonly reentrySeconds: number
  /** Tags of the doors, see `doorTag`. */
  readonly doors: readonly Uint8Array[]
}

export type TokenFault = 'badLength' | 'badMagic' | 'badVersion' | 'badFlags' | 'badDoors' | 'badTimes'

const magic = 'VK'
const version = 1
const oneTimeFlag = 1
const offlineFlag = 2
const emergencyFlag = 4
const headLength = 79
const signatureLength = 64

const fault = <E extends string>(error: E): { readonly ok: false; readonly error: E } => ({
  ok: false,
  error,
})

/** Whom a key belongs to, short enough for a lock's memory. */
export const keyIdOf = (publicKey: Uint8Array, crypto: AccessCrypto): Uint8Array =>
  crypto.sha256(publicKey).slice(0, 8)

export const trusted = (publicKey: Uint8Array, crypto: AccessCrypto): TrustedKey => ({
  keyId: keyIdOf(publicKey, crypto),
  publicKey,
})

/** A door's name in tokens: it says nothing of the address to whoever finds a handset. */
export const doorTag = (doorId: string, crypto: AccessCrypto): Uint8Array =>
  crypto.sha256(ascii(`vaktrom-door/1\n${doorId}`)).slice(0, 8)

const signedPart = (body: Uint8Array): Uint8Array => concat(ascii('vaktrom-token/1\n'), body)

/** Throws when the fields do not make a token: the centre's rules never ask for such a one. */
export const signToken = (fields: Omit<Token, 'keyId'>, key: KeyPair, crypto: AccessCrypto): Uint8Array => {
  const flags =
    (fields.oneTime ? oneTimeFlag : 0) |
    (fields.offline ? offlineFlag : 0) |
    (fields.emergency ? emergencyFlag : 0)
  const body = concat(
    ascii(magic),
    u8(version),
    u8(flags),
    keyIdOf(key.publicKey, crypto),
    uuidBytes(fields.grantId),
    u32(fields.lease),
    fields.handset,
    u32(fields.notBefore),
    u32(fields.notAfter),
    u32(fields.windowUntil),
    u16(fields.reentrySeconds),
    u8(fields.doors.length),
    ...fields.doors,
  )
  const bytes = concat(body, crypto.sign(key.privateKey, signedPart(body)))
  const read = readToken(bytes)
  if (!read.ok) throw new Error(`a token that no door would read: ${read.error}`)
  return bytes
}

/** Reads the fields; says nothing yet about who signed them. */
export const readToken = (bytes: Uint8Array): Result<Token, TokenFault> => {
  if (bytes.length < headLength + signatureLength) return fault('badLength')
  if (readAscii(bytes, 0, 2) !== magic) return fault('badMagic')
  if (readU8(bytes, 2) !== version) return fault('badVersion')
  const flags = readU8(bytes, 3)
  if (flags > (oneTimeFlag | offlineFlag | emergencyFlag)) return fault('badFlags')
  const doorCount = readU8(bytes, 78)
  if (bytes.length !== headLength + 8 * doorCount + signatureLength) return fault('badLength')
  if (doorCount === 0 || doorCount > mostDoors) return fault('badDoors')
  const doors = Array.from({ length: doorCount }, (_, i) =>
    bytes.slice(headLength + 8 * i, headLength + 8 * i + 8),
  )
  if (doors.some((door, i) => doors.slice(0, i).some((other) => equal(door, other)))) return fault('badDoors')
  const notBefore = readU32(bytes, 64)
  const notAfter = readU32(bytes, 68)
  const windowUntil = readU32(bytes, 72)
  if (notBefore >= notAfter || notAfter > windowUntil) return fault('badTimes')
  return ok({
    oneTime: (flags & oneTimeFlag) !== 0,
    offline: (flags & offlineFlag) !== 0,
    emergency: (flags & emergencyFlag) !== 0,
    keyId: bytes.slice(4, 12),
    grantId: uuidText(bytes.subarray(12, 28)),
    lease: readU32(bytes, 28),
    handset: bytes.slice(32, 64),
    notBefore,
    notAfter,
    windowUntil,
    reentrySeconds: readU16(bytes, 76),
    doors,
  })
}

/** Reads a token and proves that a centre of the trust list signed every bit of it. */
export const verifyToken = (
  bytes: Uint8Array,
  trust: readonly TrustedKey[],
  crypto: AccessCrypto,
): Result<Token, 'unreadable' | 'unknownKey' | 'badSignature'> => {
  const token = readToken(bytes)
  if (!token.ok) return fault('unreadable')
  const key = trust.find(({ keyId }) => equal(keyId, token.value.keyId))
  if (!key) return fault('unknownKey')
  const end = bytes.length - signatureLength
  return crypto.verify(key.publicKey, signedPart(bytes.subarray(0, end)), bytes.subarray(end))
    ? token
    : fault('badSignature')
}
