import { createPublicKey, hash, verify as verifyWith } from 'node:crypto'
import type { Sha256 } from '../../src-domain/journal/chain.ts'
import type { Verify } from '../../src-domain/journal/checkpoint.ts'

/** One call into OpenSSL; `createHash` costs nearly twice as much for texts of this size. */
export const sha256: Sha256 = (text) => hash('sha256', text, 'base64url')

/** A key or signature that is no key or signature verifies nothing. */
export const verify: Verify = (publicKey, text, signature) => {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verifyWith(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}
