import { describe, expect, it } from 'vitest'
import {
  allowedActions,
  codeActions,
  deskActions,
  grantActions,
  handsetActions,
  loanActions,
} from '../../../../src-domain/alarm/actions.ts'
import type { Command, CommandName } from '../../../../src-domain/command/command.ts'
import { atWork, colleague, operator, supervisor, technician, trainee } from '../command/scene.ts'

const everybody = [operator, colleague, supervisor, trainee, technician]

describe('what a screen offers', () => {
  it('is never refused for the role, nor for whose case it is', () => {
    for (const who of everybody) {
      const { shift, caseId, rows } = atWork()
      const alarm = rows.load('alarm', caseId)
      if (!alarm) throw new Error('no case')
      const offered = allowedActions(alarm, who)
      const given: Partial<Record<CommandName, Command>> = {
        issueCode: {
          name: 'issueCode',
          args: { caseId, step: { kind: 'keyStore', keyStoreId: 'box-1' }, hours: 2, reason: 'alarm' },
        },
        revealSharedCode: { name: 'revealSharedCode', args: { caseId, doorId: 'door-private' } },
        handOutKey: { name: 'handOutKey', args: { caseId, keyStoreId: 'box-1', unitId: 'unit-1' } },
      }
      for (const [name, command] of Object.entries(given)) {
        const answer = shift.ask(command, who)
        expect([name, answer === 'done']).toEqual([name, offered.includes(name as CommandName)])
      }
    }
  })

  it('is nothing to whoever is not signed in', () => {
    const { caseId, rows, grant, shift } = atWork()
    grant()
    const [alarm, row] = [rows.load('alarm', caseId), rows.of('grant')[0]]
    if (!alarm || !row) throw new Error('no grant')
    expect(allowedActions(alarm, null)).toEqual([])
    expect(grantActions(row, null, shift.now)).toEqual([])
    expect(handsetActions(undefined, null)).toEqual([])
    expect(deskActions(null)).toEqual([])
  })
})

describe('a grant', () => {
  it('is revoked while it runs, by those who may; reviewed by a supervisor, unless it checked a door', () => {
    const { grant, rows, shift } = atWork()
    grant()
    grant({ reason: 'doorCheck' })
    const [row, check] = rows.of('grant')
    if (!row || !check) throw new Error('no grants')
    expect(grantActions(row, operator, shift.now)).toEqual(['revoke'])
    expect(grantActions(row, supervisor, shift.now)).toEqual(['revoke', 'review'])
    expect(grantActions(check, supervisor, shift.now)).toEqual(['revoke'])
    expect(grantActions(row, trainee, shift.now)).toEqual([])
    expect(grantActions(row, supervisor, row.until)).toEqual(['review'])
    expect(grantActions({ ...row, ended: 'signedOff' }, operator, shift.now)).toEqual([])
  })
})

describe('phones, keys and codes', () => {
  it('a phone is blocked by everybody, and unblocked by a supervisor', () => {
    const { ask, rows } = atWork()
    for (const who of everybody) expect(handsetActions(undefined, who)).toEqual(['blockHandset'])
    ask({ name: 'blockHandset', args: { handsetId: 'hs-unit-1', reason: 'lost', note: '' } })
    const handset = rows.load('handset', 'hs-unit-1')
    expect(handsetActions(handset, supervisor)).toEqual(['unblockHandset'])
    expect(handsetActions(handset, operator)).toEqual([])
  })

  it('a key is returned once, a code reviewed by a supervisor', () => {
    const { ask, caseId, rows } = atWork()
    ask({ name: 'handOutKey', args: { caseId, keyStoreId: 'box-1', unitId: 'unit-1' } })
    ask({
      name: 'issueCode',
      args: { caseId, step: { kind: 'keyStore', keyStoreId: 'box-1' }, hours: 2, reason: 'alarm' },
    })
    const [loan, code] = [rows.of('keyLoan')[0], rows.of('code')[0]]
    if (!loan || !code) throw new Error('nothing handed out')
    expect(loanActions(loan, colleague)).toEqual(['returnKey'])
    expect(loanActions({ ...loan, returnedAt: 1 }, colleague)).toEqual([])
    expect(codeActions(code, supervisor)).toEqual(['review'])
    expect(codeActions(code, operator)).toEqual([])
  })

  it('a desk without a case opens incidents and blocks phones; supervision does more', () => {
    expect(deskActions(operator)).toEqual(['openIncident', 'blockHandset'])
    expect(deskActions(technician)).toEqual(['blockHandset', 'beginTest', 'signTest'])
    expect(deskActions(supervisor)).toEqual([
      'openIncident',
      'blockHandset',
      'unblockHandset',
      'review',
      'rotateKey',
      'retireKey',
      'strikeOffKey',
      'beginTest',
      'signTest',
    ])
  })
})
