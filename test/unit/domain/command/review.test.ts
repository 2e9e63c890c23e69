import { describe, expect, it } from 'vitest'
import { awaitsReview, isForReview } from '../../../../src-domain/access/review.ts'
import type { Command } from '../../../../src-domain/command/command.ts'
import { uuidOf } from '../../../build/journal.ts'
import { atWork, operator, supervisor, technician, trainee } from './scene.ts'

type Args = Extract<Command, { name: 'review' }>['args']
const reviewed = () => {
  const work = atWork()
  const { ask, rows, caseId, grant } = work
  grant()
  ask({
    name: 'issueCode',
    args: { caseId, step: { kind: 'keyStore', keyStoreId: 'box-1' }, hours: 2, reason: 'alarm' },
  })
  const row = (n = 0) => rows.of('grant')[n]
  const code = () => rows.of('code')[0]
  const review = (over: Partial<Args> = {}, who = supervisor): string =>
    ask(
      {
        name: 'review',
        args: { caseId, of: 'grant', id: row()?.id ?? '', verdict: 'justified', note: '', ...over },
      },
      who,
    )
  return { ...work, row, code, review }
}

describe('an after-review', () => {
  it('is a supervisor’s verdict on a grant, once it is closed as well', () => {
    const { ask, review, row, caseId, shift } = reviewed()
    ask({ name: 'close', args: { caseId, outcome: 'helpedByPhone', note: '' } })
    expect(review()).toBe('done')
    expect(row()?.review).toEqual({ verdict: 'justified', at: shift.now, by: supervisor.personId })
  })

  it('is nobody else’s, not even of who gave the grant', () => {
    const { review } = reviewed()
    for (const who of [operator, trainee, technician]) expect(review({}, who)).toBe('roleNotAllowed')
  })

  it('says why where it finds fault; the words are personal', () => {
    const { review, shift } = reviewed()
    expect(review({ verdict: 'breach' })).toBe('reasonMissing')
    expect(review({ verdict: 'followUp' })).toBe('reasonMissing')
    expect(review({ verdict: 'breach', note: 'Ingen grunn for leiligheten.' })).toBe('done')
    const entry = shift.journal.entries.at(-1)
    expect(entry?.payload).not.toContain('leiligheten')
    expect(entry?.personal?.text).toContain('leiligheten')
  })

  it('may be said again; the newest verdict stands', () => {
    const { review, row } = reviewed()
    review()
    review({ verdict: 'followUp', note: 'Hvorfor to ganger?' })
    expect(row()?.review?.verdict).toBe('followUp')
  })

  it('is for spoken codes as well', () => {
    const { review, code, row } = reviewed()
    expect(review({ of: 'code', id: code()?.id ?? '', verdict: 'followUp', note: 'Til hvem?' })).toBe('done')
    expect(code()?.review).toMatchObject({ verdict: 'followUp', by: supervisor.personId })
    expect(row()?.review).toBeNull()
  })

  it('is of what belongs to the case, and not of a technician’s check of a door', () => {
    const { review, grant, row, shift, code } = reviewed()
    expect(review({ id: uuidOf(0xabc) })).toBe('unknownGrant')
    expect(review({ of: 'code', id: uuidOf(0xabc) })).toBe('unknownCode')
    shift.press(null, 2)
    const other = shift.journal.rows.of('alarm').at(-1)?.id ?? ''
    expect(review({ caseId: other })).toBe('unknownGrant')
    expect(review({ caseId: other, of: 'code', id: code()?.id ?? '' })).toBe('unknownCode')
    grant({ reason: 'doorCheck' })
    expect(review({ id: row(1)?.id ?? '' })).toBe('notForReview')
  })

  it('is waited for by every emergency grant, and by no other', () => {
    const { row, grant, review, code } = reviewed()
    grant({ reason: 'doorCheck' })
    const [emergency, check] = [row(0), row(1)]
    if (!emergency || !check) throw new Error('no grants')
    expect([isForReview(emergency), awaitsReview(emergency)]).toEqual([true, true])
    expect([isForReview(check), awaitsReview(check)]).toEqual([false, false])
    review()
    const after = [row(0), code()].map((one) => one && awaitsReview(one))
    expect(after).toEqual([false, true])
  })
})
