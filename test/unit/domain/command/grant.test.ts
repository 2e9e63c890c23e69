import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayCommand } from '../../../../src-domain/command/roles.ts'
import { isOver } from '../../../../src-domain/patrol/evolve.ts'
import { doors, people, Shift, shiftOf, step } from '../../../build/shift.ts'

const shifts = fc.array(step, { minLength: 10, maxLength: 80 }).map(shiftOf)

/** A shift that gets as far as a grant every time, so that the property below is not about nothing. */
const granted = (): Shift => {
  const shift = new Shift()
  shift.press(null, 1)
  shift.command({ kind: 'command', who: 0, of: 0, make: 0, n: 0 })
  shift.command({ kind: 'command', who: 0, of: 0, make: 6, n: 0 })
  return shift
}

describe('a grant', () => {
  it('is given to the patrol that was sent, for the doors that were named', () => {
    const shift = granted()
    shift.command({ kind: 'command', who: 0, of: 0, make: 8, n: 12 })
    const [grant] = shift.journal.rows.of('grant')
    expect(grant).toMatchObject({
      holder: { unitId: 'unit-1', handsetId: 'hs-unit-1', personId: 'crew-unit-1' },
      doors: [{ doorId: 'door-1' }, { doorId: 'door-2' }],
      until: shift.now + 30 * 60_000,
      reason: 'alarm',
    })
  })

  it('never comes without case, holder, doors, window and reason, whatever is asked', () => {
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        for (const grant of journal.rows.of('grant')) {
          expect(journal.rows.load('alarm', grant.caseId)).toBeDefined()
          expect(grant.holder.personId).not.toBe('')
          expect(grant.doors.length).toBeGreaterThan(0)
          for (const d of grant.doors)
            expect(doors.some((door) => door.id === d.doorId && !door.sharedCode)).toBe(true)
          expect(grant.until).toBeGreaterThan(grant.from)
          const sent = journal.rows
            .of('dispatch')
            .filter((d) => d.caseId === grant.caseId && d.unitId === grant.holder.unitId)
          expect(sent.length).toBeGreaterThan(0)
          const by = people.find((p) => p.personId === grant.issuedBy)
          expect(by && mayCommand(by.role, 'grant')).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never goes to a blocked handset, nor to a unit off shift', () => {
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        for (const grant of journal.rows.of('grant')) expect(grant.holder.unitId).toBe('unit-1')
      }),
      { numRuns: 100 },
    )
  })

  it('ends with its case, and the units are free', () => {
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        for (const alarm of journal.rows.of('alarm').filter((a) => a.state === 'closed')) {
          const open = journal.rows.of('dispatch').filter((d) => d.caseId === alarm.id && !isOver(d))
          expect(open).toEqual([])
          for (const g of journal.rows.of('grant').filter((g) => g.caseId === alarm.id))
            expect(g.ended !== null || g.revokedAt !== null).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})
