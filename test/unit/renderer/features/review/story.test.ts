import { describe, expect, test } from 'vitest'
import {
  answeredIn,
  endingsOf,
  happenedWith,
  reviewedIn,
  untouchedDoors,
} from '../../../../../src-renderer/features/review/story.ts'
import { caseView, codeView, grantDoor, grantView, ofGrant } from '../../accessViews.ts'
import { alarmItem, timelineItem } from '../../views.ts'

const two = grantView({ doors: [grantDoor(), grantDoor({ doorId: 'd2', label: 'Inngangsdør' })] })
const reviewed = { of: 'grant', id: two.grantId, grant: two } as const
const at = (ms: number, kind: string, words: Record<string, string | number>) =>
  ofGrant(two.grantId, kind, { at: ms, words })

describe('the story of a grant', () => {
  test('is found in its case, and is not where it is not', () => {
    const code = codeView()
    const view = caseView({ grants: [grantView(), two], codes: [code] })
    expect(reviewedIn(view, { of: 'grant', id: two.grantId })).toEqual(reviewed)
    expect(reviewedIn(view, { of: 'code', id: code.codeId })).toEqual({ of: 'code', id: code.codeId, code })
    expect(reviewedIn(view, { of: 'code', id: two.grantId })).toBeNull()
  })

  test('tells every use and refusal, with re-entries, and nothing of another grant of the same case', () => {
    const view = caseView({
      grants: [two],
      timeline: [
        at(1_000, 'grant.issued', {}),
        at(1_100, 'grant.refused', { door: 'Oppgangsdør', cause: 'jammed' }),
        at(1_200, 'grant.used', { door: 'Oppgangsdør', reentry: 0 }),
        ofGrant(grantView().grantId, 'grant.used', { words: { door: 'Inngangsdør', reentry: 0 } }),
        at(1_300, 'grant.used', { door: 'Oppgangsdør', reentry: 1 }),
      ],
    })
    const happened = happenedWith(view, reviewed)
    expect(happened.map(({ what, cause }) => [what, cause])).toEqual([
      ['refused', 'jammed'],
      ['opened', null],
      ['openedAgain', null],
    ])
    expect(untouchedDoors(reviewed, happened)).toEqual(['Inngangsdør'])
  })

  test('keeps a refusal of which the cause is not known here', () => {
    const view = caseView({
      timeline: [at(1_100, 'grant.refused', { door: 'Oppgangsdør', cause: 'somethingNew' })],
    })
    expect(happenedWith(view, reviewed)).toMatchObject([{ what: 'refused', cause: null }])
  })

  test('says who answered first, and after how long', () => {
    const alarm = alarmItem({ raisedAt: 10_000 })
    const answers = [
      timelineItem({ kind: 'alarm.answered', at: 52_000, by: 'Ida Prøve' }),
      timelineItem({ kind: 'alarm.answered', at: 90_000, by: 'Jon Prøve' }),
    ]
    expect(answeredIn(caseView({ alarm, timeline: answers }))).toEqual({
      by: 'Ida Prøve',
      at: 52_000,
      after: 42_000,
    })
    expect(answeredIn(caseView({ alarm }))).toBeNull()
  })

  test('ends with what a person, a rule and the phone said of its end', () => {
    const view = caseView({
      timeline: [
        at(1_200, 'grant.used', { door: 'Oppgangsdør' }),
        at(1_400, 'grant.revoked', { reason: 'mistake' }),
        at(1_500, 'grant.deleted', {}),
        ofGrant(grantView().grantId, 'grant.ended', { words: { cause: 'expired' } }),
      ],
    })
    expect(endingsOf(view, reviewed).map(({ kind }) => kind)).toEqual(['grant.revoked', 'grant.deleted'])
  })
})
