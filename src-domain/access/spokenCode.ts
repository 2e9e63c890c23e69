import type { ChainStep } from '../registry/rows.ts'
import { hour, type Ms } from '../time.ts'
import { ascii, concat, u8, u32 } from './bytes.ts'
import type { AccessCrypto } from './crypto.ts'
import { namedUuid } from './namedUuid.ts'

/**
 * Nine digits for a keypad, made by the centre and by the keypad of the same few numbers, so that they are kept
 * nowhere. docs/spoken-code.md lays it out byte by byte.
 */
export type SpokenCode = {
  /** Hours since 1970, UTC. */
  readonly startHour: number
  readonly hours: number
  readonly serial: number
}

/** Few per keypad, so that a keypad has little to search and a guesser little to hit (ours). */
export const codesAtOnce = 4
/** The longest window, and so the longest time from a code's issue to its first use. */
export const mostHours = 24
export const codeLength = 9
const codeSpace = 10 ** codeLength

/** A keypad's place in one text: the same identifier may stand in both tables. */
export const placeText = (step: ChainStep): string =>
  step.kind === 'door' ? `door/${step.doorId}` : `keyStore/${step.keyStoreId}`

/** Says nothing of an address to whoever takes the keypad apart. */
export const placeTag = (step: ChainStep, crypto: AccessCrypto): Uint8Array =>
  crypto.sha256(concat(ascii('vaktrom-place/1\n'), ascii(placeText(step)))).slice(0, 8)

/** The one key of one keypad; it tells nothing of another's, nor of the root. */
export const keypadKey = (root: Uint8Array, step: ChainStep, crypto: AccessCrypto): Uint8Array =>
  crypto.hmacSha256(root, concat(ascii('vaktrom-keypad/1\n'), ascii(placeText(step))))

const codeBytes = ({ startHour, hours, serial }: SpokenCode): Uint8Array =>
  concat(u32(startHour), u8(hours), u8(serial))

export const codeDigits = (key: Uint8Array, code: SpokenCode, crypto: AccessCrypto): string =>
  crypto
    .hmacSha256(key, concat(ascii('vaktrom-code/1\n'), codeBytes(code)))
    .subarray(0, 8)
    // The first 8 bytes as a number, modulo 10^9, without ever leaving what a double holds exactly.
    .reduce((rest, byte) => (rest * 256 + byte) % codeSpace, 0)
    .toString()
    .padStart(codeLength, '0')

/** Names a code in public: by it a keypad says which one was typed, and nobody finds the digits from it. */
export const codeIdOf = (tag: Uint8Array, code: SpokenCode, crypto: AccessCrypto): string =>
  namedUuid('vaktrom-code-id/1\n', concat(tag, codeBytes(code)), crypto)

/** The code that begins with the hour in which `from` lies. */
export const codeFrom = (from: Ms, hours: number, serial: number): SpokenCode => ({
  startHour: Math.floor(from / hour),
  hours,
  serial,
})

/** Opens from the first moment on, and at the last no more. */
export const windowOf = ({ startHour, hours }: SpokenCode): { readonly from: Ms; readonly until: Ms } => ({
  from: startHour * hour,
  until: (startHour + hours) * hour,
})

/**
 * Every code whose window holds this moment, whether or not one was issued: the latest start first, then the
 * shortest, then the lowest serial. There are 1,200 of them at any time.
 */
export const codesThatHold = (now: Ms): readonly SpokenCode[] => {
  const thisHour = Math.floor(now / hour)
  const starts = Array.from({ length: mostHours }, (_, age) => thisHour - age).filter((start) => start >= 0)
  return starts.flatMap((startHour) => {
    const shortest = thisHour - startHour + 1
    return Array.from({ length: (mostHours - shortest + 1) * codesAtOnce }, (_, n) => ({
      startHour,
      hours: shortest + Math.floor(n / codesAtOnce),
      serial: n % codesAtOnce,
    }))
  })
}
