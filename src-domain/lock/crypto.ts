/**
 * What the lock profile needs from outside, over bytes: SHA-256, HMAC-SHA-256 (RFC 2104), HKDF-SHA-256 (RFC 5869),
 * X25519 (RFC 7748; raw 32-byte keys) and AES-128-GCM (NIST SP 800-38D, 16-byte tag, 12-byte nonce). An argument, so that the
 * same rules run in a tool and in a simulated lock.
 */
export type LockCrypto = {
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  readonly hmacSha256: (key: Uint8Array, message: Uint8Array) => Uint8Array
  readonly hkdfSha256: (secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number) => Uint8Array
  readonly publicOf: (privateKey: Uint8Array) => Uint8Array
  /** Null where the other's key gives no secret (all zeros, RFC 7748 §6.1). */
  readonly agree: (privateKey: Uint8Array, publicKey: Uint8Array) => Uint8Array | null
  /** The sealed text with its tag behind it. */
  readonly seal: (key: Uint8Array, nonce: Uint8Array, about: Uint8Array, text: Uint8Array) => Uint8Array
  /** Null where key, nonce, `about` or any bit of what was sealed is another. */
  readonly open: (
    key: Uint8Array,
    nonce: Uint8Array,
    about: Uint8Array,
    sealed: Uint8Array,
  ) => Uint8Array | null
}

/** Whether both hold the same bytes, in a time that does not tell where they differ. */
export const sameSecret = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false
  let differs = 0
  for (let i = 0; i < a.length; i += 1) differs |= (a[i] ?? 0) ^ (b[i] ?? 0)
  return differs === 0
}
