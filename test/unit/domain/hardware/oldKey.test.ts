import { describe, expect, it } from 'vitest'
import { hangsAnew, keyDoorOf } from '../../../../src-domain/hardware/oldKey.ts'
import { doorOf } from '../../../build/block.ts'

const { municipality } = doorOf('door-1')
const stock = { id: 'lock-1', doorId: 'door-1', municipality }

describe('the door for which a bench may have a key', () => {
  it('is the one on which the unit hung, while it is bare or the registry still has the unit there', () => {
    expect(keyDoorOf(stock, doorOf('door-1', { lockId: null }))).toBe('door-1')
    expect(keyDoorOf(stock, doorOf('door-1', { lockId: 'lock-1' }))).toBe('door-1')
  })

  it('is none where another lock hangs there now: the key would open somebody’s home', () => {
    expect(keyDoorOf(stock, doorOf('door-1', { lockId: 'lock-2' }))).toBeNull()
  })

  it('is none where nobody knows the door, or where the registry has no such door', () => {
    expect(keyDoorOf({ ...stock, doorId: null }, undefined)).toBeNull()
    expect(keyDoorOf(stock, undefined)).toBeNull()
    expect(keyDoorOf(stock, doorOf('door-1', { lockId: null, municipality: 'another' }))).toBeNull()
    // Whatever is handed in: never another door than its own.
    expect(keyDoorOf(stock, doorOf('door-9', { lockId: null }))).toBeNull()
  })
})

describe('a unit that the registry has at a door', () => {
  it('hangs anew, unless it is the door that it came from', () => {
    const [its, another] = [doorOf('door-1'), doorOf('door-2')]
    expect([[], [its]].map((doors) => hangsAnew(stock, doors))).toEqual([false, false])
    expect([[another], [its, another]].map((doors) => hangsAnew(stock, doors))).toEqual([true, true])
    expect(hangsAnew({ doorId: null }, [its])).toBe(true)
  })
})
