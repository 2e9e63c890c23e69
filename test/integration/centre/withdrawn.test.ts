import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { RegistryPut } from '../../../src-centre/practice-port.ts'
import type { GrantRow } from '../../../src-domain/access/rows.ts'
import { toHandset } from '../../../src-domain/wire/field.ts'
import {
  caseOf,
  handshake,
  noFaults,
  openConsole,
  pressAt,
  raisedAt,
  type Started,
  saidAt,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { pinOf, scaip, townRows } from './town.ts'

/** What takes a grant away without anybody's revoking it: at once, also from the phone that holds a lease of it. */
let temp = tempFolder()
let started: Started
let desk: TestConsole
let phone: Socket
let session: string
let caseId: string
beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  session = await desk.signIn('p-ida')
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  caseId = caseOf(desk)
  await desk.command(session, 'answer', { caseId })
  await desk.command(session, 'dispatch', { caseId, unitId: 'unit-4' })
  phone = io(`${started.url}/handset`, {
    auth: { protocol: 1, ...handshake('hs-4', Date.now()) },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  await next('welcome', toHandset.welcome)
  expect(
    await phone.emitWithAck('signOn', { personId: 'p-nina', pin: pinOf('p-nina'), at: at() }),
  ).toMatchObject({ ok: true })
})
afterEach(async () => {
  phone.disconnect()
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const next = <S extends z.ZodType>(name: string, schema: S): Promise<z.output<S>> =>
  new Promise((resolve) => phone.once(name, (raw: unknown) => resolve(schema.parse(raw))))
const at = () => ({ ms: Date.now(), source: 'handset' as const, uncertaintyMs: 500 })
const rowOf = (grantId: string): GrantRow | undefined => started.centre.store.rows.load('grant', grantId)

/** A lease on the phone; the answer is its grant. */
const leased = async (): Promise<string> => {
  const lease = next('lease', toHandset.lease)
  const asked = {
    caseId,
    unitId: 'unit-4',
    handsetId: 'hs-4',
    doorIds: ['flat-1'],
    minutes: 30,
    reason: 'alarm',
  }
  expect(await desk.command(session, 'grant', asked)).toMatchObject({ ok: true })
  return (await lease).grantId
}
/** Asks the town for a row and puts it back with `change`. */
const change = async (table: RegistryPut['table'], id: string, words: object): Promise<void> => {
  const found = townRows(5).find((one) => one.table === table && one.row.id === id)
  if (!found) throw new Error(`no ${table} ${id}`)
  await started.centre.putRegistry([{ ...found, row: { ...found.row, ...words } } as RegistryPut])
}
const provider = (id: string): Promise<void> =>
  started.centre.putRegistry([
    { table: 'provider', row: { id, municipality: 'fjordvik', name: 'Trygg hverdag' } },
  ])

const withdraw = {
  providerChanged: async () => {
    await change('unit', 'unit-4', { providerId: 'prov-1' })
    const grantId = await leased()
    await provider('prov-2')
    await change('resident', 'res-1', { providerId: 'prov-2' })
    return grantId
  },
  serviceEnded: async () => {
    const grantId = await leased()
    await change('resident', 'res-1', { serviceEndedAt: Date.now() })
    return grantId
  },
  signedOff: async () => {
    const grantId = await leased()
    await phone.emitWithAck('signOff', { at: at() })
    return grantId
  },
  shiftEnded: async () => {
    const grantId = await leased()
    await change('unit', 'unit-4', { onShift: false })
    return grantId
  },
  handsetBlocked: async () => {
    const grantId = await leased()
    await desk.command(session, 'blockHandset', { handsetId: 'hs-4', reason: 'lost', note: '' })
    return grantId
  },
  caseClosed: async () => {
    const grantId = await leased()
    await desk.command(session, 'close', { caseId, outcome: 'helpedByPhone', note: '' })
    return grantId
  },
} as const

describe.each(Object.keys(withdraw) as (keyof typeof withdraw)[])('%s', (cause) => {
  it('ends the grant by itself, tells the phone to delete it, and gives no further lease', async () => {
    const revoke = next('revoke', toHandset.revoke)
    const grantId = await withdraw[cause]()
    const since = Date.now()
    expect((await revoke).grantId).toBe(grantId)
    await saidAt(desk, 'grant.ended')
    // Half a second until somebody looks; the rest is a busy machine.
    expect(Date.now() - since).toBeLessThan(2_000)
    expect(rowOf(grantId)).toMatchObject({ ended: cause, revokedAt: null })
    expect(await phone.emitWithAck('renew', { grantId })).toMatchObject({ ok: false })
    expect(await phone.emitWithAck('deleted', { grantId, at: at() })).toMatchObject({ ok: true })
    expect(rowOf(grantId)?.deletedAt).not.toBeNull()
    const leases = desk.live.filter((e) => e.kind === 'grant.leased')
    expect(leases).toHaveLength(1)
  })
})

describe('a provider', () => {
  it('gets no grant for a resident of another one; the municipality and the resident own provider do', async () => {
    await change('unit', 'unit-4', { providerId: 'prov-2' })
    const asked = {
      caseId,
      unitId: 'unit-4',
      handsetId: 'hs-4',
      doorIds: ['flat-1'],
      minutes: 30,
      reason: 'alarm',
    }
    expect(await desk.command(session, 'grant', asked)).toMatchObject({
      ok: false,
      error: { code: 'otherProvider' },
    })
    await change('unit', 'unit-4', { providerId: 'prov-1' })
    await leased()
    await change('unit', 'unit-4', { providerId: null })
    await leased()
  })
})
