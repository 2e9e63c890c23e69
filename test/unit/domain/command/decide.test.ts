import { describe, expect, it } from 'vitest'
import type { Command } from '../../../../src-domain/command/command.ts'
import { decide } from '../../../../src-domain/command/decide.ts'
import { people, Shift } from '../../../build/shift.ts'

const [ingrid, jonas, , trainee, technician] = people as [
  (typeof people)[number],
  (typeof people)[number],
  (typeof people)[number],
  (typeof people)[number],
  (typeof people)[number],
]
const pressed = () => {
  const shift = new Shift()
  shift.press(null, 2)
  const caseId = shift.journal.rows.of('alarm')[0]?.id ?? ''
  const as = (who: (typeof people)[number], command: Command) => shift.ask(command, who)
  const row = () => shift.journal.rows.load('alarm', caseId)
  return { shift, caseId, as, row }
}

describe('answering', () => {
  it('gives the alarm to the first, and tells the second who has it', () => {
    const { as, caseId, row, shift } = pressed()
    const command: Command = { name: 'answer', args: { caseId } }
    expect(as(ingrid, command)).toBe('done')
    const second = decide(command, shift.situation(command, jonas))
    expect(second).toMatchObject({ ok: false, error: { code: 'alreadyOwned', detail: { owner: 'op-1' } } })
    expect(row()).toMatchObject({ ownerId: 'op-1', state: 'answered', ringing: false })
  })

  it('is not for a technician', () => {
    const { as, caseId } = pressed()
    expect(as(technician, { name: 'answer', args: { caseId } })).toBe('roleNotAllowed')
  })
})

describe('what an owner does', () => {
  it('is refused to everybody else', () => {
    const { as, caseId } = pressed()
    as(ingrid, { name: 'answer', args: { caseId } })
    expect(as(jonas, { name: 'close', args: { caseId, outcome: 'falseAlarm', note: '' } })).toBe('notOwner')
    expect(as(jonas, { name: 'dispatch', args: { caseId, unitId: 'unit-1' } })).toBe('notOwner')
  })

  it('passes to whoever takes over, by name', () => {
    const { as, caseId, row } = pressed()
    as(ingrid, { name: 'answer', args: { caseId } })
    expect(as(jonas, { name: 'takeOver', args: { caseId, reason: 'ownerAway', note: '' } })).toBe('done')
    expect(row()?.ownerId).toBe('op-2')
    expect(as(ingrid, { name: 'return', args: { caseId, reason: 'notMine', note: '' } })).toBe('notOwner')
  })

  it('goes back to everybody’s ear when it is returned', () => {
    const { as, caseId, row } = pressed()
    as(ingrid, { name: 'answer', args: { caseId } })
    as(ingrid, { name: 'return', args: { caseId, reason: 'needsColleague', note: '' } })
    expect(row()).toMatchObject({ ownerId: null, ringing: true, ringCause: 'returned', state: 'new' })
  })
})

describe('sending somebody', () => {
  it('is refused for a unit that is off shift or busy', () => {
    const { as, caseId } = pressed()
    as(ingrid, { name: 'answer', args: { caseId } })
    expect(as(ingrid, { name: 'dispatch', args: { caseId, unitId: 'unit-3' } })).toBe('unitOffShift')
    expect(as(ingrid, { name: 'dispatch', args: { caseId, unitId: 'unit-1' } })).toBe('done')
    expect(as(ingrid, { name: 'dispatch', args: { caseId, unitId: 'unit-1' } })).toBe('unitBusy')
  })

  it('is not for a trainee', () => {
    const { as, caseId } = pressed()
    as(trainee, { name: 'answer', args: { caseId } })
    expect(as(trainee, { name: 'dispatch', args: { caseId, unitId: 'unit-1' } })).toBe('roleNotAllowed')
  })
})

describe('closing', () => {
  it('needs a reason where nobody was reached', () => {
    const { as, caseId, row } = pressed()
    as(ingrid, { name: 'answer', args: { caseId } })
    expect(as(ingrid, { name: 'close', args: { caseId, outcome: 'noContact', note: '' } })).toBe(
      'reasonMissing',
    )
    expect(as(ingrid, { name: 'close', args: { caseId, outcome: 'noContact', note: 'in hospital' } })).toBe(
      'done',
    )
    expect(row()).toMatchObject({ state: 'closed', outcome: 'noContact', ringing: false })
  })

  it('does not say helped on scene when nobody was there', () => {
    const { as, caseId } = pressed()
    as(ingrid, { name: 'answer', args: { caseId } })
    expect(as(ingrid, { name: 'close', args: { caseId, outcome: 'helpedOnScene', note: 'x' } })).toBe(
      'needsArrivalOrContact',
    )
  })

  it('waits for each press to be acknowledged', () => {
    const { as, caseId, shift, row } = pressed()
    as(ingrid, { name: 'answer', args: { caseId } })
    shift.press(0, 1)
    const close: Command = { name: 'close', args: { caseId, outcome: 'helpedByPhone', note: '' } }
    expect(as(ingrid, close)).toBe('pressUnacknowledged')
    const pressId = row()?.presses[1]?.id ?? ''
    expect(as(ingrid, { name: 'acknowledgePress', args: { caseId, pressId } })).toBe('done')
    expect(row()?.ringing).toBe(false)
    expect(as(ingrid, close)).toBe('done')
    expect(as(ingrid, { name: 'answer', args: { caseId } })).toBe('alreadyClosed')
  })
})

describe('"I take this" while the centre was away', () => {
  it('counts when nobody was faster, and is only noted when somebody was', () => {
    const alone = pressed()
    alone.as(ingrid, { name: 'hold', args: { caseId: alone.caseId, heldAt: 1 } })
    expect(alone.row()).toMatchObject({ ownerId: 'op-1' })
    const raced = pressed()
    raced.as(jonas, { name: 'answer', args: { caseId: raced.caseId } })
    raced.as(ingrid, { name: 'hold', args: { caseId: raced.caseId, heldAt: 1 } })
    expect(raced.row()).toMatchObject({ ownerId: 'op-2', heldBy: { personId: 'op-1' } })
  })
})
