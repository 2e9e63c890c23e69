import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import { readChallenge, signResponse } from '../../../../src-domain/access/challenge.ts'
import { timeOf } from '../../../../src-domain/access/clock.ts'
import type { KeyPair } from '../../../../src-domain/access/crypto.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import {
  readTrustList,
  readTrustReceipt,
  signTrustList,
  verifyTrustList,
} from '../../../../src-domain/access/trustList.ts'
import { minute } from '../../../../src-domain/time.ts'
import { toHandset } from '../../../../src-domain/wire/field.ts'
import { accessCrypto, keyOf } from './accessCrypto.ts'
import {
  authorityKey,
  centreKey,
  flatDoor,
  handsetA,
  strangerCentreKey,
  TestDoor,
  t0,
  tokenBytes,
} from './builders.ts'

const nextKey = keyOf(6)
const listOf = (version: number, keys: readonly KeyPair[], by = authorityKey) =>
  signTrustList({ version, publicKeys: keys.map((key) => key.publicKey) }, by, accessCrypto)
const learn = (door: TestDoor, list: Uint8Array): number | undefined => {
  const reply = door.step({ kind: 'trustList', bytes: list })
  return reply.kind === 'trustReceipt' ? readTrustReceipt(reply.bytes)?.version : undefined
}

describe('a trust list', () => {
  it('reads as it was written, and one changed bit makes it nobody’s', () => {
    const whole = listOf(7, [centreKey, nextKey])
    expect(verifyTrustList(whole, authorityKey.publicKey, accessCrypto)).toEqual({
      version: 7,
      publicKeys: [centreKey.publicKey, nextKey.publicKey],
    })
    for (let bit = 0; bit < whole.length * 8; bit += 1) {
      const changed = whole.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      expect(verifyTrustList(changed, authorityKey.publicKey, accessCrypto), `bit ${bit}`).toBeNull()
    }
  })

  it('fits the wire with as many keys as it may have, and is never made with more, none or one twice', () => {
    const eight = Array.from({ length: 8 }, (_, i) => keyOf(0x30 + i))
    const list = toBase64url(listOf(0xffff_ffff, eight))
    expect(toHandset.trust.safeParse({ version: 0xffff_ffff, list }).success).toBe(true)
    for (const keys of [[...eight, keyOf(0x50)], [], [centreKey, centreKey]])
      expect(() => listOf(1, keys)).toThrow(/no door would read/)
    expect(() => listOf(0, [centreKey])).toThrow(/no door would read/)
  })

  it('is told apart from noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        expect(readTrustList(noise)).toBeNull()
        expect(readTrustReceipt(noise)).toBeNull()
      }),
    )
  })
})

describe('a door', () => {
  it('takes newer lists of its authority one after the other, and never goes back', () => {
    const door = new TestDoor(flatDoor)
    expect(learn(door, listOf(2, [centreKey, nextKey]))).toBe(2)
    expect(learn(door, listOf(5, [nextKey]))).toBe(5)
    expect(learn(door, listOf(3, [centreKey]))).toBe(5)
    expect(learn(door, listOf(9, [centreKey], strangerCentreKey))).toBe(5)
    expect(door.try(tokenBytes({}, nextKey))).toBe('opened')
  })

  it('believes a key that was struck off no more, neither its tokens nor its time', () => {
    const door = new TestDoor(flatDoor)
    learn(door, listOf(2, [nextKey]))
    expect(door.try(tokenBytes())).toBe('unknownKey')
    const far = signStamp(t0 + 60 * minute, null, centreKey, accessCrypto)
    expect(door.try(tokenBytes({}, nextKey), { stamp: far })).toBe('opened')
  })

  it('answers a response by the list that it holds then, not by that of its challenge', () => {
    const door = new TestDoor(flatDoor)
    const response = signResponse(door.challenge(), tokenBytes(), null, handsetA, accessCrypto)
    learn(door, listOf(2, [nextKey]))
    expect(door.answerTo(response)).toBe('unknownKey')
  })

  it('remembers its list without power', () => {
    const door = new TestDoor(flatDoor)
    learn(door, listOf(4, [nextKey]))
    door.losePower()
    door.step({ kind: 'clockSet', at: door.now })
    expect(learn(door, listOf(3, [centreKey]))).toBe(4)
    expect(door.try(tokenBytes({}, nextKey))).toBe('opened')
  })

  it('takes one while its bolt moves, and finishes what it began', () => {
    const door = new TestDoor(flatDoor)
    const response = signResponse(door.challenge(), tokenBytes(), null, handsetA, accessCrypto)
    expect(door.step({ kind: 'response', bytes: response })).toEqual({ kind: 'drive' })
    expect(learn(door, listOf(2, [nextKey]))).toBe(2)
    expect(door.step({ kind: 'bolt', moved: true })).toMatchObject({
      kind: 'record',
      record: { outcome: { kind: 'opened' } },
    })
  })

  it('gets its clock back after a thief signed a time far ahead', () => {
    const door = new TestDoor(flatDoor)
    const year = 365 * 24 * 60 * minute
    const thiefs = signStamp(t0 + year, null, centreKey, accessCrypto)
    expect(door.try(tokenBytes(), { stamp: thiefs })).toBe('expired')
    const named = (by: KeyPair) => signStamp(door.now, readChallenge(door.challenge()), by, accessCrypto)
    expect(door.try(tokenBytes(), { stamp: named(centreKey) })).toBe('expired')
    learn(door, listOf(2, [nextKey]))
    expect(door.try(tokenBytes({}, nextKey), { stamp: named(nextKey) })).toBe('opened')
    expect(timeOf(door.state.clock, door.now - door.poweredAt)).toBe(door.now)
  })

  it('keeps the newest time that it has seen where no key was taken away', () => {
    const door = new TestDoor(flatDoor)
    door.try(tokenBytes(), { stamp: signStamp(t0 + minute, null, centreKey, accessCrypto) })
    learn(door, listOf(2, [centreKey, nextKey]))
    door.step({ kind: 'clockSet', at: t0 })
    expect(timeOf(door.state.clock, door.now - door.poweredAt)).toBe(t0 + minute)
  })
})
