import { beforeAll, describe, expect, test } from 'vitest'
import { asText, crewMessage } from '../../../../../src-renderer/features/case/crewMessage.ts'
import { startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
import { clock } from '../../../../../src-renderer/ui/timeWords.ts'
import { alarmItem, caseView, doorView, grantView, homeIn } from '../../views.ts'

const now = 1_760_000_000_000
let words: WordsInstance
beforeAll(async () => {
  words = await startWords('nb')
})
const text = (part: Parameters<typeof caseView>[0]) => asText(crewMessage(caseView(part), now, words.t, 'nb'))

const street = doorView({ evidenceAt: now, label: 'Oppgangsdør' })
const flat = doorView({
  step: { kind: 'door', doorId: 'd2' },
  number: 2,
  evidenceAt: now,
  label: 'Inngangsdør 402',
  alarms: ['jammed'],
  warnings: ['chain'],
})
const cabinet = doorView({
  step: { kind: 'keyStore', keyStoreId: 'k1' },
  number: null,
  label: 'Skap 1',
  keyStore: { kind: 'keyCabinet', hook: '12' },
})

describe('what a crew needs, in one message', () => {
  test('of an alarm: where, who, the doors in walking order with what opens them, and the keys', () => {
    expect(
      text({
        alarm: alarmItem({ alarmKind: 'smoke', raisedAt: now, address: 'Prøvevegen 1, 402' }),
        resident: {
          id: 'r1',
          name: 'Kari Prøve',
          age: 84,
          phone: '',
          needs: ['hearing', 'oxygen', 'walker'],
          instructions: 'Soverommet er til venstre.',
          contacts: [],
          provider: '',
          serviceEndedAt: null,
        },
        doors: [street, flat, cabinet],
        grants: [
          grantView({
            incidentNumber: '110-2231',
            doors: [
              {
                doorId: 'd1',
                label: 'Oppgangsdør',
                usedAt: null,
                arrivedLateAt: null,
                reentryUntil: null,
                refusal: null,
              },
            ],
          }),
        ],
        loans: [
          {
            loanId: grantView().grantId,
            keyStoreId: 'k1',
            label: 'Skap 1',
            unitName: 'Patrulje 4',
            person: null,
            outAt: now,
            outBy: null,
            returnedAt: null,
            actions: [],
          },
        ],
      }),
    ).toBe(
      [
        'HVOR OG HVA',
        'Prøvevegen 1, 402, Sentrum',
        `Røykvarsler, ${clock(now, 'minutes')}`,
        'Brannvesenets hendelse: 110-2231',
        '',
        'HVEM',
        'Kari Prøve, 84, bruker rullator, hører dårlig, oksygen i boligen',
        'Soverommet er til venstre.',
        '',
        'DØRER I GANGREKKEFØLGE',
        '1. Oppgangsdør: låst. Åpnes med telefonen: tilgang er gitt',
        '2. Inngangsdør 402: blokkert. Ta med nøkkel og verktøy. Sikkerhetskjede',
        '',
        'NØKLER',
        `Nøkkelskap, krok 12: Skap 1. Nøkkelen er ute hos Patrulje 4 siden ${clock(now, 'minutes')}`,
      ].join('\n'),
    )
  })

  test('of a block: oxygen first, then who must be helped out, and doors that open alike in one line', () => {
    const door = (id: string) =>
      doorView({ step: { kind: 'door', doorId: `door-${id}` }, evidenceAt: now, label: `Inngangsdør ${id}` })
    expect(
      text({
        alarm: alarmItem({ alarmKind: 'blockFire', raisedAt: now, resident: null }),
        incident: {
          number: '110-2231',
          address: 'Prøvevegen 1',
          homes: [
            homeIn('101', [{ name: 'Ola Prøve', needs: ['dog'] }]),
            homeIn('102'),
            homeIn('201', [{ name: 'Kari Prøve', needs: ['oxygen', 'bedbound'], instructions: 'Løft.' }]),
          ],
        },
        doors: [
          doorView({ step: { kind: 'door', doorId: 'street' }, evidenceAt: now, label: 'Oppgangsdør' }),
          door('101'),
          door('102'),
          { ...door('201'), grantable: false, sharedCode: true },
        ],
      }),
    ).toBe(
      [
        'HVOR OG HVA',
        'Prøvevegen 1, Sentrum',
        `Brann i blokk, ${clock(now, 'minutes')}`,
        'Brannvesenets hendelse: 110-2231',
        '',
        'OKSYGEN I BOLIGEN',
        '2. etasje, leil. 201: Kari Prøve',
        '',
        'MÅ HENTES ELLER HJELPES UT (1)',
        '2. etasje, leil. 201: Kari Prøve, 80, sengeliggende, oksygen i boligen. Løft.',
        '',
        'ANDRE (1)',
        '1. etasje, leil. 101: Ola Prøve, 80, hund i boligen',
        '',
        'DØRER I GANGREKKEFØLGE',
        'Oppgangsdør: låst. Åpnes med telefonen: tilgang må gis',
        '1. etasje: Inngangsdør 101 og Inngangsdør 102: låst. Åpnes med telefonen: tilgang må gis',
        '2. etasje: Inngangsdør 201: låst. Åpnes med felles kode: ring oss',
      ].join('\n'),
    )
  })

  test('leaves out what there is nothing of', () => {
    const parts = crewMessage(caseView(), now, words.t, 'nb').map(({ title }) => title)
    expect(parts).toEqual(['Hvor og hva', 'Hvem'])
  })
})
