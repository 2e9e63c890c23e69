import { ascii, concat } from '../access/bytes.ts'
import type { LockCrypto } from './crypto.ts'

/** A serial as a lock may have it: printable ASCII, at most 32 characters. */
export const isSerial = (serial: string): boolean => /^[\x21-\x7e]{1,32}$/.test(serial)

/** What a unit and the centre share: it follows from the centre's root, and tells nothing of another unit's. */
export const serviceKeyOf = (
  root: Uint8Array,
  serial: string,
  { hkdfSha256 }: Pick<LockCrypto, 'hkdfSha256'>,
): Uint8Array =>
  hkdfSha256(root, new Uint8Array(), concat(ascii('vaktrom-service-key/1\n'), ascii(serial)), 32)
