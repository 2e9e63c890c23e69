import { ascii, concat, u8 } from '../access/bytes.ts'
import { type LockCrypto, sameSecret } from './crypto.ts'
import { lockProfileVersion } from './profile.ts'

/** Who a message is from; also the first byte of the nonce that seals it. */
export const sides = { tool: 0, lock: 1 } as const
export type Side = keyof typeof sides

export type SessionKeys = { readonly [S in Side]: Uint8Array }

/** What a side makes anew for each session: 16 random bytes and an X25519 key of its own. */
export type Fresh = { readonly nonce: Uint8Array; readonly privateKey: Uint8Array }

export const clear = { hello: 0x01, proof: 0x02, challenge: 0x81, welcome: 0x82, refused: 0xff } as const

export const refusals = { version: 1, badProof: 2, wait: 3, unreadable: 4, noSession: 5 } as const
export type HandshakeRefusal = keyof typeof refusals

const helloLength = 50
const challengeLength = 81
const proofLength = 33

export const writeHello = (fresh: Fresh, crypto: LockCrypto): Uint8Array =>
  concat(u8(clear.hello), u8(lockProfileVersion), fresh.nonce, crypto.publicOf(fresh.privateKey))

/** Null for anything but a hello of this version. */
export const readHello = (message: Uint8Array): { readonly toolKey: Uint8Array } | null =>
  message.length === helloLength && message[0] === clear.hello && message[1] === lockProfileVersion
    ? { toolKey: message.slice(18, 50) }
    : null

/** Why a hello that gets no challenge is refused: only what calls itself another version is one. */
export const refusalOfHello = (message: Uint8Array): HandshakeRefusal =>
  message.length > 1 && message[1] !== lockProfileVersion ? 'version' : 'unreadable'

/** Everything that both said, so that no part of it can be another's. */
const transcript = (serial: string, hello: Uint8Array, lockPart: Uint8Array): Uint8Array => {
  const name = ascii(serial)
  return concat(ascii('vaktrom-lock/1\n'), u8(name.length), name, hello, lockPart)
}
const proofOf = (
  side: Side,
  serviceKey: Uint8Array,
  said: Uint8Array,
  before: Uint8Array,
  crypto: LockCrypto,
): Uint8Array =>
  crypto.hmacSha256(serviceKey, concat(ascii(`vaktrom-lock/1 ${side}\n`), crypto.sha256(said), before))

const none = new Uint8Array()

const keysOf = (
  secret: Uint8Array,
  serviceKey: Uint8Array,
  said: Uint8Array,
  crypto: LockCrypto,
): SessionKeys => {
  const both = crypto.hkdfSha256(
    concat(secret, serviceKey),
    crypto.sha256(said),
    ascii('vaktrom-lock/1 session\n'),
    32,
  )
  return { tool: both.slice(0, 16), lock: both.slice(16, 32) }
}

type Known = { readonly serial: string; readonly serviceKey: Uint8Array; readonly crypto: LockCrypto }

/** The lock's answer to a hello, what it waits for, and the session's keys once that has come. Null: no hello. */
export const answerHello = (
  { serial, serviceKey, crypto }: Known,
  fresh: Fresh,
  hello: Uint8Array,
): {
  readonly challenge: Uint8Array
  readonly accepts: (proof: Uint8Array) => boolean
  readonly keys: SessionKeys
} | null => {
  const read = readHello(hello)
  const secret = read && crypto.agree(fresh.privateKey, read.toolKey)
  if (!secret) return null
  const part = concat(u8(clear.challenge), fresh.nonce, crypto.publicOf(fresh.privateKey))
  const said = transcript(serial, hello, part)
  const ours = proofOf('lock', serviceKey, said, none, crypto)
  const wanted = proofOf('tool', serviceKey, said, ours, crypto)
  return {
    challenge: concat(part, ours),
    accepts: (proof) =>
      proof.length === proofLength && proof[0] === clear.proof && sameSecret(proof.slice(1), wanted),
    keys: keysOf(secret, serviceKey, said, crypto),
  }
}

/** The tool's proof and its keys; or why this is not the lock, or not its key. */
export const answerChallenge = (
  { serial, serviceKey, crypto }: Known,
  fresh: Fresh,
  hello: Uint8Array,
  challenge: Uint8Array,
):
  | { readonly ok: true; readonly proof: Uint8Array; readonly keys: SessionKeys }
  | { readonly ok: false; readonly error: 'unreadable' | 'wrongKey' } => {
  if (challenge.length !== challengeLength || challenge[0] !== clear.challenge)
    return { ok: false, error: 'unreadable' }
  const part = challenge.slice(0, 49)
  const theirs = challenge.slice(49)
  const said = transcript(serial, hello, part)
  if (!sameSecret(theirs, proofOf('lock', serviceKey, said, none, crypto)))
    return { ok: false, error: 'wrongKey' }
  const secret = crypto.agree(fresh.privateKey, part.slice(17))
  if (!secret) return { ok: false, error: 'unreadable' }
  return {
    ok: true,
    proof: concat(u8(clear.proof), proofOf('tool', serviceKey, said, theirs, crypto)),
    keys: keysOf(secret, serviceKey, said, crypto),
  }
}
