import { concat, readU32, u8, u32 } from '../access/bytes.ts'
import type { LockCrypto } from './crypto.ts'
import { type SessionKeys, type Side, sides } from './handshake.ts'

/** First byte of a sealed message, by its sender. */
const marks: { readonly [S in Side]: number } = { tool: 0x10, lock: 0x90 }
const headLength = 5
const tagLength = 16
/** Far more than any test needs; a counter never comes round. */
const lastCount = 0xffff_ffff

const nonceOf = (side: Side, count: number): Uint8Array =>
  concat(u8(sides[side]), new Uint8Array(7), u32(count))

/**
 * One side's end of a session: everything is sealed, each direction with a key and a count of its own. Bluetooth
 * delivers in order or not at all, so each count must follow the last: what is repeated, missing or changed ends it.
 */
export const sealedEnd = (us: Side, keys: SessionKeys, crypto: LockCrypto) => {
  const them: Side = us === 'tool' ? 'lock' : 'tool'
  let sent = 0
  let heard = 0
  let over = false
  return {
    /** Throws when the count is used up. */
    seal: (text: Uint8Array): Uint8Array => {
      if (sent === lastCount) throw new Error('a session that has said all it may')
      sent += 1
      const head = concat(u8(marks[us]), u32(sent))
      return concat(head, crypto.seal(keys[us], nonceOf(us, sent), head, text))
    },
    /** Null for what is not the next message of the other side; the session is over then. */
    open: (message: Uint8Array): Uint8Array | null => {
      const head = message.slice(0, headLength)
      const isNext =
        !over &&
        message.length >= headLength + tagLength &&
        head[0] === marks[them] &&
        readU32(head, 1) === heard + 1
      const text = isNext
        ? crypto.open(keys[them], nonceOf(them, heard + 1), head, message.slice(headLength))
        : null
      if (text === null) over = true
      else heard += 1
      return text
    },
  }
}
export type SealedEnd = ReturnType<typeof sealedEnd>

/** Whether a message claims to be sealed at all. */
export const isSealed = (message: Uint8Array): boolean =>
  message[0] === marks.tool || message[0] === marks.lock
