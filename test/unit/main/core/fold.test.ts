import { describe, expect, it } from 'vitest'
import { fold, matchOf } from '../../../../src-main/core/search/fold.ts'

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
})
