import { describe, expect, it } from 'vitest'
import { arrivalGrace, ownerGoneAfter, untouchedAfter } from '../../../../src-domain/alarm/timers.ts'
import type { Draft } from '../../../../src-domain/journal/kinds.ts'
import { minute, second } from '../../../../src-domain/time.ts'
import { Shift } from '../../../build/shift.ts'

const due = (shift: Shift, attended: number, gone: Readonly<Record<string, number>> = {}): Draft[] =>
  shift.due({ attended: () => attended, goneSince: (workplaceId) => gone[workplaceId] ?? null })

/** Says what is due and writes it down, as the centre's clock does. */
const said = (shift: Shift, attended = 1, gone: Readonly<Record<string, number>> = {}): string[] =>
  due(shift, attended, gone).map((draft) => {
    shift.journal.append(draft, { receivedAt: shift.now })
    return draft.kind === 'alarm.escalated'
      ? `${draft.payload.cause} ${draft.payload.step}`
      : 'cause' in draft.payload
        ? String(draft.payload.cause)
        : draft.kind
  })

const pressed = (): Shift => {
  const shift = new Shift()
  shift.press(null, 1)
  return shift
}
const present = (shift: Shift): void => {
  const [alarm] = shift.journal.rows.of('alarm')
  const pressId = alarm?.presses.at(-1)?.id
  if (!alarm || !pressId) throw new Error('nothing to present')
  shift.journal.append(
    { kind: 'alarm.presented', caseId: alarm.id, payload: { workplaceId: 'desk-1', pressId } },
    { receivedAt: shift.now },
  )
}
const answer = (shift: Shift): void => shift.command({ kind: 'command', who: 0, of: 0, make: 0, n: 0 })
const dispatch = (shift: Shift): void => shift.command({ kind: 'command', who: 0, of: 0, make: 6, n: 0 })

describe('escalation', () => {
  it('goes to the end at once when no console is attended', () => {
    expect(said(pressed(), 0)).toEqual(['noAttendedConsole 4'])
  })

  it('climbs while the alarm is not presented, each step said once', () => {
    const shift = pressed()
    expect(said(shift)).toEqual([])
    shift.now += 5 * second
    expect(said(shift)).toEqual(['notPresented 1'])
    expect(said(shift)).toEqual([])
    shift.now += 60 * second
    expect(said(shift)).toEqual(['notPresented 4'])
  })

  it('climbs slower once it is presented, and stops when it is answered', () => {
    const shift = pressed()
    present(shift)
    shift.now += 29 * second
    expect(said(shift)).toEqual([])
    shift.now += 2 * second
    expect(said(shift)).toEqual(['notAnswered 1'])
    answer(shift)
    shift.now += 5 * minute
    expect(said(shift)).toEqual([])
  })

  it('begins anew for a press at an owned alarm, by whether that press was presented', () => {
    const shift = pressed()
    present(shift)
    answer(shift)
    shift.press(0, 1)
    shift.now += 6 * second
    expect(said(shift)).toEqual(['notPresented 1'])
  })

  it('is not put off by returning: what waited a minute has waited a minute', () => {
    const shift = pressed()
    present(shift)
    shift.now += 50 * second
    answer(shift)
    shift.command({ kind: 'command', who: 0, of: 0, make: 2, n: 0 })
    shift.now += 11 * second
    expect(said(shift)).toEqual(['notAnswered 2'])
  })
})

describe('an owned alarm', () => {
  it('rings again when its owner’s console has been gone for half a minute, once', () => {
    const shift = pressed()
    answer(shift)
    const gone = { 'desk-op-1': shift.now }
    shift.now += ownerGoneAfter - 1
    expect(said(shift, 1, gone)).toEqual([])
    shift.now += 1
    expect(said(shift, 1, gone)).toEqual(['ownerGone'])
    expect(said(shift, 1, gone)).toEqual([])
    expect(shift.journal.rows.of('alarm')[0]).toMatchObject({ ringing: true, ringCause: 'ownerGone' })
  })

  it('rings again each ten minutes in which nothing happened', () => {
    const shift = pressed()
    answer(shift)
    shift.now += untouchedAfter
    expect(said(shift)).toEqual(['untouched'])
    shift.now += untouchedAfter - 1
    expect(said(shift)).toEqual([])
    shift.now += 1
    expect(said(shift)).toEqual(['untouched'])
  })

  it('rings when the patrol does not accept, and again when it does not arrive', () => {
    const shift = pressed()
    answer(shift)
    dispatch(shift)
    shift.now += 2 * minute
    expect(said(shift)).toEqual(['dispatchUnaccepted'])
    shift.field({ kind: 'field', of: 0, what: 0, lateBy: 0 })
    shift.now += 3 * minute + arrivalGrace
    expect(said(shift)).toEqual(['arrivalLate'])
    expect(said(shift)).toEqual([])
  })

  it('rings when the patrol says no', () => {
    const shift = pressed()
    answer(shift)
    dispatch(shift)
    shift.field({ kind: 'field', of: 0, what: 3, lateBy: 0 })
    expect(said(shift)).toEqual(['dispatchDeclined'])
  })
})

describe('a grant', () => {
  it('ends when its window is over', () => {
    const shift = pressed()
    answer(shift)
    dispatch(shift)
    shift.signOn()
    shift.command({ kind: 'command', who: 0, of: 0, make: 8, n: 36 })
    expect(shift.journal.rows.of('grant')).toHaveLength(1)
    shift.now += 30 * minute
    expect(said(shift)).toContain('expired')
    expect(said(shift)).toEqual([])
  })
})
