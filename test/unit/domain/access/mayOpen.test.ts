import { describe, expect, it } from 'vitest'
import { type Access, openersOf } from '../../../../src-domain/access/mayOpen.ts'
import type { CodeRow, GrantRow, KeyLoanRow, ResidentGrantRow } from '../../../../src-domain/access/rows.ts'
import type { ChainStep } from '../../../../src-domain/registry/rows.ts'
import { hour, minute, second } from '../../../../src-domain/time.ts'
import { uuidOf } from '../../../build/journal.ts'
import { flatDoor, grantRow, streetDoor, t0 } from './builders.ts'

const street: ChainStep = { kind: 'door', doorId: streetDoor }
const flat: ChainStep = { kind: 'door', doorId: flatDoor }
const box: ChainStep = { kind: 'keyStore', keyStoreId: 'box-1' }
const way = [street, box, flat]

const common = { municipality: 'fjordvik', caseId: uuidOf(1), seq: 1 }
const code = (step: ChainStep, over: Partial<CodeRow> = {}): CodeRow => ({
  ...common,
  id: uuidOf(2),
  step,
  from: t0,
  until: t0 + 2 * hour,
  hours: 2,
  serial: 0,
  reason: 'alarm',
  issuedBy: 'op-1',
  issuedAt: t0,
  uses: [],
  review: null,
  ...over,
})
const given = (over: Partial<ResidentGrantRow> = {}): ResidentGrantRow => ({
  id: uuidOf(3),
  municipality: 'fjordvik',
  residentId: 'r-1',
  givenSeq: 1,
  doorIds: [flatDoor],
  kind: 'period',
  givenBy: 'resident',
  from: t0,
  until: t0 + hour,
  withdrawnAt: null,
  uses: [],
  seq: 1,
  ...over,
})
const loan = (over: Partial<KeyLoanRow> = {}): KeyLoanRow => ({
  ...common,
  id: uuidOf(5),
  keyStoreId: 'box-1',
  unitId: 'unit-4',
  personId: 'person-1',
  outAt: t0,
  outBy: 'op-1',
  returnedAt: null,
  returnedBy: null,
  ...over,
})
const leased = (over: Partial<GrantRow> = {}) => grantRow({ lease: 1, leaseUntil: t0 + 10 * minute, ...over })

const openers = (
  access: Partial<Access>,
  now: number,
  door: { id: string; sharedCode: boolean } = { id: flatDoor, sharedCode: false },
  ways: readonly ChainStep[] = way,
) => openersOf(door, ways, { grants: [], codes: [], residentGrants: [], loans: [], ...access }, now)
const at = (id: string) => ({ id, sharedCode: false })

describe('who may open a door: a grant', () => {
  it('is there from its first lease until the slowest door is shut', () => {
    expect(openers({ grants: [grantRow()] }, t0)).toEqual([])
    const end = t0 + 10 * minute + 30 * second
    expect(openers({ grants: [leased()] }, end - 1)).toMatchObject([
      { kind: 'grant', from: t0 - 30 * second, until: end },
    ])
    expect(openers({ grants: [leased()] }, end)).toEqual([])
  })

  it('is there before it begins: the lease is out already', () => {
    const later = leased({ from: t0 + 20 * minute, leaseUntil: t0 + 30 * minute })
    expect(openers({ grants: [later] }, t0)).toMatchObject([{ from: t0 + 20 * minute - 30 * second }])
  })

  it('stays when it was used, when it was asked back, and when its case was closed', () => {
    const used = leased().doors.map((door) => ({ ...door, usedAt: t0, usedReceivedAt: t0 }))
    const all = [
      leased({ doors: used }),
      leased({ revokedAt: t0, revokedBy: 'op-1' }),
      leased({ ended: 'caseClosed', endedAt: t0 }),
    ]
    for (const row of all) expect(openers({ grants: [row] }, t0 + minute)).toHaveLength(1)
  })

  it('goes with the receipt that it was deleted', () => {
    expect(openers({ grants: [leased({ revokedAt: t0, deletedAt: t0 + second })] }, t0 + minute)).toEqual([])
  })

  it('is of its own doors alone', () => {
    const row = leased({ doors: leased().doors.slice(0, 1) })
    expect(openers({ grants: [row] }, t0, at(streetDoor))).toHaveLength(1)
    expect(openers({ grants: [row] }, t0, at(flatDoor))).toEqual([])
  })
})

describe('who may open a door: a spoken code', () => {
  it('of a door opens that door, until its last hour is over at the slowest keypad', () => {
    const codes = [code(flat)]
    const end = t0 + 2 * hour + 30 * second
    expect(openers({ codes }, end - 1)).toMatchObject([{ kind: 'code', until: end }])
    expect(openers({ codes }, end)).toEqual([])
    expect(openers({ codes }, t0, at(streetDoor))).toEqual([])
  })

  it('of a key box opens whatever the key in it opens, a neighbour’s too at the street door', () => {
    const codes = [code(box)]
    for (const id of [streetDoor, flatDoor]) expect(openers({ codes }, t0, at(id))).toHaveLength(1)
    const ownWay = [street, flat]
    expect(openers({ codes }, t0, at(flatDoor), ownWay)).toEqual([])
    expect(openers({ codes }, t0, at(streetDoor), [...ownWay, ...way])).toHaveLength(1)
  })
})

describe('who may open a door: what others gave', () => {
  it('a resident’s own grant, until it is withdrawn or over; a standing one has no end', () => {
    const end = t0 + hour + 30 * second
    expect(openers({ residentGrants: [given()] }, end - 1)).toMatchObject([
      { kind: 'residentGrant', until: t0 + hour },
    ])
    expect(openers({ residentGrants: [given()] }, end)).toEqual([])
    const standing = given({ kind: 'standing', until: null })
    expect(openers({ residentGrants: [standing] }, t0 + 1_000 * hour)).toMatchObject([{ until: null }])
    expect(openers({ residentGrants: [{ ...standing, withdrawnAt: t0 }] }, t0)).toEqual([])
    expect(openers({ residentGrants: [standing] }, t0, at(streetDoor))).toEqual([])
  })

  it('one that was for once stays after its use: what is reported may be wrong', () => {
    const once = given({ kind: 'once', uses: [{ doorId: flatDoor, at: t0, receivedAt: t0 }] })
    expect(openers({ residentGrants: [once] }, t0 + minute)).toHaveLength(1)
  })

  it('a key from its cabinet or box, until it is back', () => {
    for (const id of [streetDoor, flatDoor])
      expect(openers({ loans: [loan()] }, t0 + 50 * hour, at(id))).toMatchObject([
        { kind: 'key', from: t0, until: null },
      ])
    expect(openers({ loans: [loan({ returnedAt: t0 + hour })] }, t0 + hour)).toEqual([])
    expect(openers({ loans: [loan({ keyStoreId: 'box-2' })] }, t0)).toEqual([])
  })

  it('everybody who ever learnt a shared code, for good', () => {
    expect(openers({}, t0 + 1_000 * hour, { id: 'door-private', sharedCode: true })).toEqual([
      { kind: 'sharedCode', id: 'door-private', from: 0, until: null },
    ])
  })
})
