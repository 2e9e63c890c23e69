import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyDelta, isSame, share } from '../../../../src-renderer/feed/delta.ts'

type Item = { readonly id: string; readonly words: readonly string[] }
const keyOf = (item: Item) => item.id
const item = (id: string, ...words: string[]): Item => ({ id, words })
const begun = applyDelta(
  new Map<string, Item>(),
  { reset: true, changed: [item('a', 'x'), item('b')], removed: [] },
  keyOf,
)

describe('a delta', () => {
  test('changes what it names and leaves the rest as it was', () => {
    const after = applyDelta(begun, { reset: false, changed: [item('a', 'y')], removed: [] }, keyOf)
    expect(after.get('a')).toEqual(item('a', 'y'))
    expect(after.get('b')).toBe(begun.get('b'))
  })
  test('that says nothing new is no change at all', () => {
    expect(applyDelta(begun, { reset: false, changed: [item('a', 'x')], removed: ['c'] }, keyOf)).toBe(begun)
  })
  test('that resets to the same keeps what stood there', () => {
    const after = applyDelta(begun, { reset: true, changed: [item('b'), item('a', 'x')], removed: [] }, keyOf)
    expect(after.get('a')).toBe(begun.get('a'))
  })
  test('that resets forgets what it does not name', () => {
    expect([...applyDelta(begun, { reset: true, changed: [item('c')], removed: [] }, keyOf).keys()]).toEqual([
      'c',
    ])
  })
  test('removes', () => {
    expect([...applyDelta(begun, { reset: false, changed: [], removed: ['a'] }, keyOf).keys()]).toEqual(['b'])
  })
})

test('sharing gives the new value, made of the old one where both say the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(share(before, after)).toEqual(after)
      expect(isSame(before, structuredClone(before))).toBe(true)
      const same = share(before, structuredClone(before))
      expect(Object.is(same, before)).toBe(true)
    }),
  )
  const before = { doors: [{ label: 'a' }, { label: 'b' }], note: 'x' }
  const after = share(before, { doors: [{ label: 'a' }, { label: 'c' }], note: 'x' })
  expect(after.doors[0]).toBe(before.doors[0])
  expect(after.doors[1]).toEqual({ label: 'c' })
})
