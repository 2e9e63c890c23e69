import { type Ms, ms } from '../time.ts'
import { ascii, concat, readAscii, readU8, readU16, readU64, u8, u16, u64 } from './bytes.ts'
import type { AccessCrypto, KeyPair } from './crypto.ts'
import { namedStampLength, plainStampLength } from './stamp.ts'

/** Door → handset: prove that you hold the key of your token, now and to me. */
export type Challenge = {
  readonly doorTag: Uint8Array
  /** 16 fresh random bytes; answered once. */
  readonly nonce: Uint8Array
  /** The door's clock; null when it has none and needs a named stamp. */
  readonly clock: Ms | null
}

/** Handset → door. */
export type Response = {
  /** The challenge as it came, all 35 bytes. */
  readonly challenge: Uint8Array
  readonly signature: Uint8Array
  readonly stamp: Uint8Array | null
  readonly token: Uint8Array
}

const version = 1
export const challengeLength = 35
const headLength = 6
const signatureLength = 64

export const writeChallenge = (challenge: Challenge): Uint8Array =>
  concat(ascii('VC'), u8(version), challenge.doorTag, challenge.nonce, u64(challenge.clock ?? 0))

/** Null for anything but a challenge of this version. */
export const readChallenge = (bytes: Uint8Array): Challenge | null => {
  if (bytes.length !== challengeLength) return null
  if (readAscii(bytes, 0, 2) !== 'VC' || readU8(bytes, 2) !== version) return null
  const clock = ms.safeParse(readU64(bytes, 27))
  if (!clock.success) return null
  return {
    doorTag: bytes.slice(3, 11),
    nonce: bytes.slice(11, 27),
    clock: clock.data === 0 ? null : clock.data,
  }
}

/** Bound to the challenge and to the token: an answer fits one question, one lease, one handset. */
const signedPart = (
  challenge: Uint8Array,
  token: Uint8Array,
  crypto: Pick<AccessCrypto, 'sha256'>,
): Uint8Array => concat(ascii('vaktrom-response/1\n'), challenge, crypto.sha256(token))

export const signResponse = (
  challenge: Uint8Array,
  token: Uint8Array,
  stamp: Uint8Array | null,
  handset: KeyPair,
  crypto: Pick<AccessCrypto, 'sha256' | 'sign'>,
): Uint8Array =>
  concat(
    ascii('VR'),
    u8(version),
    u8(stamp?.length ?? 0),
    u16(token.length),
    challenge,
    crypto.sign(handset.privateKey, signedPart(challenge, token, crypto)),
    stamp ?? new Uint8Array(),
    token,
  )

/** Null for anything but a response of this version whose lengths add up to the byte. */
export const readResponse = (bytes: Uint8Array): Response | null => {
  const fixed = headLength + challengeLength + signatureLength
  if (bytes.length < fixed || readAscii(bytes, 0, 2) !== 'VR' || readU8(bytes, 2) !== version) return null
  const stampLength = readU8(bytes, 3)
  if (stampLength !== 0 && stampLength !== plainStampLength && stampLength !== namedStampLength) return null
  if (bytes.length !== fixed + stampLength + readU16(bytes, 4)) return null
  const challenge = bytes.slice(headLength, headLength + challengeLength)
  if (!readChallenge(challenge)) return null
  return {
    challenge,
    signature: bytes.slice(headLength + challengeLength, fixed),
    stamp: stampLength === 0 ? null : bytes.slice(fixed, fixed + stampLength),
    token: bytes.slice(fixed + stampLength),
  }
}

/** Whether the handset with this key signed this answer. */
export const answeredBy = (handset: Uint8Array, response: Response, crypto: AccessCrypto): boolean =>
  crypto.verify(handset, signedPart(response.challenge, response.token, crypto), response.signature)
