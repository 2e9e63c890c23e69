import { beforeAll, describe, expect, test } from 'vitest'
import { verdictSentence } from '../../../../../src-renderer/features/workbench/reportWords.ts'
import { startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
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
