import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerChallenge, answerHello, writeHello } from '../../../../src-domain/lock/handshake.ts'
import { sealedEnd } from '../../../../src-domain/lock/sealed.ts'
import { lockCrypto as crypto } from '../../../../src-main/dongle/crypto.ts'

const bytes = (length: number, with_: number): Uint8Array => new Uint8Array(length).fill(with_)
const serviceKey = bytes(32, 7)
const serial = 'VL-000123'
const tool = { nonce: bytes(16, 1), privateKey: bytes(32, 2) }
const lock = { nonce: bytes(16, 3), privateKey: bytes(32, 4) }

/** Both sides up to their keys; `key` and `name` are what the tool believes. */
const meet = (key = serviceKey, name = serial) => {
  const hello = writeHello(tool, crypto)
  const theirs = answerHello({ serial, serviceKey, crypto }, lock, hello)
  if (!theirs) throw new Error('no answer to a hello')
  const ours = answerChallenge({ serial: name, serviceKey: key, crypto }, tool, hello, theirs.challenge)
  return { hello, theirs, ours }
}

describe('a session', () => {
  it('begins with proofs of both sides and ends in the same keys, another for each direction', () => {
    const { theirs, ours } = meet()
    if (!ours.ok) throw new Error(ours.error)
    expect(theirs.accepts(ours.proof)).toBe(true)
    expect(ours.keys).toEqual(theirs.keys)
    expect(ours.keys.tool).not.toEqual(ours.keys.lock)
  })

  it('does not begin with another key, nor with a unit that calls itself otherwise', () => {
    expect(meet(bytes(32, 8)).ours).toEqual({ ok: false, error: 'wrongKey' })
    expect(meet(serviceKey, 'VL-000124').ours).toEqual({ ok: false, error: 'wrongKey' })
  })

  it('does not begin when a single bit of what was said is another', () => {
    const { hello, theirs, ours } = meet()
    if (!ours.ok) throw new Error(ours.error)
    const { proof } = ours
    const flip = (what: Uint8Array, bit: number): Uint8Array =>
      what.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
    fc.assert(
      fc.property(fc.nat(8 * theirs.challenge.length - 1), (bit) => {
        const changed = flip(theirs.challenge, bit)
        expect(answerChallenge({ serial, serviceKey, crypto }, tool, hello, changed).ok).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.nat(8 * proof.length - 1), (bit) => {
        expect(theirs.accepts(flip(proof, bit))).toBe(false)
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 8 * hello.length - 1 }), (bit) => {
        const heard = answerHello({ serial, serviceKey, crypto }, lock, flip(hello, bit))
        const said = heard && answerChallenge({ serial, serviceKey, crypto }, tool, hello, heard.challenge)
        expect(said?.ok ?? false).toBe(false)
      }),
    )
  })

  it('does not begin with a key that gives no secret', () => {
    const hello = writeHello(tool, crypto)
    hello.fill(0, 18)
    expect(answerHello({ serial, serviceKey, crypto }, lock, hello)).toBeNull()
  })
})

describe('what is sealed', () => {
  const ends = () => {
    const { theirs, ours } = meet()
    if (!ours.ok) throw new Error(ours.error)
    return { tool: sealedEnd('tool', ours.keys, crypto), lock: sealedEnd('lock', theirs.keys, crypto) }
  }

  it('is opened by the other side, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (texts) => {
        const { tool, lock } = ends()
        for (const text of texts) {
          expect(lock.open(tool.seal(text))).toEqual(text)
          expect(tool.open(lock.seal(text))).toEqual(text)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('ends the session when it is repeated, left out, sent back or changed', () => {
    const text = Uint8Array.of(1, 2, 3)
    const disturbed: readonly ((end: ReturnType<typeof ends>) => Uint8Array | null)[] = [
      ({ tool, lock }) => {
        const said = tool.seal(text)
        lock.open(said)
        return lock.open(said)
      },
      ({ tool, lock }) => {
        tool.seal(text)
        return lock.open(tool.seal(text))
      },
      ({ tool }) => tool.open(tool.seal(text)),
      ({ tool, lock }) => lock.open(tool.seal(text).map((byte, i) => (i === 6 ? byte ^ 1 : byte))),
      ({ tool, lock }) => lock.open(tool.seal(text).slice(0, -1)),
    ]
    for (const how of disturbed) {
      const both = ends()
      expect(how(both)).toBeNull()
      // Over for good, also for what would have been right.
      expect(both.lock.open(both.tool.seal(text))).toBeNull()
    }
  })
})
