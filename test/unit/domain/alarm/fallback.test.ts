import { expect, it } from 'vitest'
import { awaitsFallback } from '../../../../src-domain/alarm/fallback.ts'
import { Shift } from '../../../build/shift.ts'

const alarmOf = (shift: Shift) => {
  const [alarm] = shift.journal.rows.of('alarm')
  if (!alarm) throw new Error('no alarm')
  return alarm
}

it('an old delivery that failed does not come back when somebody presses again after an answer', () => {
  const shift = new Shift()
  shift.press(null, 1)
  const { id: caseId } = alarmOf(shift)
  shift.say({ kind: 'alarm.escalated', caseId, payload: { step: 4, cause: 'noAttendedConsole' } })
  const deliveryId = alarmOf(shift).fallback?.deliveryId ?? ''
  const failed = { deliveryId, attempts: 1, why: 'unreachable', code: null } as const
  shift.say({ kind: 'fallback.failed', caseId, payload: failed })
  expect(awaitsFallback(alarmOf(shift))).toMatchObject({ deliveryId, state: 'failed' })

  shift.say({ kind: 'alarm.answered', caseId, payload: { personId: 'op-1', workplaceId: 'desk-1' } })
  expect(awaitsFallback(alarmOf(shift))).toBeNull()
  shift.press(0, 1)
  expect(awaitsFallback(alarmOf(shift))).toBeNull()

  shift.say({ kind: 'alarm.escalated', caseId, payload: { step: 4, cause: 'notAnswered' } })
  expect(awaitsFallback(alarmOf(shift))).toMatchObject({ state: 'due', cause: 'notAnswered' })
  expect(awaitsFallback(alarmOf(shift))?.deliveryId).not.toBe(deliveryId)
})
