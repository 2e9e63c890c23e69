import { describe, expect, test } from 'vitest'
import type { SearchHit } from '../../../../../src-preload/contract/view.ts'
import { inOrder, placeOf } from '../../../../../src-renderer/features/palette/hits.ts'
import { uuid } from '../../views.ts'

const hit = (part: Partial<SearchHit>): SearchHit => ({
  kind: 'resident',
  id: 'r1',
  title: 'Kari Prøve',
  subtitle: 'Prøvevegen 1',
  caseId: null,
  position: null,
  ...part,
})
const phone = hit({ kind: 'handset', id: 'hs-4', title: 'Nina Prøve', subtitle: 'Patrulje 4 · 412 00 704' })
const car = hit({ kind: 'unit', id: 'patrol-4', title: 'Patrulje 4', subtitle: '4' })
const inOrderOf = (hits: readonly SearchHit[], text: string) => inOrder(hits, text).map(({ id }) => id)

describe('a phone among the hits', () => {
  test('stands first for whoever has it and for its number', () => {
    for (const text of ['nina', '412 00 704', '41200704'])
      expect(inOrderOf([phone, hit({})], text)).toEqual(['hs-4', 'r1'])
  })
  test('stands behind the car that was searched for', () => {
    expect(inOrderOf([phone, car], 'patrulje 4')).toEqual(['patrol-4', 'hs-4'])
  })
  test('that nobody has is found by its number all the same', () => {
    const racked = { ...phone, title: 'Patrulje 4', subtitle: '412 00 704' }
    expect(inOrderOf([racked, hit({})], '704')).toEqual(['hs-4', 'r1'])
    expect(inOrderOf([racked, car], 'patrulje')).toEqual(['patrol-4', 'hs-4'])
  })
})

test('a place can be asked about where nothing is going on; else its case is opened', () => {
  expect(placeOf(hit({}))).toEqual({ kind: 'resident', id: 'r1' })
  expect(placeOf(hit({ caseId: uuid() }))).toBeNull()
  expect(placeOf(car)).toBeNull()
  expect(placeOf(phone)).toBeNull()
})
