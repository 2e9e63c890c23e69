import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import type { AccessCrypto, KeyPair } from '../../../../src-domain/access/crypto.ts'

/** Node wants keys in DER; these are the fixed beginnings of an Ed25519 key in it (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')

/** The same few keys are used thousands of times, and reading one costs as much as a signature. */
const known = new Map<string, KeyObject>()
const once = (kind: string, raw: Uint8Array, make: () => KeyObject): KeyObject => {
  const name = `${kind} ${hex(raw)}`
  const key = known.get(name) ?? make()
  known.set(name, key)
  return key
}

const privateKeyOf = (seed: Uint8Array) =>
  once('private', seed, () =>
    createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' }),
  )
const publicKeyOf = (raw: Uint8Array) =>
  once('public', raw, () =>
    createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' }),
  )

export const accessCrypto: AccessCrypto = {
  sha256: (bytes) => new Uint8Array(createHash('sha256').update(bytes).digest()),
  hmacSha256: (key, message) => new Uint8Array(createHmac('sha256', key).update(message).digest()),
  sign: (privateKey, message) => new Uint8Array(sign(null, message, privateKeyOf(privateKey))),
  verify: (publicKey, message, signature) => verify(null, message, publicKeyOf(publicKey), signature),
}

const codes = new Map<string, Uint8Array>()
/** For keypads, which try the same 1,200 codes again and again. */
export const rememberingCrypto: AccessCrypto = {
  ...accessCrypto,
  hmacSha256: (key, message) => {
    const asked = Buffer.concat([key, message]).toString('latin1')
    const code = codes.get(asked) ?? accessCrypto.hmacSha256(key, message)
    codes.set(asked, code)
    return code
  },
}

/** A key whose 32 seed bytes are all the same: found again by anybody. */
export const keyOf = (byte: number): KeyPair => {
  const privateKey = new Uint8Array(32).fill(byte)
  const der = createPublicKey(privateKeyOf(privateKey)).export({ format: 'der', type: 'spki' })
  return { privateKey, publicKey: new Uint8Array(der.subarray(-32)) }
}

export const bytesOf = (length: number, from: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (from + i) & 0xff)

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
