import { ascii, concat, readU8, uuidText } from './bytes.ts'
import type { AccessCrypto } from './crypto.ts'

/**
 * An identifier made of what it names: the same bytes under the same label give the same one, whoever makes it.
 * A UUID of version 8 (RFC 9562) from the first 16 bytes of SHA-256(label ‖ bytes).
 */
export const namedUuid = (label: string, named: Uint8Array, crypto: Pick<AccessCrypto, 'sha256'>): string => {
  const bytes = crypto.sha256(concat(ascii(label), named)).slice(0, 16)
  bytes[6] = (readU8(bytes, 6) & 0x0f) | 0x80
  bytes[8] = (readU8(bytes, 8) & 0x3f) | 0x80
  return uuidText(bytes)
}
