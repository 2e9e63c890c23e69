import { describe, expect, it } from 'vitest'
import { keyDoorOf } from '../../../../src-domain/hardware/oldKey.ts'
import { unitLives } from '../../../../src-domain/hardware/words.ts'
import { doorOf } from '../../../build/block.ts'

const stock = { id: 'lock-1', doorId: 'door-1', life: 'returned' } as const

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
    // Whatever is handed in: never another door than its own.
    expect(keyDoorOf(stock, doorOf('door-9', { lockId: null }))).toBeNull()
  })

  it('is none for a unit that was signed for reuse: it is wiped, and may hang there again', () => {
    const door = doorOf('door-1', { lockId: 'lock-1' })
    const lives = unitLives.filter((life) => keyDoorOf({ ...stock, life }, door) === null)
    expect(lives).toEqual(['reuse'])
  })
})
