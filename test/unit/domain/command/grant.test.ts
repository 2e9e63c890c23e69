import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../../src-domain/command/decide.ts'
import { mayCommand } from '../../../../src-domain/command/roles.ts'
import { kinds } from '../../../../src-domain/journal/kinds.ts'
import { isOver } from '../../../../src-domain/patrol/evolve.ts'
import { block, residentOf } from '../../../build/block.ts'
import { Rows } from '../../../build/journal.ts'
import { people, Shift, shiftOf, step } from '../../../build/shift.ts'
import { atWork, grantOf, operator } from './scene.ts'

const shifts = fc.array(step, { minLength: 10, maxLength: 80 }).map(shiftOf)

/** A shift that gets as far as a grant every time, so that the property below is not about nothing. */
const granted = (): Shift => {
  const shift = new Shift()
  shift.signOn()
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
    let given = 0
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        for (const grant of journal.rows.of('grant')) {
          given += 1
          expect(journal.rows.load('alarm', grant.caseId)).toBeDefined()
          expect(grant.holder.personId).not.toBe('')
          expect(grant.doors.length).toBeGreaterThan(0)
          for (const d of grant.doors)
            expect(block.doors.some((door) => door.id === d.doorId && !door.sharedCode)).toBe(true)
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
    // Shifts without a single grant would prove nothing.
    expect(given).toBeGreaterThan(20)
  })

  it('never goes to a blocked handset, nor to whoever is not signed on to it, nor to a unit off shift', () => {
    fc.assert(
      fc.property(shifts, ({ journal }) => {
        const before = new Rows()
        for (const entry of journal.entries) {
          if (entry.kind === 'grant.issued') {
            const { holder } = kinds['grant.issued'].parse(JSON.parse(entry.payload))
            expect(before.load('handset', holder.handsetId)).toMatchObject({
              personId: holder.personId,
              blocked: null,
            })
            expect(block.units.find((unit) => unit.id === holder.unitId)?.onShift).toBe(true)
          }
          before.apply(entry)
        }
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

describe('who is granted a door', () => {
  const grants = (work = atWork()) => ({ ...work, row: () => work.rows.of('grant').at(-1) })

  it('is on shift, signed on, and was sent there', () => {
    const { grant, shift } = grants()
    expect(grant({ unitId: 'unit-9' })).toBe('unknownUnit')
    expect(grant({ unitId: 'unit-4' })).toBe('notDispatched')
    expect(grant({ handsetId: 'hs-unit-2' })).toBe('noHandset')
    const payload = { handsetId: 'hs-unit-1', personId: 'crew-unit-1' }
    shift.say({ kind: 'handset.signedOff', caseId: null, payload })
    expect(grant()).toBe('noHandset')
  })

  it('is not a unit that went home although it was sent', () => {
    const { shift, caseId } = grants()
    const command = { name: 'grant', args: grantOf(caseId, 'unit-1') } as const
    const situation = shift.situation(command, operator)
    const unit = situation.unit && { ...situation.unit, onShift: false }
    expect(decide(command, { ...situation, unit })).toMatchObject({ error: { code: 'unitOffShift' } })
  })

  it('is of the resident’s own provider; patrols of the municipality come to everybody', () => {
    const { grant, ask, caseId } = grants()
    expect(ask({ name: 'dispatch', args: { caseId, unitId: 'unit-2' } })).toBe('done')
    expect(grant({ unitId: 'unit-2' })).toBe('otherProvider')
    expect(grant({ unitId: 'unit-1' })).toBe('done')
  })

  it('is nobody once the service has ended', () => {
    const { shift, caseId } = grants()
    const command = { name: 'grant', args: grantOf(caseId, 'unit-1') } as const
    const situation = shift.situation(command, operator)
    const left = (serviceEndedAt: number) =>
      decide(command, { ...situation, resident: residentOf('r-1', 'h-1', { serviceEndedAt }) })
    expect(left(shift.now)).toMatchObject({ error: { code: 'serviceEnded', detail: { at: shift.now } } })
    expect(left(shift.now + 1).ok).toBe(true)
  })

  it('is a fire crew with its incident number, and never without', () => {
    const { grant, ask, row, caseId } = grants()
    ask({ name: 'dispatch', args: { caseId, unitId: 'unit-4' } })
    expect(grant({ unitId: 'unit-4' })).toBe('incidentNumberMissing')
    expect(grant({ unitId: 'unit-4', incidentNumber: '26-0412' })).toBe('done')
    expect(row()).toMatchObject({ incidentNumber: '26-0412', holder: { unitId: 'unit-4' } })
  })
})

describe('what is granted', () => {
  it('works with coverage alone unless something else was chosen', () => {
    const { grant, rows } = atWork()
    grant()
    grant({ offline: true })
    expect(rows.of('grant').map((row) => row.offline)).toEqual([false, true])
  })

  it('may begin later, and lasts as long all the same', () => {
    const { grant, rows, shift } = atWork()
    grant({ startsIn: 45, minutes: 20 })
    const from = shift.now + 45 * 60_000
    expect(rows.of('grant')).toMatchObject([{ from, until: from + 20 * 60_000 }])
  })

  it('names each door once, and only doors of the chain with a lock of ours', () => {
    const { grant, rows } = atWork()
    expect(grant({ doorIds: [] })).toBe('noDoors')
    expect(grant({ doorIds: ['door-1', 'door-3'] })).toBe('doorNotInChain')
    expect(grant({ doorIds: ['door-private'] })).toBe('noLockAtDoor')
    expect(grant({ doorIds: ['door-2', 'door-2'] })).toBe('done')
    expect(rows.of('grant')).toMatchObject([{ doors: [{ doorId: 'door-2' }] }])
  })
})
