import { describe, expect, it } from 'vitest'
import { blockDoors, blockOf } from '../../../../src-domain/registry/block.ts'
import { homeOf } from '../../../build/block.ts'

const home = (id: string, floor: number | null, flat: string | null, doors: readonly string[] = []) =>
  homeOf(id, { floor, flat, chain: doors.map((doorId) => ({ kind: 'door', doorId })) })

describe('a block', () => {
  it('is everybody behind the same street and number, from the ground up', () => {
    const [b, c, a] = [home('b', 2, '201'), home('c', 2, '202'), home('a', 1, '101')]
    const elsewhere = [
      { ...home('x', 1, '101'), number: '8B' },
      { ...home('y', 1, '101'), street: 'Prøvegata nord' },
    ]
    expect(blockOf(c, [c, ...elsewhere, b, a]).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('is one home where it is a house', () => {
    const house = { ...home('a', null, null), number: '14' }
    expect(blockOf(house, [house, home('b', 1, '101')])).toEqual([house])
  })
})

describe('its doors', () => {
  it('come as one meets them: each street door once, then the flats', () => {
    const homes = [
      home('a', 1, '101', ['street', 'flat-101']),
      home('b', 2, '201', ['street', 'flat-201']),
      home('c', 2, '202', ['yard', 'street', 'flat-202']),
    ]
    expect(blockDoors(homes)).toEqual(['street', 'yard', 'flat-101', 'flat-201', 'flat-202'])
  })

  it('are none where nobody has one; key boxes are no doors', () => {
    const box = homeOf('a', { chain: [{ kind: 'keyStore', keyStoreId: 'box-1' }] })
    expect(blockDoors([])).toEqual([])
    expect(blockDoors([box])).toEqual([])
  })
})
