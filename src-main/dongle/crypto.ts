import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  sign,
} from 'node:crypto'
import type { AccessCrypto } from '../../src-domain/access/crypto.ts'
import type { LockCrypto } from '../../src-domain/lock/crypto.ts'

/** A Buffer's `slice` shares its memory where a byte array's copies it: the domain expects the latter. */
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes)

/** What stands before the 32 bytes of an X25519 key in PKCS #8 and in SubjectPublicKeyInfo (RFC 8410). */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')

const privateKeyOf = (raw: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([privateHead, raw]), format: 'der', type: 'pkcs8' })
const publicKeyOf = (raw: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([publicHead, raw]), format: 'der', type: 'spki' })

/** Not CCM, which Bluetooth's own chips have in hardware: Electron's cryptography does not know it. */
const suite = 'aes-128-gcm'
const authTagLength = 16

/** Node's cryptography for the rules of the lock profile. */
export const lockCrypto: LockCrypto = {
  sha256: (bytes) => plain(createHash('sha256').update(bytes).digest()),
  hmacSha256: (key, message) => plain(createHmac('sha256', key).update(message).digest()),
  hkdfSha256: (secret, salt, info, length) => new Uint8Array(hkdfSync('sha256', secret, salt, info, length)),
  publicOf: (raw) => {
    const spki = createPublicKey(privateKeyOf(raw)).export({ format: 'der', type: 'spki' })
    return plain(spki.subarray(publicHead.length))
  },
  agree: (ours, theirs) => {
    try {
      return plain(diffieHellman({ privateKey: privateKeyOf(ours), publicKey: publicKeyOf(theirs) }))
    } catch {
      // OpenSSL refuses a key that gives all zeros, and what is none.
      return null
    }
  },
  seal: (key, nonce, about, text) => {
    const cipher = createCipheriv(suite, key, nonce, { authTagLength })
    cipher.setAAD(about)
    return plain(Buffer.concat([cipher.update(text), cipher.final(), cipher.getAuthTag()]))
  },
  open: (key, nonce, about, sealed) => {
    const length = sealed.length - authTagLength
    if (length < 0) return null
    const decipher = createDecipheriv(suite, key, nonce, { authTagLength })
    decipher.setAuthTag(sealed.subarray(length))
    decipher.setAAD(about)
    try {
      return plain(Buffer.concat([decipher.update(sealed.subarray(0, length)), decipher.final()]))
    } catch {
      return null
    }
  },
}

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const signingHead = Buffer.from('302e020100300506032b657004220420', 'hex')

/** What a phone signs with at a door, for the bench that tries an old key. */
export const phoneCrypto: Pick<AccessCrypto, 'sha256' | 'sign'> = {
  sha256: lockCrypto.sha256,
  sign: (seed, message) => {
    const key = createPrivateKey({ key: Buffer.concat([signingHead, seed]), format: 'der', type: 'pkcs8' })
    return plain(sign(null, message, key))
  },
}
