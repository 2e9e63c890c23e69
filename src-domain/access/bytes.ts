/** Bytes as the access formats use them: big-endian numbers, ASCII text, base64url without padding. */

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Whether both hold the same bytes. Nothing secret is compared with it, so it may take its time or not. */
export const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i])

/** Throws on anything beyond ASCII: identifiers are ASCII by their schema. */
export const ascii = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    if (code > 0x7f) throw new Error(`not ASCII: ${JSON.stringify(text)}`)
    return code
  })

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const written = (size: number, write: (at: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(size)
  write(view(bytes))
  return bytes
}

export const u8 = (value: number): Uint8Array => written(1, (at) => at.setUint8(0, value))
export const u16 = (value: number): Uint8Array => written(2, (at) => at.setUint16(0, value))
export const u32 = (value: number): Uint8Array => written(4, (at) => at.setUint32(0, value))
export const u64 = (value: number): Uint8Array => written(8, (at) => at.setBigUint64(0, BigInt(value)))

/** Reads what a check of the length has already made sure of; beyond the end it throws. */
export const readU8 = (bytes: Uint8Array, at: number): number => view(bytes).getUint8(at)
export const readU16 = (bytes: Uint8Array, at: number): number => view(bytes).getUint16(at)
export const readU32 = (bytes: Uint8Array, at: number): number => view(bytes).getUint32(at)
export const readU64 = (bytes: Uint8Array, at: number): number => Number(view(bytes).getBigUint64(at))
export const readAscii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** 16 bytes of a UUID in its text form (RFC 9562), lower case. */
export const uuidText = (bytes: Uint8Array): string =>
  hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export const uuidBytes = (text: string): Uint8Array => {
  const digits = text.replaceAll('-', '')
  if (!/^[0-9a-f]{32}$/i.test(digits)) throw new Error(`not a UUID: ${JSON.stringify(text)}`)
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export const toBase64url = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const sextets = Math.min(bytes.length - i, 3) + 1
    for (let j = 0; j < sextets; j += 1) text += letters.charAt((three >> (18 - 6 * j)) & 63)
  }
  return text
}

/** Null for anything that `toBase64url` would not have written: padding, other letters, stray bits at the end. */
export const fromBase64url = (text: string): Uint8Array | null => {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const letter of text) {
    const value = letters.indexOf(letter)
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0xfff
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at] = (bits >> held) & 0xff
      at += 1
    }
  }
  const strayBits = bits & ((1 << held) - 1)
  return held < 6 && strayBits === 0 ? bytes : null
}
