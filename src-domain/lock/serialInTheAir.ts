import { ascii, readAscii } from '../access/bytes.ts'

/**
 * A lock tells its serial to whoever is near, in the service data of its scan response: 31 bytes, of which length, type
 * and the service's UUID take 18. A longer serial is not in the air, rather than cut to what might be another's.
 */
const mostInTheAir = 13

/** As docs/lock-profile.md has it. */
export const isSerial = (text: string): boolean => /^[\x21-\x7e]{1,32}$/.test(text)

/** What stands behind the UUID; null for a serial that does not fit. */
export const writeSerialInTheAir = (serial: string): Uint8Array | null =>
  serial.length > mostInTheAir ? null : ascii(serial)

/** Null for what is no serial. It is what a unit says; who it is, only a session proves. */
export const serialInTheAir = (bytes: Uint8Array): string | null => {
  if (bytes.length === 0 || bytes.length > mostInTheAir) return null
  const text = readAscii(bytes, 0, bytes.length)
  return isSerial(text) ? text : null
}
