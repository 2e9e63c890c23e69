import { beforeAll, describe, expect, test } from 'vitest'
import {
  faultSentence,
  identifySentence,
  verdictSentence,
} from '../../../../../src-renderer/features/workbench/reportWords.ts'
import { languages, startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
import { testView } from '../../benchViews.ts'

describe('what a verdict means for the unit', () => {
  let words: WordsInstance
  beforeAll(async () => {
    words = await startWords('en')
  })
  const says = (part: Parameters<typeof testView>[0], verdict: Parameters<typeof verdictSentence>[1]) =>
    verdictSentence(testView(part), verdict, words.t)
  const found = (...kinds: readonly string[]) => kinds.map((kind) => ({ kind, words: {} }))

  test('is repair for what a whole test found', () => {
    expect(says({ findings: found('jammed') }, 'repair')).toContain('Must be repaired')
  })
  test('is another test for what was not seen through', () => {
    expect(says({ end: 'stopped', findings: found('notTested') }, 'repair')).toContain('Test it again')
    expect(says({ end: 'fault', mayWipe: false, findings: found('notOurs') }, 'repair')).toContain('again')
  })
  test('is no repair for somebody’s own lock that has no fault', () => {
    const theirs = { mayWipe: false, findings: found('notOurs', 'batteryWeak') }
    expect(says(theirs, 'repair')).toContain('goes back to its owner')
    expect(says({ mayWipe: false, findings: found('notOurs', 'jammed') }, 'repair')).toContain('repaired')
  })
  test('stands by itself where nothing speaks against the unit, or everything', () => {
    expect(says({ findings: [] }, 'reuse')).toBe('May hang on a door again.')
    expect(says({ end: 'fault', findings: found('partFailed') }, 'scrap')).toContain('Cannot be repaired')
  })
})

describe.each(languages)('why a test failed, in %s', (language) => {
  let words: WordsInstance
  beforeAll(async () => {
    words = await startWords(language)
  })
  const sentence = (kind: string, detail: string) => faultSentence({ fault: { kind, detail } }, words.t)

  test.each([
    ['radio', ['notNear', 'silent', 'lost', 'missing', 'refused']],
    ['session', ['wrongKey', 'refused', 'wait', 'unreadable', 'busy']],
    [
      'refused',
      [
        'jammed',
        'batteryTooLow',
        'wipeFirst',
        'notSupported',
        'unreadable',
        'noServiceKey',
        'secretWithheld',
      ],
    ],
    ['mayNotWipe', ['centreAway', 'ownedByResident']],
  ])('is said in sentences, without a word of the program: %s', (kind, details) => {
    for (const detail of details) {
      expect(sentence(kind, detail)).toMatch(/^\p{Lu}.*\.$/u)
      expect(sentence(kind, detail)).not.toMatch(/bench\.|refusal\.|\{\{|\(/)
    }
  })
  test('does not speak of a code where a key was not let out', () => {
    expect(sentence('refused', 'secretWithheld')).toBe(words.t('bench.fault.keyWithheld'))
  })
  test('names what is not known as it came, and what another unit calls itself', () => {
    expect(sentence('radio', 'melted')).toContain('melted')
    expect(sentence('otherUnit', 'DL3-7')).toContain('DL3-7')
    expect(identifySentence('silent', words.t)).toBe(sentence('radio', 'silent'))
  })
})
