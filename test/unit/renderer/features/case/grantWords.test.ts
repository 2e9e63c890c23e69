import { beforeAll, describe, expect, test } from 'vitest'
import { grantStands } from '../../../../../src-renderer/features/case/grantWords.ts'
import { startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
import { clock } from '../../../../../src-renderer/ui/timeWords.ts'
import { grantView } from '../../views.ts'

const until = 1_760_000_000_000
const at = clock(until, 'minutes')
let words: WordsInstance
beforeAll(async () => {
  words = await startWords('nb')
})
const stands = (part: Parameters<typeof grantView>[0]) => grantStands(grantView(part), words.t)

describe('how a grant stands', () => {
  test('a lease says until when it may open without coverage', () => {
    expect(stands({ mayOpenUntil: until })).toBe(
      `Fornyes mens telefonen har dekning. Kan åpne til ${at} hvis den mister den.`,
    )
  })
  test('an offline lease says that it cannot be revoked', () => {
    expect(stands({ offline: true, mayOpenUntil: until })).toBe(
      `Virker uten dekning. Kan åpne til ${at} og kan ikke tilbakekalles før.`,
    )
  })
  test('one that the phone has not fetched opens nothing yet, and is not called over', () => {
    expect(stands({})).toBe('Telefonen har ikke hentet tilgangen ennå: den må ha dekning først.')
  })
  test('withdrawn is not gone before the phone has said so', () => {
    expect(stands({ state: 'revoking', mayOpenUntil: until })).toContain(`Kan åpne til ${at}`)
    expect(stands({ state: 'revoking', ended: 'signedOff', mayOpenUntil: until })).toBe(
      `Opphørt: logget av telefonen. Telefonen har ikke bekreftet det. Kan åpne til ${at}.`,
    )
  })
  test('one that is over says why', () => {
    expect(stands({ state: 'revoked' })).toBe('Telefonen har slettet tilgangen.')
    for (const [ended, why] of [
      ['signedOff', 'logget av telefonen'],
      ['handsetBlocked', 'telefonen er sperret'],
      ['shiftEnded', 'vakten er slutt'],
      ['serviceEnded', 'tjenesten er avsluttet'],
      ['providerChanged', 'en annen leverandør har tatt over'],
      ['expired', 'tiden er ute'],
      ['caseClosed', 'alarmen er avsluttet'],
    ])
      expect(stands({ state: 'ended', ended: ended ?? null })).toBe(
        `Opphørt: ${why}. Ingen ting kan åpnes med den lenger.`,
      )
  })
  test('an end of a later day is said as it came', () => {
    expect(stands({ state: 'ended', ended: 'somethingNew' })).toContain('somethingNew')
  })
})
