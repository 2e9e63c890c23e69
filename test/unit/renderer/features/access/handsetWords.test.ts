import { describe, expect, test } from 'vitest'
import { minute } from '../../../../../src-domain/time.ts'
import {
  fits,
  holderOf,
  inOrder,
  opensUntil,
} from '../../../../../src-renderer/features/access/handsetWords.ts'
import { handset } from '../../accessViews.ts'

describe('a phone is found', () => {
  const one = handset()
  test('by the name of whoever has it, by its number as it is said, by its unit', () => {
    for (const text of ['nina', 'NINA PR', '412 00 704', '41200704', '704', 'patrulje 4', ''])
      expect({ text, fits: fits(one, text) }).toEqual({ text, fits: true })
  })
  test('by nothing else', () => {
    expect(fits(one, 'nina 705')).toBe(false)
    expect(fits(handset({ person: null }), 'nina')).toBe(false)
  })
})

test('those in hand stand first, and units in the order of their numbers', () => {
  const names = inOrder([
    handset({ unitName: 'Patrulje 10' }),
    handset({ unitName: 'Patrulje 1', person: null }),
    handset({ unitName: 'Patrulje 2' }),
  ]).map(({ unitName }) => unitName)
  expect(names).toEqual(['Patrulje 2', 'Patrulje 10', 'Patrulje 1'])
})

test('what a phone may open lasts as long as the last of its leases, and is never said shorter than it is', () => {
  const open = (until: number) => ({ grantId: '', doors: [], address: '', until })
  expect(opensUntil(handset())).toBeNull()
  expect(opensUntil(handset({ mayOpen: [open(3 * minute + 1), open(minute)] }))).toBe(4 * minute)
})

test('a phone that nobody has is named by its unit', () => {
  expect(holderOf(handset())).toBe('Nina Prøve (Patrulje 4)')
  expect(holderOf(handset({ person: null }))).toBe('Patrulje 4')
})
