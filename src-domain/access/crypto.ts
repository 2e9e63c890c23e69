/**
 * What the access rules need from outside: SHA-256, HMAC-SHA-256 (RFC 2104) and Ed25519 (RFC 8032) over bytes.
 * Ed25519 keys are raw: 32 bytes of seed for the private one, 32 bytes for the public one, 64 bytes for a
 * signature. An argument, so that the same rules run in a centre, a handset, a door and a keypad.
 */
export type AccessCrypto = {
  readonly sha256: (bytes: Uint8Array) => Uint8Array
  readonly hmacSha256: (key: Uint8Array, message: Uint8Array) => Uint8Array
  readonly sign: (privateKey: Uint8Array, message: Uint8Array) => Uint8Array
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
}

export type KeyPair = { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }

/** A centre's key that a door believes; several at once while a key is being replaced. */
export type TrustedKey = { readonly keyId: Uint8Array; readonly publicKey: Uint8Array }
