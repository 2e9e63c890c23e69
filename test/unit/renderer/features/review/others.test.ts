import { describe, expect, test } from 'vitest'
import { othersOf } from '../../../../../src-renderer/features/review/others.ts'
import { caseView, codeView, grantDoor, grantView, opener } from '../../accessViews.ts'
import { doorView, uuid } from '../../views.ts'

const grant = grantView({ from: 1_000, until: 2_000 })
const reviewed = { of: 'grant', id: grant.grantId, grant } as const
const kinds = (view: Parameters<typeof othersOf>[0]) => othersOf(view, reviewed).map(({ kind }) => kind)

describe('who else could open', () => {
  test('is not whom the grant itself was for', () => {
    expect(kinds(caseView({ grants: [grant] }))).toEqual([])
  })

  test('is every other grant of the same door while this one was valid', () => {
    const meets = grantView({ from: 1_500, until: 3_000 })
    const before = grantView({ from: 0, until: 1_000 })
    const elsewhere = grantView({ doors: [grantDoor({ doorId: 'd9' })] })
    const others = othersOf(caseView({ grants: [grant, meets, before, elsewhere] }), reviewed)
    expect(others.map(({ id }) => id)).toEqual([meets.grantId])
    expect(others[0]).toMatchObject({ who: 'Nina Prøve', doors: ['Oppgangsdør'] })
  })

  test('is whoever heard a code: of the door, or of a key box on the way to it', () => {
    const ofDoor = codeView()
    const ofBox = codeView({ step: { kind: 'keyStore', keyStoreId: 'k1' } })
    const ofOther = codeView({ step: { kind: 'door', doorId: 'd9' } })
    const others = othersOf(caseView({ codes: [ofDoor, ofBox, ofOther] }), reviewed)
    expect(others.map(({ id }) => id)).toEqual([ofDoor.codeId, ofBox.codeId])
  })

  test('is whoever had the key, for as long as it was out', () => {
    const loan = {
      loanId: uuid(),
      keyStoreId: 'k1',
      label: 'Nøkkelboks',
      unitName: 'Patrulje 2',
      person: null,
      outAt: 1_900,
      outBy: null,
      returnedAt: null,
      actions: [],
    }
    expect(kinds(caseView({ loans: [loan] }))).toEqual(['key'])
    expect(kinds(caseView({ loans: [{ ...loan, outAt: 2_100 }] }))).toEqual([])
    expect(kinds(caseView({ loans: [{ ...loan, outAt: 0, returnedAt: 900 }] }))).toEqual([])
  })

  test('is whom a resident let in, and everybody where a code is shared', () => {
    const given = { kind: 'standing', by: 'relative' } as const
    const view = caseView({
      openers: [
        opener({ kind: 'residentGrant', given, who: 'Per Prøve' }),
        opener({ kind: 'residentGrant', given, from: 2_500 }),
        opener({ kind: 'sharedCode', doorIds: ['d9'] }),
        opener({ kind: 'sharedCode' }),
        opener({ kind: 'grant' }),
      ],
    })
    expect(kinds(view)).toEqual(['residentGrant', 'sharedCode'])
  })

  test('of a code for a key box is told for every door of the way in', () => {
    const code = codeView({ step: { kind: 'keyStore', keyStoreId: 'k1' } })
    const doors = [
      doorView(),
      doorView({ step: { kind: 'door', doorId: 'd2' }, label: 'Inngangsdør' }),
      doorView({ step: { kind: 'keyStore', keyStoreId: 'k1' } }),
    ]
    const other = grantView({ doors: [grantDoor({ doorId: 'd2', label: 'Inngangsdør' })] })
    expect(
      othersOf(caseView({ codes: [code], doors, grants: [other] }), { of: 'code', id: code.codeId, code }),
    ).toMatchObject([{ id: other.grantId, doors: ['Inngangsdør'] }])
  })
})
