import { beforeAll, describe, expect, test } from 'vitest'
import { limits } from '../../../../../src-domain/hardware/limits.ts'
import { verdictOf } from '../../../../../src-domain/hardware/verdict.ts'
import { findingSentence, split } from '../../../../../src-renderer/features/workbench/findingWords.ts'
import { measuresIn } from '../../../../../src-renderer/features/workbench/measures.ts'
import { languages, startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
import { wiping } from '../../../../build/report.ts'
import { report, turned, typical } from '../../benchViews.ts'

/** Findings as core tells them: the kind, and all else of the finding as its words. */
const told = (findings: ReturnType<typeof verdictOf>['findings']) =>
  findings.map(({ kind, ...words }) => ({ kind, words }))

/** Three units that between them have everything against them. */
const everything = [
  verdictOf(
    report({
      information: { manufacturer: 'M', model: 'L', serial: 'B', firmware: '1' },
      battery: { restMv: 6_000, loadedMv: 4_000, loadMa: 700 },
      clock: { beforeMs: null, afterMs: -3_400 },
      motor: [turned(1_600), turned(2_900), turned(0, { jammed: true })],
      wipe: { erased: 3 },
      readBack: { left: ['residentPhone'], halfWiped: false },
      keyBefore: 'opened',
      keyAfter: 'opened',
      selfTest: { failed: ['memory', 'radio'] },
    }),
    typical,
    wiping,
  ),
  verdictOf(report({ wipe: { erased: 1 }, readBack: { left: [], halfWiped: true } }), typical, wiping),
  verdictOf(report({ wipe: { erased: 1 }, readBack: { left: [], halfWiped: false } }), typical, wiping),
  verdictOf(report(), typical, wiping),
  verdictOf(report(), typical, { ...wiping, mayWipe: false }),
].flatMap(({ findings }) => told(findings))

describe.each(languages)('findings in %s', (language) => {
  let words: WordsInstance
  beforeAll(async () => {
    words = await startWords(language)
  })
  test('are full sentences with all their figures', () => {
    const kinds = new Set(everything.map(({ kind }) => kind))
    expect(kinds.size).toBe(13)
    for (const finding of everything) {
      const sentence = findingSentence(finding, words.t, measuresIn(language))
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u)
      // No hole left open, no figure that is none, no key in place of words.
      expect(sentence).not.toMatch(/–|NaN|undefined|\{\{|bench\.[a-z]/)
    }
  })
})

describe('in words', () => {
  let words: WordsInstance
  beforeAll(async () => {
    words = await startWords('en')
  })
  const say = (kind: string, of: Record<string, string | number>) =>
    findingSentence({ kind, words: of }, words.t, measuresIn('en'))
  test('a slow motor is told with what it takes and what it may take', () => {
    expect(say('slow', { meanMs: 1_834, mostMs: 1_500 })).toBe(
      'The motor takes 1.83 s for a turn; the model should do it in 1.50 s.',
    )
  })
  test('a scatter is told beside the limit of the rule', () => {
    expect(say('scatter', { part: 0.412 })).toContain(`41 % between`)
    expect(say('scatter', { part: 0.412 })).toContain(`${limits.scatter * 100} % is the limit`)
  })
  test('a clock that runs behind is as wrong as one that runs ahead', () => {
    expect(say('clockWrong', { byMs: -3_400 })).toBe(say('clockWrong', { byMs: 3_400 }))
  })
  test('a part that this version does not know is named as it came', () => {
    expect(say('partFailed', { part: 'gyroscope' })).toContain('gyroscope')
  })
  test('a finding that this version does not know is said to be one', () => {
    expect(say('haunted', {})).toContain('haunted')
  })
})

test('what nobody looked at stands apart from what speaks against the unit', () => {
  const { against, untested } = split([
    { kind: 'jammed', words: { cycle: 1 } },
    { kind: 'notTested', words: { step: 'clock' } },
  ])
  expect(against.map(({ kind }) => kind)).toEqual(['jammed'])
  expect(untested.map(({ kind }) => kind)).toEqual(['notTested'])
})
