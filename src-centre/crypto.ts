import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto'
import type { AccessCrypto, KeyPair } from '../src-domain/access/crypto.ts'
import type { Sha256 } from '../src-domain/journal/chain.ts'
import type { Sign, Verify } from '../src-domain/journal/checkpoint.ts'
import type { LockCrypto } from '../src-domain/lock/crypto.ts'

/** The domain takes its cryptography as arguments; here is Node's. */
export const sha256: Sha256 = (text) => hash('sha256', text, 'base64url')

const saltBytes = 16
/** Asking the system for each salt by itself took a third of the time of appending. */
let pool = Buffer.alloc(0)

/** 128 bits: enough that nobody can guess the text behind a salted hash. Never the same bytes twice. */
export const newSalt = (): string => {
  if (pool.length === 0) pool = randomBytes(256 * saltBytes)
  const salt = pool.subarray(0, saltBytes).toString('base64url')
  pool = pool.subarray(saltBytes)
  return salt
}

/** Bearer tokens and secrets are random, so one round of SHA-256 keeps them well enough on disk. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

export const sameText = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))

export const signWith =
  (privateKey: KeyObject): Sign =>
  (text) =>
    sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64url')

const publicKeyOf = (raw: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' })

/** False also for a key or a signature that is none. */
export const verifyEd25519: Verify = (publicKey, text, signature) => {
  try {
    const bytes = Buffer.from(signature, 'base64url')
    return verify(null, Buffer.from(text, 'utf8'), publicKeyOf(publicKey), bytes)
  } catch {
    return false
  }
}

export const privateKeyFromPem = (pem: string): KeyObject => createPrivateKey(pem)

/** 32 raw bytes as base64url. */
export const rawPublicKey = (privateKey: KeyObject): string => {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined) throw new Error('not an Ed25519 key')
  return x
}

/** A Buffer's `slice` shares its memory where a byte array's copies it: the domain expects the latter. */
const plain = (bytes: Buffer): Uint8Array => new Uint8Array(bytes)

/** Seed and public key as raw bytes. */
export const rawKeyPair = (privateKey: KeyObject): KeyPair => {
  const { x, d } = privateKey.export({ format: 'jwk' })
  if (x === undefined || d === undefined) throw new Error('not an Ed25519 key')
  return { publicKey: plain(Buffer.from(x, 'base64url')), privateKey: plain(Buffer.from(d, 'base64url')) }
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The pair of a seed of 32 random bytes. */
export const newKeyPair = (seed: Uint8Array): KeyPair =>
  rawKeyPair(createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' }))

/** The access rules work on bytes. */
export const accessCrypto: AccessCrypto = {
  sha256: (bytes) => plain(createHash('sha256').update(bytes).digest()),
  hmacSha256: (key, message) => plain(createHmac('sha256', key).update(message).digest()),
  sign: (seed, message) =>
    plain(
      sign(
        null,
        message,
        createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' }),
      ),
    ),
  verify: (publicKey, message, signature) => {
    try {
      return verify(null, message, publicKeyOf(Buffer.from(publicKey).toString('base64url')), signature)
    } catch {
      return false
    }
  },
}

/** What the lock profile needs of it at a centre. */
export const lockHkdf: Pick<LockCrypto, 'hkdfSha256'> = {
  hkdfSha256: (secret, salt, info, length) => new Uint8Array(hkdfSync('sha256', secret, salt, info, length)),
}

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM: nonce, tag, then the sealed text. `about` is bound to it and must be the same to open it. */
export const sealText = (key: Buffer, about: string, text: string): Buffer => {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about, 'utf8'))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Throws for a wrong key or a changed text: our own disk should not hold either. */
export const openText = (key: Buffer, about: string, sealed: Buffer): string => {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes))
    .setAAD(Buffer.from(about, 'utf8'))
    .setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
  const text = decipher.update(sealed.subarray(nonceBytes + tagBytes))
  return Buffer.concat([text, decipher.final()]).toString('utf8')
}
