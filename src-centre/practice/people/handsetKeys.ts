import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'

export type HandsetKey = {
  readonly private: KeyObject
  /** 32 bytes each, as the access rules take them. */
  readonly raw: { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array }
  /** The public key as base64url. */
  readonly text: string
}

/** DER of an Ed25519 private key (RFC 8410) up to its 32 bytes of seed. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/**
 * **Practice only.** The key follows from the seed, so that the same municipality comes back after a restart and
 * anybody can make it again: it protects nothing. A real handset makes its key itself and never lets it out.
 */
export const handsetKey = (seed: number, handsetId: string): HandsetKey => {
  const privateKey = createHash('sha256').update(`vaktrom-practice-handset/1\n${seed}\n${handsetId}`).digest()
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, privateKey]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(key).export({ format: 'jwk' })
  if (x === undefined) throw new Error('not an Ed25519 key')
  const raw = {
    privateKey: new Uint8Array(privateKey),
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
  }
  return { private: key, raw, text: x }
}
