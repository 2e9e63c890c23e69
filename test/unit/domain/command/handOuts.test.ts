import { describe, expect, it } from 'vitest'
import { uuidOf } from '../../../build/journal.ts'
import { atWork, colleague, operator, supervisor, technician, trainee } from './scene.ts'

/** Keys and codes of other people's locks; spoken codes have a file of their own. */
const keys = () => {
  const work = atWork()
  const { caseId, ask, rows } = work
  const out = (keyStoreId = 'box-1', unitId = 'unit-1', who = operator): string =>
    ask({ name: 'handOutKey', args: { caseId, keyStoreId, unitId } }, who)
  const back = (loanId: string, who = operator): string =>
    ask({ name: 'returnKey', args: { caseId, loanId } }, who)
  return { ...work, out, back, loan: () => rows.of('keyLoan').at(-1)?.id ?? '' }
}

describe('a key', () => {
  it('goes out to a unit, in the name of whoever is signed on to its phone', () => {
    const { out, rows, shift, caseId } = keys()
    expect(out()).toBe('done')
    expect(rows.of('keyLoan')).toMatchObject([
      {
        caseId,
        keyStoreId: 'box-1',
        unitId: 'unit-1',
        personId: 'crew-unit-1',
        outAt: shift.now,
        outBy: operator.personId,
        returnedAt: null,
      },
    ])
  })

  it('goes out in the name of the first of the crew where nobody is signed on', () => {
    const { out, rows, shift } = keys()
    const payload = { handsetId: 'hs-unit-1', personId: 'crew-unit-1' }
    shift.say({ kind: 'handset.signedOff', caseId: null, payload })
    out()
    expect(rows.of('keyLoan')).toMatchObject([{ personId: 'crew-unit-1' }])
  })

  it('goes out once, whatever case asks for it', () => {
    const { out, ask, shift } = keys()
    expect(out()).toBe('done')
    expect(out()).toBe('keyIsOut')
    shift.press(null, 1)
    const other = shift.journal.rows.of('alarm').at(-1)?.id ?? ''
    ask({ name: 'answer', args: { caseId: other } })
    const args = { caseId: other, keyStoreId: 'box-1', unitId: 'unit-1' }
    expect(ask({ name: 'handOutKey', args })).toBe('keyIsOut')
  })

  it('is one on the way in, goes to a unit that is known, and is handed out by the owner of the case', () => {
    const { out } = keys()
    expect(out('box-2')).toBe('unknownKeyStore')
    expect(out('box-9')).toBe('unknownKeyStore')
    expect(out('box-1', 'unit-9')).toBe('unknownUnit')
    expect(out('box-1', 'unit-1', colleague)).toBe('notOwner')
    for (const who of [trainee, technician]) expect(out('box-1', 'unit-1', who)).toBe('roleNotAllowed')
  })

  it('comes back to whoever is there, also after the case was closed, and may go out again', () => {
    const { ask, out, back, loan, caseId, rows, shift } = keys()
    out()
    ask({ name: 'close', args: { caseId, outcome: 'helpedByPhone', note: '' } })
    expect(out()).toBe('alreadyClosed')
    shift.now += 60_000
    expect(back(loan(), colleague)).toBe('done')
    expect(rows.of('keyLoan')).toMatchObject([{ returnedAt: shift.now, returnedBy: colleague.personId }])
    expect(back(loan())).toBe('keyIsBack')
    expect(back(uuidOf(0xabc))).toBe('unknownKeyStore')
  })
})

describe('a shared code', () => {
  const reveal = (doorId: string, who = operator) => {
    const { ask, caseId, shift } = atWork()
    const answer = ask({ name: 'revealSharedCode', args: { caseId, doorId } }, who)
    return { answer, entry: shift.journal.entries.at(-1) }
  }

  it('is revealed for a case: who, when and which door, never the code', () => {
    const { answer, entry } = reveal('door-private')
    expect(answer).toBe('done')
    expect(entry).toMatchObject({
      kind: 'sharedCode.revealed',
      by: { kind: 'person', id: operator.personId },
      payload: JSON.stringify({ doorId: 'door-private' }),
      personal: null,
    })
  })

  it('is that of a private lock on the way in, for the owner of the case', () => {
    expect(reveal('door-1').answer).toBe('noSharedCode')
    expect(reveal('door-3').answer).toBe('doorNotInChain')
    expect(reveal('door-private', colleague).answer).toBe('notOwner')
    expect(reveal('door-private', supervisor).answer).toBe('notOwner')
    for (const who of [trainee, technician]) expect(reveal('door-private', who).answer).toBe('roleNotAllowed')
  })
})
