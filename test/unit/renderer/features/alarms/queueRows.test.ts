import { describe, expect, test } from 'vitest'
import { second } from '../../../../../src-domain/time.ts'
import { orderedAt, outOfSight, queueRows } from '../../../../../src-renderer/features/alarms/queueRows.ts'
import { alarmItem } from '../../views.ts'

const now = 1_000 * second
const ago = (seconds: number) => now - seconds * second
const keys = (rows: ReturnType<typeof queueRows>) => rows.map((row) => row.key)

describe('the queue', () => {
  test('puts overdue before not overdue, then priority, then age', () => {
    const young = alarmItem({ raisedAt: ago(5), priority: 1 })
    const old = alarmItem({ raisedAt: ago(40), priority: 2 })
    const older = alarmItem({ raisedAt: ago(50), priority: 2 })
    const overdue = alarmItem({ raisedAt: ago(70), priority: 3 })
    expect(keys(queueRows([old, young, older, overdue], now))).toEqual([
      'heading:waiting',
      overdue.caseId,
      young.caseId,
      older.caseId,
      old.caseId,
    ])
  })
  test('keeps mine and colleagues’ apart, and what rings again first in each', () => {
    const owner = { id: 'p', name: 'Per Prøve', initials: 'PP' }
    const quiet = alarmItem({ group: 'mine', owner, ringing: false, priority: 1 })
    const rings = alarmItem({ group: 'mine', owner, ringing: true, priority: 3 })
    const theirs = alarmItem({ group: 'others', owner, ringing: false })
    expect(keys(queueRows([theirs, quiet, rings], now))).toEqual([
      'heading:waiting',
      'empty',
      'heading:mine',
      rings.caseId,
      quiet.caseId,
      'heading:others',
      theirs.caseId,
    ])
  })
  test('is sorted anew when an alarm crosses the answer target, and only then', () => {
    const alarms = [alarmItem({ raisedAt: ago(59) }), alarmItem({ raisedAt: ago(10) })]
    expect(orderedAt(alarms, now)).toBe(0)
    const crossed = orderedAt(alarms, now + 2 * second)
    expect(crossed).toBe(ago(59) + 60 * second + 1)
    expect(orderedAt(alarms, now + 30 * second)).toBe(crossed)
    expect(keys(queueRows(alarms, crossed))).toEqual(keys(queueRows(alarms, now + 2 * second)))
  })
})

test('the line for those out of sight counts whoever calls, above and below', () => {
  const waiting = Array.from({ length: 6 }, (_, n) => alarmItem({ raisedAt: ago(6 - n) }))
  const ringsAgain = alarmItem({ group: 'others', ringing: true })
  const quiet = alarmItem({ group: 'others', ringing: false })
  const rows = queueRows([...waiting, ringsAgain, quiet], now)
  expect(outOfSight(rows, 0, 3)).toEqual({ above: 0, below: 4 })
  expect(outOfSight(rows, 3, 5)).toEqual({ above: 2, below: 2 })
})
