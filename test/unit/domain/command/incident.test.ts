import { describe, expect, it } from 'vitest'
import type { Command } from '../../../../src-domain/command/command.ts'
import { decideIncident } from '../../../../src-domain/command/incident.ts'
import { incidentHomes } from '../../../../src-domain/journal/kinds.ts'
import { homeOf } from '../../../build/block.ts'
import { uuidOf } from '../../../build/journal.ts'
import { atWork, colleague, operator, supervisor, technician, trainee } from './scene.ts'

const fireId = uuidOf(0xf1)
const fire = (over: Partial<Extract<Command, { name: 'openIncident' }>['args']> = {}): Command => ({
  name: 'openIncident',
  args: { caseId: fireId, homeId: 'h-2', number: '26-0412', note: '', ...over },
})

describe('a fire in a block', () => {
  it('is one case for all who live there, owned by whoever opened it, with the doors in walking order', () => {
    const { ask, rows } = atWork()
    expect(ask(fire())).toBe('done')
    expect(rows.load('alarm', fireId)).toMatchObject({
      alarmKind: 'blockFire',
      priority: 1,
      state: 'answered',
      ringing: false,
      residentId: null,
      ownerId: operator.personId,
      incident: {
        homeIds: ['h-1', 'h-2'],
        doorIds: ['door-1', 'door-2', 'door-3', 'door-private'],
        number: '26-0412',
      },
    })
  })

  it('keeps what was told among the personal words', () => {
    const { ask, shift } = atWork()
    ask(fire({ note: 'Røyk fra 201, naboen ringer.' }))
    const entry = shift.journal.entries.at(-1)
    expect(entry?.kind).toBe('incident.opened')
    expect(entry?.payload).not.toContain('naboen')
    expect(entry?.personal?.text).toContain('naboen')
  })

  it('is opened once, and again when it is over', () => {
    const { ask } = atWork()
    expect(ask(fire())).toBe('done')
    expect(ask(fire())).toBe('caseExists')
    const another = fire({ caseId: uuidOf(0xf2), homeId: 'h-1' })
    expect(ask(another, colleague)).toBe('incidentOpen')
    const close: Command = {
      name: 'close',
      args: { caseId: fireId, outcome: 'handedOver', note: 'Brannvesenet har det.' },
    }
    expect(ask(close)).toBe('done')
    expect(ask(another, colleague)).toBe('done')
  })

  it('needs a block that is known, and somebody who may', () => {
    const { ask } = atWork()
    expect(ask(fire({ homeId: 'h-9' }))).toBe('noBlock')
    for (const who of [trainee, technician]) expect(ask(fire(), who)).toBe('roleNotAllowed')
    expect(ask(fire(), supervisor)).toBe('done')
  })

  it('takes no more homes than a case can bear', () => {
    const { shift } = atWork()
    const homes = Array.from({ length: incidentHomes + 1 }, (_, n) => homeOf(`h-${n}`))
    const command = fire() as Extract<Command, { name: 'openIncident' }>
    const situation = { ...shift.situation(command, operator), block: { homes, doorIds: ['door-1'] } }
    const decided = decideIncident(command.args, situation)
    const [draft] = decided.ok ? decided.value : []
    expect(draft?.kind === 'incident.opened' && draft.payload.homeIds).toHaveLength(incidentHomes)
  })
})

describe('the crew of an incident', () => {
  const sent = (number: string | null) => {
    const work = atWork()
    work.ask(fire({ number }))
    expect(work.ask({ name: 'dispatch', args: { caseId: fireId, unitId: 'unit-4' } })).toBe('done')
    const grant = (incidentNumber: string | null, doorIds = ['door-1', 'door-2', 'door-3']) =>
      work.grant({ caseId: fireId, unitId: 'unit-4', doorIds, reason: 'fire', incidentNumber })
    return { ...work, grant }
  }

  it('has one grant for many doors, without any resident’s alarm, under the number of the incident', () => {
    const { grant, rows } = sent('26-0412')
    expect(grant(null)).toBe('done')
    expect(rows.of('grant')).toMatchObject([
      {
        caseId: fireId,
        holder: { unitId: 'unit-4', handsetId: 'hs-unit-4', personId: 'crew-unit-4' },
        doors: [{ doorId: 'door-1' }, { doorId: 'door-2' }, { doorId: 'door-3' }],
        incidentNumber: '26-0412',
      },
    ])
  })

  it('gets nothing without a number, and then the one that was said with the grant', () => {
    const { grant, rows } = sent(null)
    expect(grant(null)).toBe('incidentNumberMissing')
    expect(grant('26-0500')).toBe('done')
    expect(rows.of('grant')[0]?.incidentNumber).toBe('26-0500')
  })

  it('gets no door of another block, and no private lock', () => {
    const { grant } = sent('26-0412')
    expect(grant(null, ['door-1', 'door-nowhere'])).toBe('doorNotInChain')
    expect(grant(null, ['door-1', 'door-private'])).toBe('noLockAtDoor')
  })

  it('may be handed the key of any flat', () => {
    const { ask } = sent('26-0412')
    const key = (keyStoreId: string): string =>
      ask({ name: 'handOutKey', args: { caseId: fireId, keyStoreId, unitId: 'unit-4' } })
    expect(key('box-1')).toBe('done')
    expect(key('box-2')).toBe('done')
  })

  it('loses its doors when the case is closed', () => {
    const { grant, ask, rows } = sent('26-0412')
    grant(null)
    ask({ name: 'close', args: { caseId: fireId, outcome: 'handedOver', note: '' } })
    expect(rows.of('grant')).toMatchObject([{ ended: 'caseClosed' }])
  })
})

describe('its number', () => {
  const numbered = (number: string, from?: string | null): Command => ({
    name: 'numberIncident',
    args: { caseId: fireId, number, ...(from === undefined ? {} : { from }) },
  })

  it('is written down later, by whoever hears it, and put right', () => {
    const { ask, rows } = atWork()
    ask(fire({ number: null }))
    expect(ask(numbered('26-0412', null), colleague)).toBe('done')
    expect(ask(numbered('26-0413', '26-0412'))).toBe('done')
    expect(rows.load('alarm', fireId)?.incident?.number).toBe('26-0413')
  })

  it('is not written over by somebody who has not seen what a colleague wrote', () => {
    const { ask, rows } = atWork()
    ask(fire({ number: null }))
    ask(numbered('26-0412', null), colleague)
    expect(ask(numbered('26-0999', null))).toBe('changedSince')
    // The same number from two who heard it is one.
    expect(ask(numbered('26-0412', null), supervisor)).toBe('done')
    expect(rows.load('alarm', fireId)?.incident?.number).toBe('26-0412')
  })

  it('belongs to an incident, and not to an alarm or a trainee', () => {
    const { ask, caseId } = atWork()
    expect(ask({ name: 'numberIncident', args: { caseId, number: '1' } })).toBe('notIncident')
    ask(fire({ number: null }))
    expect(ask(numbered('26-0412'), trainee)).toBe('roleNotAllowed')
  })
})
