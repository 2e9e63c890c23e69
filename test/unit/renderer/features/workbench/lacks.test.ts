import { beforeAll, describe, expect, test } from 'vitest'
import { adapterLacks, adapterState } from '../../../../../src-domain/hardware/adapter.ts'
import { lackDo, lackSteps } from '../../../../../src-renderer/features/workbench/lacks.ts'
import { languages, startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'

const platforms = adapterState.shape.platform.options

describe('what an adapter lacks', () => {
  test('is one step: those before it are there, those after it come later', () => {
    expect(lackSteps('linux', 'notPermitted').map(({ state }) => state)).toEqual([
      'there',
      'there',
      'lacking',
      'later',
      'later',
    ])
    expect(lackSteps('linux', null).every(({ state }) => state === 'there')).toBe(true)
  })
  test('is shown on every system, also where it should not come', () => {
    for (const platform of platforms)
      for (const lacks of adapterLacks)
        expect(lackSteps(platform, lacks).filter(({ state }) => state === 'lacking')).toEqual([
          { lack: lacks, state: 'lacking' },
        ])
  })
})

describe.each(languages)('what to do about it, in %s', (language) => {
  let words: WordsInstance
  beforeAll(async () => {
    words = await startWords(language)
  })
  test('is a sentence for every step of every system', () => {
    for (const platform of platforms)
      for (const lack of adapterLacks) expect(lackDo(platform, lack, words.t)).toMatch(/^\p{Lu}.*\.$/u)
  })
})
