import { beforeEach, describe, expect, it } from 'vitest'
import { accessCrypto } from '../../../../src-centre/crypto.ts'
import { makeDoors } from '../../../../src-centre/practice/actors/doors.ts'
import { type Keypads, makeKeypads } from '../../../../src-centre/practice/actors/keypads.ts'
import { makePace } from '../../../../src-centre/practice/pace.ts'
import { sharedCodes } from '../../../../src-centre/practice/people/sharedCodes.ts'
import { random } from '../../../../src-centre/practice/random.ts'
import type { Equipment } from '../../../../src-centre/practice/telemetry/equipment.ts'
import { firstEquipment } from '../../../../src-centre/practice/telemetry/first.ts'
import type { KeypadUse } from '../../../../src-domain/access/keypad.ts'
import {
  codeDigits,
  codeFrom,
  codeIdOf,
  keypadKey,
  placeTag,
} from '../../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../../src-domain/registry/rows.ts'
import { hour, minute } from '../../../../src-domain/time.ts'
import { fjordvik } from './fjordvik.ts'
import { type VirtualClock, virtualClock } from './virtualClock.ts'

const m = fjordvik()
const root = new Uint8Array(32).fill(9)
const doorWith = (model: string, keypad: boolean): ChainStep => {
  const found = [...m.doors.values()].find((door) => {
    const lock = m.locks.get(door.lockId ?? '')
    return lock?.model === model && lock.keypad === keypad
  })
  if (!found) throw new Error(`no door with ${model}`)
  return { kind: 'door', doorId: found.id }
}
const storeWith = (keypad: boolean): ChainStep => {
  const found = [...m.keyStores.values()].find((store) => store.kind === 'keyBox' && store.keypad === keypad)
  if (!found) throw new Error('no key box')
  return { kind: 'keyStore', keyStoreId: found.id }
}
const flat = doorWith('danalockV3', true)
const box = storeWith(true)
const lockId = (flat.kind === 'door' && m.doors.get(flat.doorId)?.lockId) || ''

let clock: VirtualClock
let equipment: Equipment
let keypads: Keypads
let uses: KeypadUse[]
beforeEach(() => {
  clock = virtualClock()
  equipment = firstEquipment(random(7), m, clock.now, new Set([lockId]))
  const pace = makePace(clock, 1)
  const doors = makeDoors(m, {
    crypto: accessCrypto,
    fitted: () => ({ authority: new Uint8Array(32), version: 1, keys: [] }),
    now: clock.now,
    pace,
    equipment,
  })
  uses = []
  keypads = makeKeypads(m, doors, (step) => keypadKey(root, step, accessCrypto), {
    crypto: accessCrypto,
    clock,
    pace,
    equipment,
    report: async (use) => void uses.push(use),
  })
})

const codeNow = () => codeFrom(clock.now(), 2, 0)
const digitsFor = (step: ChainStep) =>
  codeDigits(keypadKey(root, step, accessCrypto), codeNow(), accessCrypto)
const type = async (step: ChainStep, digits = digitsFor(step)) => {
  const typed = keypads.at(step)?.type(digits)
  await clock.pass(10_000)
  return typed
}
const readOut = (step: ChainStep, words = digitsFor(step)) => keypads.hear({ step, words })
const typeCode = async (step: ChainStep) => {
  const typed = keypads.typeCode(step)
  await clock.pass(10_000)
  return typed
}
const lock = () => equipment.lock(lockId)

describe('a keypad on a lock', () => {
  it('moves the bolt of that lock for its code, and tells which code it was', async () => {
    expect(await type(flat)).toBe('opened')
    expect(lock()).toMatchObject({ lockState: 'unlocked', doorState: 'open' })
    expect(uses).toMatchObject([{ codeId: codeIdOf(placeTag(flat, accessCrypto), codeNow(), accessCrypto) }])
  })

  it('shuts itself after five wrong codes and raises the alarm for as long', async () => {
    for (let n = 0; n < 4; n += 1) expect(await type(flat, '123456789')).toBe('wrong')
    expect(await type(flat, '123456789')).toBe('shut')
    expect(lock()?.alarms).toEqual(['wrongCodeLimit'])
    expect(await type(flat)).toBe('shut')
    expect(lock()?.lockState).toBe('locked')
    await clock.pass(10 * minute)
    expect(lock()?.alarms).toEqual([])
    expect(await type(flat)).toBe('opened')
  })

  it('tells nothing of a bolt that would not move', async () => {
    equipment.changeLock(lockId, { doorState: 'jammed' })
    expect(await type(flat)).toBe('jammed')
    expect(uses).toEqual([])
  })

  it('refuses everything once the lock has lost its clock, until somebody has brought it the time', async () => {
    await type(flat)
    equipment.changeLock(lockId, { clock: 'lost' })
    expect(await type(flat)).toBe('noClock')
    equipment.changeLock(lockId, { clock: 'set' })
    expect(await type(flat)).toBe('opened')
  })

  it('is dead without power', async () => {
    equipment.changeLock(lockId, { powered: false })
    expect(await type(flat)).toBe('dead')
  })

  it('is none of ours on a private lock, nor where there are no keys', () => {
    expect(keypads.at(doorWith('private', true))).toBeNull()
    expect(keypads.at(doorWith('danalockV3', false))).toBeNull()
    expect(keypads.at(storeWith(false))).toBeNull()
  })
})

describe('a keypad on a key box', () => {
  it('opens for its own code, not for that of the door beside it', async () => {
    expect(await type(box, digitsFor(flat))).toBe('wrong')
    expect(await type(box)).toBe('opened')
    expect(uses).toHaveLength(1)
  })
})

describe('a code that was read out', () => {
  it('is typed at that place by whoever stands there, as often as it is needed', async () => {
    expect(keypads.hasCode(flat)).toBe(false)
    readOut(flat)
    expect(keypads.hasCode(box)).toBe(false)
    expect(await typeCode(flat)).toBe('opened')
    expect(keypads.hasCode(flat)).toBe(true)
    expect(await typeCode(flat)).toBe('opened')
    expect(new Set(uses.map((use) => use.useId)).size).toBe(2)
  })

  it('that is not taken is forgotten, and a new one is heard', async () => {
    readOut(flat)
    await clock.pass(3 * hour)
    expect(await typeCode(flat)).toBe('wrong')
    expect(keypads.hasCode(flat)).toBe(false)
    readOut(flat)
    expect(await typeCode(flat)).toBe('opened')
  })
})

it('private locks have four digits each, the same for the same seed', () => {
  const codes = sharedCodes(random(3), m)
  expect(codes).toEqual(sharedCodes(random(3), m))
  expect(codes.map(({ doorId }) => m.doors.get(doorId)?.sharedCode)).toEqual(codes.map(() => true))
  expect(codes.length).toBe([...m.doors.values()].filter((door) => door.sharedCode).length)
  for (const { code } of codes) expect(code).toMatch(/^\d{4}$/)
})
