import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../../src-domain/journal/kinds.ts'
import { hour, minute } from '../../../../src-domain/time.ts'
import { Journal, uuidOf } from '../../../build/journal.ts'
import { t0 } from './builders.ts'

/** What facts make of the rows of access, also late ones and those that come twice. */
const journal = () => {
  const told = new Journal()
  let now = t0
  const say = (draft: Draft, at = now, by = 'op-1') => {
    now += 1_000
    return told.append(draft, { at, receivedAt: now, by: { kind: 'person', id: by } })
  }
  return { say, rows: told.rows, now: () => now }
}
const caseId = uuidOf(0xc)
const grantId = uuidOf(0xa)
const issued: Draft = {
  kind: 'grant.issued',
  caseId,
  payload: {
    grantId,
    holder: { unitId: 'unit-4', handsetId: 'hs-4', personId: 'person-1' },
    doorIds: ['door-1', 'door-2'],
    from: t0,
    until: t0 + hour,
    reason: 'fire',
    offline: true,
    incidentNumber: '26-0412',
  },
}

describe('a grant', () => {
  const granted = () => {
    const { say, ...rest } = journal()
    say(issued)
    return { say, ...rest, row: () => rest.rows.load('grant', grantId) }
  }

  it('keeps how it works and under which number', () => {
    expect(granted().row()).toMatchObject({ offline: true, incidentNumber: '26-0412', reason: 'fire' })
  })

  it('was used when the first bolt moved, however late that is told', () => {
    const { say, row } = granted()
    const used = (reentry: boolean): Draft => ({
      kind: 'grant.used',
      caseId,
      payload: { grantId, doorId: 'door-1', reentry },
    })
    say(used(false), t0 + 3 * minute)
    say(used(true), t0 + 9 * minute)
    say(used(true), t0 + 5 * minute)
    say(used(false), t0 + minute)
    expect(row()?.doors).toMatchObject([
      { usedAt: t0 + minute, lastReentryAt: t0 + 9 * minute },
      { usedAt: null, lastReentryAt: null },
    ])
  })

  it('keeps the newest refusals of a door', () => {
    const { say, row } = granted()
    for (let n = 0; n < 25; n += 1)
      say({ kind: 'grant.refused', caseId, payload: { grantId, doorId: 'door-2', cause: 'jammed' } }, t0 + n)
    expect(row()?.doors[1]?.refusals).toHaveLength(20)
    expect(row()?.doors[1]?.refusals.at(0)?.at).toBe(t0 + 5)
  })

  it('ends once, for the first cause; the later of two leases counts', () => {
    const { say, row } = granted()
    say({ kind: 'grant.leased', caseId, payload: { grantId, lease: 2, until: t0 + 20 * minute } })
    say({ kind: 'grant.leased', caseId, payload: { grantId, lease: 1, until: t0 + 10 * minute } })
    say({ kind: 'grant.ended', caseId, payload: { grantId, cause: 'handsetBlocked' } })
    say({ kind: 'grant.ended', caseId, payload: { grantId, cause: 'expired' } })
    expect(row()).toMatchObject({ lease: 2, leaseUntil: t0 + 20 * minute, ended: 'handsetBlocked' })
  })

  it('is reviewed by the newest verdict', () => {
    const { say, row } = granted()
    say({ kind: 'grant.reviewed', caseId, payload: { grantId, verdict: 'justified' } }, t0, 'sup-1')
    say({ kind: 'grant.reviewed', caseId, payload: { grantId, verdict: 'breach' } }, t0, 'sup-2')
    expect(row()?.review).toMatchObject({ verdict: 'breach', by: 'sup-2' })
  })
})

describe('a phone', () => {
  const on = (personId: string): Draft => ({
    kind: 'handset.signedOn',
    caseId: null,
    payload: { handsetId: 'hs-4', personId },
  })
  const off = (personId: string): Draft => ({
    kind: 'handset.signedOff',
    caseId: null,
    payload: { handsetId: 'hs-4', personId },
  })

  it('is in the hands of whoever signed on last; a late word signs off nobody else', () => {
    const { say, rows } = journal()
    say(off('person-1'))
    expect(rows.load('handset', 'hs-4')).toBeUndefined()
    say(on('person-1'), t0)
    say(on('person-2'), t0 + minute)
    say(off('person-1'), t0 + 2 * minute)
    expect(rows.load('handset', 'hs-4')).toMatchObject({ personId: 'person-2', signedOnAt: t0 + minute })
    say(off('person-2'))
    expect(rows.load('handset', 'hs-4')).toMatchObject({ personId: null, signedOnAt: null })
  })

  it('stays blocked through whatever is said, until it is unblocked', () => {
    const { say, rows } = journal()
    say({ kind: 'handset.blocked', caseId: null, payload: { handsetId: 'hs-4', reason: 'stolen' } })
    say(on('person-1'))
    expect(rows.load('handset', 'hs-4')).toMatchObject({
      personId: 'person-1',
      blocked: { reason: 'stolen', by: 'op-1' },
    })
    say({ kind: 'handset.unblocked', caseId: null, payload: { handsetId: 'hs-4' } })
    expect(rows.load('handset', 'hs-4')?.blocked).toBeNull()
  })
})

describe('what is in whose hands', () => {
  it('a code is valid for whole hours; its uses are kept with both times', () => {
    const { say, rows } = journal()
    const codeId = uuidOf(0xd)
    const payload = {
      codeId,
      step: { kind: 'door', doorId: 'door-1' },
      from: t0,
      hours: 3,
      serial: 1,
    } as const
    say({ kind: 'code.issued', caseId, payload: { ...payload, reason: 'alarm' } })
    for (let n = 0; n < 52; n += 1) say({ kind: 'code.used', caseId, payload: { codeId } }, t0 + n)
    const row = rows.load('code', codeId)
    expect(row).toMatchObject({ caseId, until: t0 + 3 * hour, issuedBy: 'op-1' })
    expect(row?.uses).toHaveLength(50)
    expect(row?.uses.at(-1)).toMatchObject({ at: t0 + 51 })
    say({ kind: 'code.reviewed', caseId, payload: { codeId, verdict: 'followUp' } })
    expect(rows.load('code', codeId)?.review?.verdict).toBe('followUp')
  })

  it('a key is back when it first came back', () => {
    const { say, rows } = journal()
    const loanId = uuidOf(0xe)
    say({
      kind: 'key.handedOut',
      caseId,
      payload: { loanId, keyStoreId: 'box-1', unitId: 'unit-4', personId: null },
    })
    say({ kind: 'key.returned', caseId, payload: { loanId } }, t0 + hour, 'op-2')
    say({ kind: 'key.returned', caseId, payload: { loanId } }, t0 + 2 * hour, 'op-3')
    expect(rows.load('keyLoan', loanId)).toMatchObject({ returnedAt: t0 + hour, returnedBy: 'op-2' })
  })

  it('a resident’s grant is theirs, and over when it was first withdrawn; later uses are kept', () => {
    const { say, rows, now } = journal()
    const id = uuidOf(0xf)
    const payload = { grantId: id, residentId: 'r-1', doorIds: ['door-1'], from: t0, until: null }
    const entry = say({
      kind: 'residentGrant.given',
      caseId: null,
      payload: { ...payload, kind: 'standing', givenBy: 'relative' },
      personal: { name: 'Aslaug Brekke' },
    })
    expect(JSON.stringify(rows.load('residentGrant', id))).not.toContain('Aslaug')
    expect(rows.load('residentGrant', id)).toMatchObject({ givenSeq: entry.seq, withdrawnAt: null })
    say({ kind: 'residentGrant.withdrawn', caseId: null, payload: { grantId: id } })
    const withdrawnAt = now()
    say({ kind: 'residentGrant.withdrawn', caseId: null, payload: { grantId: id } })
    say({ kind: 'residentGrant.used', caseId: null, payload: { grantId: id, doorId: 'door-1' } }, t0)
    expect(rows.load('residentGrant', id)).toMatchObject({
      withdrawnAt,
      uses: [{ doorId: 'door-1', at: t0 }],
    })
  })

  it('what names nothing that is known makes no row', () => {
    const { say, rows } = journal()
    say({ kind: 'code.used', caseId, payload: { codeId: uuidOf(1) } })
    say({ kind: 'key.returned', caseId, payload: { loanId: uuidOf(1) } })
    say({ kind: 'residentGrant.withdrawn', caseId: null, payload: { grantId: uuidOf(1) } })
    say({ kind: 'grant.reviewed', caseId, payload: { grantId: uuidOf(1), verdict: 'justified' } })
    expect(rows.all()).toEqual([])
  })
})

describe('a door’s trust list', () => {
  it('never goes back to an older one, however late that is told', () => {
    const { say, rows } = journal()
    const trusted = (version: number): Draft => ({
      kind: 'door.trusted',
      caseId: null,
      payload: { doorId: 'door-1', version },
    })
    say(trusted(3), t0 + hour)
    say(trusted(2), t0 + 2 * hour)
    expect(rows.load('doorTrust', 'door-1')).toMatchObject({ version: 3, at: t0 + hour })
  })
})
