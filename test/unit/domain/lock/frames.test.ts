import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIntoFrames, frameJoiner, type Joined } from '../../../../src-domain/lock/frames.ts'
import { longestMessage } from '../../../../src-domain/lock/profile.ts'

const message = fc.uint8Array({ minLength: 1, maxLength: longestMessage })
const room = fc.integer({ min: 20, max: 244 })
const joined = (frames: readonly Uint8Array[]): readonly Joined[] => {
  const join = frameJoiner()
  return frames.map((frame) => join(frame))
}

describe('frames', () => {
  it('carry every message through every room, and no frame is larger', () => {
    fc.assert(
      fc.property(message, room, (bytes, most) => {
        const frames = cutIntoFrames(bytes, most)
        expect(Math.max(...frames.map((f) => f.length))).toBeLessThanOrEqual(most)
        const said = joined(frames)
        expect(said.slice(0, -1)).toEqual(frames.slice(1).map(() => ({ ok: true, message: null })))
        expect(said.at(-1)).toEqual({ ok: true, message: bytes })
      }),
    )
  })

  it('that are lost, doubled or swapped make no message', () => {
    const long = fc.uint8Array({ minLength: 120, maxLength: 400 })
    const disturb = fc.constantFrom('lose', 'double', 'swap')
    fc.assert(
      fc.property(long, disturb, fc.nat(), (bytes, how, at) => {
        const frames = [...cutIntoFrames(bytes, 20)]
        // The first frame twice begins the message anew, which is its right.
        const i = 1 + (at % (frames.length - 2))
        const [here, next] = [frames[i], frames[i + 1]]
        if (!here || !next) return
        if (how === 'lose') frames.splice(i, 1)
        if (how === 'double') frames.splice(i, 0, here)
        if (how === 'swap') frames.splice(i, 2, next, here)
        expect(joined(frames).filter((one) => one.ok && one.message !== null)).toEqual([])
      }),
    )
  })

  it('of a broken message do not spoil the next', () => {
    fc.assert(
      fc.property(
        message,
        fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 20 }),
        (bytes, rubbish) => {
          const join = frameJoiner()
          for (const frame of rubbish) join(frame)
          const last = cutIntoFrames(bytes, 20)
            .map((frame) => join(frame))
            .at(-1)
          expect(last).toEqual({ ok: true, message: bytes })
        },
      ),
    )
  })

  it('announce no more than the longest message, and hold no more than they announced', () => {
    expect(() => cutIntoFrames(new Uint8Array(longestMessage + 1), 20)).toThrow('does not go into frames')
    expect(frameJoiner()(Uint8Array.of(0x80, 0xff, 0xff, 1))).toEqual({ ok: false, error: 'tooLong' })
    expect(frameJoiner()(Uint8Array.of(0xc0, 0, 1, 1, 2))).toEqual({ ok: false, error: 'wrongLength' })
    expect(frameJoiner()(Uint8Array.of(0xc0, 0, 2, 1))).toEqual({ ok: false, error: 'wrongLength' })
  })
})
