import { beforeAll, describe, expect, test } from 'vitest'
import { sentence, toldKinds } from '../../../../../src-renderer/features/case/timelineWords.ts'
import { startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
import { timelineItem } from '../../views.ts'

let words: WordsInstance
beforeAll(async () => {
  words = await startWords('nb')
})
const said = (part: Parameters<typeof timelineItem>[0]) => sentence(timelineItem(part), words.t)

describe('a line of the timeline', () => {
  test('says codes in words', () => {
    expect(said({ kind: 'alarm.raised', words: { alarmKind: 'fall' } })).toBe('Fall utløst')
    expect(said({ kind: 'alarm.returned', words: { reason: 'lineLost' } })).toBe(
      'Lagt tilbake i køen av Ola Prøve: mistet linjen',
    )
    expect(said({ kind: 'grant.refused', words: { door: 'Dør 2', cause: 'jammed' } })).toBe(
      'Dør 2 åpnet ikke: låsen er blokkert',
    )
    expect(said({ kind: 'alarm.closed', words: { outcome: 'helpedOnScene' } })).toBe(
      'Avsluttet av Ola Prøve: Hjulpet på stedet',
    )
  })
  test('keeps a word that it does not know as it came', () => {
    expect(said({ kind: 'alarm.rang', words: { cause: 'somethingNew' } })).toBe('Ringer igjen: somethingNew')
  })
  test('leaves no hole where a name did not come', () => {
    for (const kind of toldKinds) expect(said({ kind })).not.toContain('{{')
  })
  test('of an unknown kind is told all the same', () => {
    expect(said({ kind: 'case.sung' })).toContain('case.sung')
    expect(said({ kind: 'alarm.closed', words: { unreadable: 'outcome: no such' } })).toContain(
      'alarm.closed',
    )
  })
})
