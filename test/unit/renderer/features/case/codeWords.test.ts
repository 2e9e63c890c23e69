import { describe, expect, test } from 'vitest'
import { inThrees, spoken } from '../../../../../src-renderer/features/case/codeWords.ts'
import { startWords } from '../../../../../src-renderer/i18n/index.ts'

describe('a code that is read aloud', () => {
  test('stands in threes, however it came', () => {
    expect(inThrees('412803596')).toEqual(['412', '803', '596'])
    expect(inThrees('412 803 596')).toEqual(['412', '803', '596'])
    expect(inThrees('4711')).toEqual(['471', '1'])
    expect(inThrees('')).toEqual([])
  })
  test.each([
    ['nb', 'åtte null tre'],
    ['sv', 'åtta nolla trea'],
    ['en', 'eight zero three'],
  ] as const)('has a word for each digit in %s', async (language, words) => {
    const { t } = await startWords(language)
    expect(spoken('803', t)).toBe(words)
    expect(new Set(Array.from('0123456789', (digit) => spoken(digit, t))).size).toBe(10)
  })
})
