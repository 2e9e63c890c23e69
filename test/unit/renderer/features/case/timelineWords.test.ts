import { beforeAll, describe, expect, test } from 'vitest'
import { sentence } from '../../../../../src-renderer/features/case/timelineWords.ts'
import { toldKinds } from '../../../../../src-renderer/features/case/toldKinds.ts'
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
  test('says what is only sometimes so', () => {
    const issued = { holder: 'Nina Prøve', reason: 'fire' }
    expect(said({ kind: 'grant.issued', words: issued })).toBe(
      'Engangstilgang til Nina Prøve utstedt av Ola Prøve: brann',
    )
    expect(said({ kind: 'grant.issued', words: { ...issued, offline: 1, incidentNumber: '110-2231' } })).toBe(
      'Engangstilgang til Nina Prøve utstedt av Ola Prøve: brann, virker uten dekning, hendelse 110-2231',
    )
    expect(said({ kind: 'incident.opened', words: { number: '110-2231' } })).toBe(
      'Ola Prøve åpnet hendelsen for hele blokken, hendelse 110-2231',
    )
  })
  test('says who, at which door, and what cannot be known', () => {
    expect(said({ kind: 'grant.ended', words: { cause: 'handsetBlocked' } })).toBe(
      'Tilgang opphørt: telefonen er sperret',
    )
    expect(said({ kind: 'code.used', words: { door: 'Dør 2' } })).toBe(
      'Kode brukt ved Dør 2; hvem vet vi ikke',
    )
    expect(said({ kind: 'key.handedOut', words: { keyStore: 'Skap 1', unit: 'Patrulje 4' } })).toBe(
      'Nøkkel fra Skap 1 gitt ut av Ola Prøve til Patrulje 4',
    )
    expect(
      said({
        kind: 'residentGrant.given',
        words: { doors: 'Dør 1, Dør 2', givenBy: 'relative', kind: 'standing' },
      }),
    ).toBe('Egen tilgang til Dør 1, Dør 2, gitt av pårørende: fast')
    expect(said({ kind: 'grant.reviewed', words: { holder: 'Nina Prøve', verdict: 'followUp' } })).toBe(
      'Tilgangen til Nina Prøve ettersett av Ola Prøve: følges opp',
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
