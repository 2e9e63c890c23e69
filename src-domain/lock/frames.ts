import { concat, readU16, u8, u16 } from '../access/bytes.ts'
import { longestMessage } from './profile.ts'

/** A message goes over the air in frames: a head byte (first, last, a number), and the length in the first. */
const first = 0x80
const last = 0x40
const numberMask = 0x3f
const firstHead = 3

/** Frames of at most `room` bytes (an ATT value: MTU − 3; 20 at the least) that carry this message. */
export const cutIntoFrames = (message: Uint8Array, room: number): readonly Uint8Array[] => {
  if (message.length === 0 || message.length > longestMessage)
    throw new Error(`a message of ${message.length} bytes does not go into frames`)
  const frames: Uint8Array[] = []
  for (let at = 0; at < message.length; ) {
    const isFirst = at === 0
    const body = message.subarray(at, at + room - (isFirst ? firstHead : 1))
    at += body.length
    const head = (isFirst ? first : 0) | (at === message.length ? last : 0) | (frames.length & numberMask)
    frames.push(concat(u8(head), isFirst ? u16(message.length) : new Uint8Array(), body))
  }
  return frames
}

export type FrameFault = 'empty' | 'tooLong' | 'outOfOrder' | 'wrongLength'
/** `null`: there is more to come. */
export type Joined =
  | { readonly ok: true; readonly message: Uint8Array | null }
  | { readonly ok: false; readonly error: FrameFault }

const more: Joined = { ok: true, message: null }
const fault = (error: FrameFault): Joined => ({ ok: false, error })

/** Puts messages together again. After a fault it waits for the next first frame. */
export const frameJoiner = () => {
  let parts: Uint8Array[] = []
  let wanted = 0
  const drop = (error: FrameFault): Joined => {
    parts = []
    return fault(error)
  }
  return (frame: Uint8Array): Joined => {
    const head = frame[0]
    if (head === undefined) return drop('empty')
    if ((head & first) !== 0) {
      if (frame.length < firstHead) return drop('wrongLength')
      wanted = readU16(frame, 1)
      parts = [frame.slice(firstHead)]
      if (wanted === 0 || wanted > longestMessage) return drop('tooLong')
      if ((head & numberMask) !== 0) return drop('outOfOrder')
    } else {
      if (parts.length === 0 || (head & numberMask) !== (parts.length & numberMask)) return drop('outOfOrder')
      parts.push(frame.slice(1))
    }
    const length = parts.reduce((sum, part) => sum + part.length, 0)
    if (length > wanted) return drop('wrongLength')
    if ((head & last) === 0) return length < wanted ? more : drop('wrongLength')
    if (length !== wanted) return drop('wrongLength')
    const message = concat(...parts)
    parts = []
    return { ok: true, message }
  }
}
