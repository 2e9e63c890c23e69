import { describe, expect, it } from 'vitest'
import { fold, matchOf, wholeWords } from '../../../../src-main/core/search/fold.ts'

describe('text as it is searched', () => {
  it.each([
    ['Bjørkåsvegen', 'bjorkasvegen'],
    ['Ærfugl', 'aerfugl'],
    ['Åsa Öberg', 'asa oberg'],
    ['Čáhput', 'cahput'],
    ['Groß', 'gross'],
  ])('folds %s to %s', (text, folded) => expect(fold(text)).toBe(folded))

  it('asks for every word, each perhaps unfinished, and for nothing where there is none', () => {
    expect(matchOf('Ås 12')).toBe('"as"* "12"*')
    expect(matchOf('"; DROP *')).toBe('"drop"*')
    expect(matchOf('  – ')).toBe('')
  })

  it('asks for what is known as a whole: number 1 is not number 12', () => {
    expect(wholeWords('Ås 1')).toBe('"as" "1"')
  })
})
