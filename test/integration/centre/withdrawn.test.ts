import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RegistryPut } from '../../../src-centre/practice-port.ts'
import type { GrantRow } from '../../../src-domain/access/rows.ts'
import { minute } from '../../../src-domain/time.ts'
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
import { scaip, townRows } from './town.ts'

/** What takes a grant away without anybody's revoking it: at once, and from the phone that holds a lease of it too. */
let temp = tempFolder()
let clock: MovedClock
let started: Started
let desk: TestConsole
let phone: TestPhone
let session: string
let caseId: string
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  started = await startCentre(temp.folder, { clock })
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  session = await desk.signIn('p-ida')
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  caseId = caseOf(desk)
  await command('answer', { caseId })
  await command('dispatch', { caseId, unitId: 'unit-4' })
  phone = await openPhone(started.url, 'hs-4', clock.now())
  await signOn(phone.socket, 'p-nina')
})
afterEach(async () => {
  phone.close()
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const command = (name: string, args: object) => desk.command(session, name, args, v7(), clock.now() + minute)
const at = () => ({ ms: clock.now(), source: 'handset' as const, uncertaintyMs: 500 })
const rowOf = (grantId: string): GrantRow | undefined => started.centre.store.rows.load('grant', grantId)

const ask = () =>
  command('grant', {
    caseId,
    unitId: 'unit-4',
    handsetId: 'hs-4',
    doorIds: ['flat-1'],
    minutes: 30,
    reason: 'alarm',
  })
/** A lease on the phone; the answer is its grant. */
const leased = async (): Promise<string> => {
  const before = phone.told.lease.length
  expect(await ask()).toMatchObject({ ok: true })
  await phone.until((told) => told.lease.length > before)
  return phone.told.lease.at(-1)?.grantId ?? ''
}
/** The registry's word: the town's row once more, with `words`. */
const change = async (table: RegistryPut['table'], id: string, words: object): Promise<void> => {
  const found = townRows(5).find((one) => one.table === table && one.row.id === id)
  if (!found) throw new Error(`no ${table} ${id}`)
  await started.centre.putRegistry([{ ...found, row: { ...found.row, ...words } } as RegistryPut])
}

const withdraw = {
  providerChanged: () => change('resident', 'res-1', { providerId: 'prov-2' }),
  serviceEnded: () => change('resident', 'res-1', { serviceEndedAt: clock.now() }),
  shiftEnded: () => change('unit', 'unit-4', { providerId: 'prov-1', onShift: false }),
  handsetBlocked: () => command('blockHandset', { handsetId: 'hs-4', reason: 'lost', note: '' }),
  caseClosed: () => command('close', { caseId, outcome: 'helpedByPhone', note: '' }),
} as const
const causes = Object.keys(withdraw) as (keyof typeof withdraw)[]

describe.each(causes)('%s', (cause) => {
  beforeEach(() => change('unit', 'unit-4', { providerId: 'prov-1' }))

  it('ends the grant within half a second, tells the phone to delete it, and gives no further lease', async () => {
    const grantId = await leased()
    await withdraw[cause]()
    clock.advance(500)
    await phone.until((told) => told.revoke.some((one) => one.grantId === grantId))
    await saidAt(desk, 'grant.ended')
    expect(rowOf(grantId)).toMatchObject({ ended: cause, revokedAt: null })
    expect(await phone.ask('renew', { grantId })).toMatchObject({ ok: false })
    const receipt = await phone.ask('deleted', { grantId, at: at() })
    // Whoever has a blocked phone may say what he likes: only the end of the lease counts.
    expect(receipt).toMatchObject(
      cause === 'handsetBlocked' ? { ok: false, error: { code: 'handsetBlocked' } } : { ok: true },
    )
    expect(rowOf(grantId)?.deletedAt).toBe(cause === 'handsetBlocked' ? null : clock.now())
    expect(desk.live.filter((e) => e.kind === 'grant.leased')).toHaveLength(1)
  })

  it('is told to a phone that had no coverage then, as soon as it is back', async () => {
    const grantId = await leased()
    phone.close()
    await withdraw[cause]()
    clock.advance(500)
    await saidAt(desk, 'grant.ended')
    const back = openPhone(started.url, 'hs-4', clock.now())
    // One that was blocked does not come in: its lease is out there until its end.
    if (cause === 'handsetBlocked') return expect(back).rejects.toThrow('credential')
    phone = await back
    await phone.until((told) => told.revoke.some((one) => one.grantId === grantId))
    expect(phone.told.lease).toEqual([])
  })
})

describe('a provider', () => {
  it('has no grant for a resident of another; their own has, and the municipality', async () => {
    await change('unit', 'unit-4', { providerId: 'prov-2' })
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'otherProvider' } })
    await change('unit', 'unit-4', { providerId: 'prov-1' })
    await leased()
    await change('unit', 'unit-4', { providerId: null })
    await leased()
  })
})
