import { expect, it } from 'vitest'
import { caseRows } from '../../../../src-domain/journal/caseRows.ts'
import { Shift } from '../../../build/shift.ts'

it('a case that is folded anew leaves the rows of the centre itself, which are newer, as they are', () => {
  const shift = new Shift()
  shift.signOn()
  shift.press(null, 1)
  const [alarm] = shift.journal.rows.of('alarm')
  if (!alarm) throw new Error('no alarm')
  const caseId = alarm.id
  shift.job({ kind: 'job', who: 0, of: 0, n: 0 })
  shift.say({ kind: 'alarm.escalated', caseId, payload: { step: 4, cause: 'notAnswered' } })
  const deliveryId = shift.journal.rows.of('alarm')[0]?.fallback?.deliveryId ?? ''
  shift.say({ kind: 'fallback.accepted', caseId, payload: { deliveryId, attempts: 1 } })
  expect(shift.journal.rows.of('fallback')).toHaveLength(1)

  const own = shift.journal.entries.filter((entry) => entry.caseId === caseId)
  const kept = shift.journal.rows
    .all()
    .filter(({ table }) => ['alarm', 'dispatch', 'grant', 'code', 'keyLoan'].includes(table))
  const folded = caseRows(own)
  expect(new Set(folded)).toEqual(new Set(kept))
  expect(new Set(folded.map(({ table }) => table))).toEqual(new Set(['alarm', 'dispatch']))
})
