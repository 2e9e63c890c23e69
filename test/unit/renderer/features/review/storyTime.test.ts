import { describe, expect, test } from 'vitest'
import { day, storyClock } from '../../../../../src-renderer/features/review/storyTime.ts'

const oslo = 'Europe/Oslo'
const evening = Date.UTC(2026, 10, 25, 22, 58, 3)

describe('a time in a story', () => {
  test('is the clock alone on the day on which the story begins', () => {
    expect(storyClock(evening + 30_000, evening, 'seconds', oslo)).toBe('23:58:33')
  })
  test('bears its day past midnight', () => {
    expect(storyClock(evening + 180_000, evening, 'seconds', oslo)).toBe('26.11. 00:01:03')
  })
  test('begins with the day in words', () => {
    expect(day(evening, 'nb', oslo)).toBe('25. november 2026')
    expect(day(evening, 'en', oslo)).toBe('November 25, 2026')
  })
})
