import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mayOpenUntil } from '../../../src-domain/access/lease.ts'
import { openersOf } from '../../../src-domain/access/mayOpen.ts'
import type { GrantRow } from '../../../src-domain/access/rows.ts'
import { minute, second } from '../../../src-domain/time.ts'
import {
  caseOf,
  type MovedClock,
  movedClock,
  noFaults,
  openConsole,
  pressAt,
  raisedAt,
  type Started,
  saidAt,
  signOn,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { openPhone, type TestPhone } from './phone.ts'
import { pinOf, scaip } from './town.ts'

/** Shared phones over the wire: who has them, and what that is worth at a door. */
let temp = tempFolder()
let clock: MovedClock
let started: Started
let desk: TestConsole
let phones: TestPhone[] = []
let operator: string
let supervisor: string
let caseId: string
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  started = await startCentre(temp.folder, { clock })
  await started.centre.putRegistry([
    {
      table: 'person',
      row: { id: 'p-rolf', municipality: 'fjordvik', name: 'Rolf Eide', initials: 'RE', role: 'responder' },
    },
  ])
  await started.centre.signIn.setPin('p-rolf', pinOf('p-rolf'))
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  operator = await desk.signIn('p-ida')
  supervisor = await desk.signIn('p-eva')
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  caseId = caseOf(desk)
  await done(operator, 'answer', { caseId })
  await done(operator, 'dispatch', { caseId, unitId: 'unit-4' })
})
afterEach(async () => {
  for (const phone of phones) phone.close()
  phones = []
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const command = (session: string, name: string, args: object) =>
  desk.command(session, name, args, v7(), clock.now() + minute)
const done = async (session: string, name: string, args: object): Promise<void> =>
  expect(await command(session, name, args)).toMatchObject({ ok: true })
const at = () => ({ ms: clock.now(), source: 'handset' as const, uncertaintyMs: 500 })
const pickUp = async (): Promise<TestPhone> => {
  const phone = await openPhone(started.url, 'hs-4', clock.now())
  phones.push(phone)
  return phone
}
const taken = async (): Promise<TestPhone> => {
  const phone = await pickUp()
  await signOn(phone.socket, 'p-nina')
  return phone
}
const grantArgs = { unitId: 'unit-4', handsetId: 'hs-4', doorIds: ['flat-1'], minutes: 30, reason: 'alarm' }
/** A lease on the phone; the answer is its grant. */
const leased = async (phone: TestPhone, over: object = {}): Promise<string> => {
  const before = phone.told.lease.length
  await done(operator, 'grant', { caseId, ...grantArgs, ...over })
  await phone.until((told) => told.lease.length > before)
  return phone.told.lease.at(-1)?.grantId ?? ''
}
const rowOf = (grantId: string): GrantRow => {
  const row = started.centre.store.rows.load('grant', grantId)
  if (!row) throw new Error(`no grant ${grantId}`)
  return row
}
const kinds = () => desk.live.map((entry) => entry.kind)
/** Grants on the list of the flat's door, as everybody makes it of the same rows. */
const listed = (): string[] => {
  const { rows } = started.centre.store
  const access = { grants: rows.grantsOf(caseId), codes: [], residentGrants: [], loans: [] }
  return openersOf({ id: 'flat-1', sharedCode: false }, [], access, clock.now()).map(({ id }) => id)
}

describe('signing on', () => {
  const tryPin = (phone: TestPhone, personId: string, pin: string) =>
    phone.ask('signOn', { personId, pin, at: at() })

  it('is a person by name in the journal, and the phone says when', async () => {
    const phone = await pickUp()
    const earlier = clock.now() - 20 * second
    const told = { ms: earlier, source: 'handset', uncertaintyMs: 500 }
    await phone.ask('signOn', { personId: 'p-nina', pin: pinOf('p-nina'), at: told })
    await saidAt(desk, 'handset.signedOn')
    expect(desk.live.at(-1)).toMatchObject({
      by: { kind: 'person', id: 'p-nina' },
      at: { ms: earlier },
      receivedAt: clock.now(),
    })
  })

  it('with a wrong PIN is refused, and slower with each; nothing is granted to the phone', async () => {
    const phone = await pickUp()
    for (let tries = 0; tries < 4; tries += 1)
      expect(await tryPin(phone, 'p-nina', '0000')).toEqual({
        ok: false,
        error: { code: 'signInRefused', detail: {} },
      })
    expect(await tryPin(phone, 'p-nina', '0000')).toMatchObject({
      error: { code: 'signInRefused', detail: { retryAfterSeconds: 300 } },
    })
    expect(await tryPin(phone, 'p-nina', pinOf('p-nina'))).toMatchObject({
      error: { code: 'signInRefused', detail: { retryAfterSeconds: 300 } },
    })
    expect(await command(operator, 'grant', { caseId, ...grantArgs })).toMatchObject({
      error: { code: 'noHandset' },
    })
    clock.advance(5 * minute)
    expect(await tryPin(phone, 'p-nina', pinOf('p-nina'))).toMatchObject({ ok: true })
    expect(kinds().filter((kind) => kind === 'handset.signedOn')).toHaveLength(1)
  })

  it('is for responders: an operator’s PIN opens no doors, and nobody unknown signs on', async () => {
    const phone = await pickUp()
    expect(await tryPin(phone, 'p-ida', pinOf('p-ida'))).toMatchObject({ error: { code: 'roleNotAllowed' } })
    expect(await tryPin(phone, 'p-none', '0000')).toMatchObject({ error: { code: 'signInRefused' } })
  })
})

describe('a phone that changes hands', () => {
  it('signs the first off, and deletes what was granted to her, before anybody has looked', async () => {
    const phone = await taken()
    const grantId = await leased(phone)
    await signOn(phone.socket, 'p-rolf')
    await phone.until((told) => told.revoke.some((one) => one.grantId === grantId))
    await saidAt(desk, 'handset.signedOn', 2)
    expect(kinds().slice(-3)).toEqual(['handset.signedOff', 'grant.ended', 'handset.signedOn'])
    expect(rowOf(grantId)).toMatchObject({ ended: 'signedOff', holder: { personId: 'p-nina' } })
    expect(await phone.ask('renew', { grantId })).toMatchObject({ ok: false, error: { code: 'grantEnded' } })
    const next = await leased(phone)
    expect(rowOf(next)).toMatchObject({ holder: { personId: 'p-rolf' }, ended: null })
  })

  it('gives no further lease to somebody who signs off and on again at once', async () => {
    const phone = await taken()
    const grantId = await leased(phone)
    await phone.ask('signOff', { at: at() })
    await signOn(phone.socket, 'p-nina')
    expect(await phone.ask('renew', { grantId })).toMatchObject({ ok: false })
    await phone.until((told) => told.revoke.some((one) => one.grantId === grantId))
    expect(phone.told.lease).toHaveLength(1)
  })

  it('says it once where the same person signs on twice', async () => {
    const phone = await taken()
    const grantId = await leased(phone)
    await signOn(phone.socket, 'p-nina')
    expect(rowOf(grantId).ended).toBeNull()
    expect(kinds().filter((kind) => kind.startsWith('handset.'))).toEqual(['handset.signedOn'])
  })

  it('is still what it may open until its lease is over or deleted', async () => {
    const phone = await taken()
    const [kept, deleted] = [await leased(phone), await leased(phone)]
    await phone.ask('signOff', { at: at() })
    expect(listed().toSorted()).toEqual([kept, deleted].toSorted())
    expect(await phone.ask('deleted', { grantId: deleted, at: at() })).toMatchObject({ ok: true })
    expect(listed()).toEqual([kept])
    clock.advance(10 * minute + 30 * second)
    expect(listed()).toEqual([])
  })
})

describe('a lost phone', () => {
  const block = () =>
    done(operator, 'blockHandset', { handsetId: 'hs-4', reason: 'lost', note: 'Ringte inn.' })

  it('is put out within a second and comes in no more; what it may open is known until its end', async () => {
    const phone = await taken()
    const [one, two] = [await leased(phone), await leased(phone, { startsIn: 15 })]
    await block()
    expect(await phone.ask('signOn', { personId: 'p-rolf', pin: pinOf('p-rolf'), at: at() })).toMatchObject({
      error: { code: 'handsetBlocked' },
    })
    clock.advance(second)
    await phone.out
    await expect(pickUp()).rejects.toMatchObject({ data: { code: 'credential' } })
    for (const id of [one, two]) expect(rowOf(id)).toMatchObject({ ended: 'handsetBlocked', deletedAt: null })
    expect(mayOpenUntil(rowOf(one), clock.now())).toBe((rowOf(one).leaseUntil ?? 0) + 30 * second)
    expect(listed().toSorted()).toEqual([one, two].toSorted())
    expect(await command(operator, 'grant', { caseId, ...grantArgs })).toMatchObject({
      error: { code: 'handsetBlocked' },
    })
    clock.advance(10 * minute + 30 * second)
    expect(listed()).toEqual([two])
    clock.advance(15 * minute)
    expect(listed()).toEqual([])
  })

  it('is unblocked by a supervisor alone; then it deletes what it held, and gets nothing of it back', async () => {
    const phone = await taken()
    const grantId = await leased(phone)
    await block()
    clock.advance(second)
    await phone.out
    const unblock = { handsetId: 'hs-4', note: 'Lå under setet.' }
    expect(await command(operator, 'unblockHandset', unblock)).toMatchObject({
      error: { code: 'roleNotAllowed' },
    })
    await done(supervisor, 'unblockHandset', unblock)
    const again = await pickUp()
    await again.until((told) => told.revoke.some((one) => one.grantId === grantId))
    expect(await again.ask('renew', { grantId })).toMatchObject({ ok: false })
    await again.ask('deleted', { grantId, at: at() })
    expect(listed()).toEqual([])
    // Whoever had it has it still.
    const next = await leased(again)
    expect(rowOf(next)).toMatchObject({ holder: { personId: 'p-nina' }, ended: null })
  })

  it('is told by a phone call as well: nobody needs to be on any case', async () => {
    const trainee = await desk.signIn('p-ola')
    await done(trainee, 'blockHandset', { handsetId: 'hs-4', reason: 'stolen', note: '' })
    await saidAt(desk, 'handset.blocked')
    expect(desk.live.at(-1)).toMatchObject({ caseId: null, by: { kind: 'person', id: 'p-ola' } })
  })
})

describe('a lease that works without coverage', () => {
  it('lives as long as its grant, needs no renewal, and cannot be taken back before', async () => {
    const phone = await taken()
    const grantId = await leased(phone, { offline: true, minutes: 120 })
    const { until } = rowOf(grantId)
    expect(phone.told.lease.at(-1)).toMatchObject({ lease: 1, until })
    phone.close()
    await done(operator, 'revoke', { caseId, grantId, reason: 'noLongerNeeded' })
    clock.advance(119 * minute)
    expect(mayOpenUntil(rowOf(grantId), clock.now())).toBe(until + 30 * second)
    expect(listed()).toEqual([grantId])
    clock.advance(minute + 30 * second)
    expect(listed()).toEqual([])
    expect(kinds().filter((kind) => kind === 'grant.leased')).toHaveLength(1)
  })

  it('is the exception: without the choice a lease lives ten minutes', async () => {
    const phone = await taken()
    const grantId = await leased(phone, { minutes: 120 })
    expect(rowOf(grantId).leaseUntil).toBe(clock.now() + 10 * minute)
    clock.advance(5 * minute)
    await phone.ask('renew', { grantId })
    expect(rowOf(grantId)).toMatchObject({ lease: 2, leaseUntil: clock.now() + 10 * minute })
  })
})
