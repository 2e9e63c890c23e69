import { describe, expect, it } from 'vitest'
import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import type { KeyPair } from '../../../../src-domain/access/crypto.ts'
import { handsetStep } from '../../../../src-domain/access/handset.ts'
import {
  type HandsetEvent,
  type HandsetState,
  newHandset,
} from '../../../../src-domain/access/handsetState.ts'
import { listFor } from '../../../../src-domain/access/handsetTrust.ts'
import { doorTag } from '../../../../src-domain/access/token.ts'
import { readTrustList, signTrustList, writeTrustReceipt } from '../../../../src-domain/access/trustList.ts'
import { type Ms, minute } from '../../../../src-domain/time.ts'
import { fromHandset } from '../../../../src-domain/wire/field.ts'
import { accessCrypto, keyOf } from './accessCrypto.ts'
import { authorityKey, centreKey, flatDoor, handsetA, streetDoor, t0, tokenBytes } from './builders.ts'

const nextKey = keyOf(6)
const listOf = (version: number, keys: readonly KeyPair[], by = authorityKey) =>
  signTrustList({ version, publicKeys: keys.map((key) => key.publicKey) }, by, accessCrypto)
const receiptOf = (doorId: string, version: number) =>
  writeTrustReceipt({ doorTag: doorTag(doorId, accessCrypto), version })

describe('a handset', () => {
  const run = (events: readonly (readonly [Ms, HandsetEvent])[], from: HandsetState) =>
    events.reduce<ReturnType<typeof handsetStep>>(
      (step, [now, event]) => handsetStep(step.state, event, now, accessCrypto),
      { state: from, send: [] },
    )
  const told = (version: number, keys = [centreKey]): HandsetEvent => ({
    kind: 'trustList',
    list: toBase64url(listOf(version, keys)),
  })
  const said = (doorId: string, version: number): HandsetEvent => ({
    kind: 'trustReceipt',
    doorId,
    bytes: receiptOf(doorId, version),
  })
  const fresh = run([[t0, told(2)]], newHandset(handsetA.publicKey)).state
  const versionFor = (state: HandsetState, doorId: string) => {
    const list = listFor(state, doorId)
    return list && readTrustList(list)?.version
  }

  it('keeps the newest list, however they come', () => {
    expect(
      versionFor(
        run(
          [
            [t0, told(3)],
            [t0, told(1)],
          ],
          fresh,
        ).state,
        flatDoor,
      ),
    ).toBe(3)
    const odd = run([[t0, { kind: 'trustList', list: 'VlU' }]], fresh).state
    expect(odd).toMatchObject({ unreadable: 1 })
    expect(versionFor(odd, flatDoor)).toBe(2)
  })

  it('brings it to each door that has not said that it holds it, or a newer one', () => {
    expect(listFor(newHandset(handsetA.publicKey), flatDoor)).toBeNull()
    const { state } = run([[t0, said(flatDoor, 2)]], fresh)
    expect(versionFor(state, flatDoor)).toBeNull()
    expect(versionFor(state, streetDoor)).toBe(2)
    expect(versionFor(run([[t0, told(3)]], state).state, flatDoor)).toBe(3)
    expect(versionFor(run([[t0, said(flatDoor, 9)]], state).state, flatDoor)).toBeNull()
    expect(versionFor(run([[t0, said(flatDoor, 1)]], fresh).state, flatDoor)).toBe(2)
  })

  it('tells the centre what a door said, once it can and until it was heard', () => {
    const word = { kind: 'trusted', doorId: flatDoor, version: 2, at: t0 }
    const away = run([[t0, said(flatDoor, 2)]], fresh)
    expect(away.send).toEqual([])
    const back = run([[t0 + minute, { kind: 'covered' }]], away.state)
    expect(back.send).toEqual([word])
    expect(run([[t0 + minute, { kind: 'tick' }]], back.state).send).toEqual([word])
    const wrong: HandsetEvent = { kind: 'trustedTaken', doorId: flatDoor, version: 1 }
    expect(
      run(
        [
          [t0, wrong],
          [t0, { kind: 'tick' }],
        ],
        back.state,
      ).send,
    ).toEqual([word])
    const heard: HandsetEvent = { kind: 'trustedTaken', doorId: flatDoor, version: 2 }
    expect(
      run(
        [
          [t0, heard],
          [t0, { kind: 'tick' }],
        ],
        back.state,
      ).send,
    ).toEqual([])
    expect(
      run(
        [
          [t0, heard],
          [t0, said(flatDoor, 2)],
        ],
        back.state,
      ).send,
    ).toEqual([])
    expect(
      run(
        [
          [t0, heard],
          [t0, said(flatDoor, 3)],
        ],
        back.state,
      ).send,
    ).toEqual([{ ...word, version: 3 }])
    const { at, ...rest } = word
    const instant = { ms: at, source: 'handset', uncertaintyMs: 500 }
    expect(fromHandset.trusted.safeParse({ ...rest, at: instant }).success).toBe(true)
  })

  it('takes no receipt of another door for this one', () => {
    const { state, send } = run(
      [
        [t0, { kind: 'covered' }],
        [t0, { kind: 'trustReceipt', doorId: flatDoor, bytes: receiptOf(streetDoor, 2) }],
      ],
      fresh,
    )
    expect(send).toEqual([])
    expect(versionFor(state, flatDoor)).toBe(2)
  })

  it('brings it again to a door that does not know the key after all, and loses no word to the centre', () => {
    const unknown: HandsetEvent = {
      kind: 'record',
      doorId: flatDoor,
      carry: [],
      record: {
        doorTag: doorTag(flatDoor, accessCrypto),
        seq: 1,
        lost: 0,
        at: t0,
        grantId: null,
        outcome: { kind: 'refused', cause: 'unknownKey' },
      },
    }
    const { state } = run(
      [
        [t0, said(flatDoor, 2)],
        [t0, unknown],
      ],
      fresh,
    )
    expect(versionFor(state, flatDoor)).toBe(2)
    const again = run([[t0 + 1, said(flatDoor, 2)]], state).state
    expect(versionFor(again, flatDoor)).toBeNull()
    expect(run([[t0 + minute, { kind: 'covered' }]], again).send).toContainEqual({
      kind: 'trusted',
      doorId: flatDoor,
      version: 2,
      at: t0,
    })
  })

  it('takes the same lease signed anew in place of its own, and asks for the next when it would have', () => {
    const lease = (by: KeyPair, number = 1): HandsetEvent => ({
      kind: 'lease',
      token: toBase64url(tokenBytes({ lease: number }, by)),
    })
    const { state } = run(
      [
        [t0, { kind: 'covered' }],
        [t0, lease(centreKey)],
        [t0 + 4 * minute, lease(nextKey)],
      ],
      fresh,
    )
    expect(state.held.map((one) => one.token)).toEqual([tokenBytes({ lease: 1 }, nextKey)])
    expect(run([[t0 + 5 * minute, { kind: 'tick' }]], state).send).toMatchObject([{ kind: 'renew' }])
    expect(
      run(
        [
          [t0, lease(nextKey, 2)],
          [t0, lease(centreKey)],
        ],
        state,
      ).state.held,
    ).toMatchObject([{ lease: 2 }])
  })
})
