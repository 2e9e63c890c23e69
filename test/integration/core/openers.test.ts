import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RegistryPut } from '../../../src-centre/practice-port.ts'
import { doorOf, homeOf, lockOf, residentOf } from '../../build/block.ts'
import {
  openAdapter,
  openConsole,
  pressAt,
  type Started,
  secretOf,
  signOn,
  startCentre,
  type TestConsole,
  tempFolder,
} from '../centre/harness.ts'
import { openPhone, type TestPhone } from '../centre/phone.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

/** Two flats behind one street door; a key box belongs to the lower one alone. Whoever asks sees the same list. */
const flats: readonly RegistryPut[] = [
  { table: 'door', row: doorOf('yard', { place: 'street' }) },
  { table: 'lock', row: lockOf('yard') },
  ...['101', '201'].flatMap((flat): RegistryPut[] => [
    { table: 'door', row: doorOf(`own-${flat}`) },
    { table: 'lock', row: lockOf(`own-${flat}`) },
    { table: 'resident', row: residentOf(`lives-${flat}`, `block-${flat}`) },
    {
      table: 'home',
      row: homeOf(`block-${flat}`, {
        street: 'Havnegata',
        flat,
        floor: Number(flat[0]),
        chain: [
          { kind: 'door', doorId: 'yard' },
          ...(flat === '101' ? [{ kind: 'keyStore' as const, keyStoreId: 'box-101' }] : []),
          { kind: 'door', doorId: `own-${flat}` },
        ],
      }),
    },
    {
      table: 'homeUnit',
      row: {
        id: `unit-of-${flat}`,
        municipality: 'fjordvik',
        residentId: `lives-${flat}`,
        cid: `48${flat}`,
        model: 'unit',
        voice: 'duplex',
        number: '412 00 100',
      },
    },
  ]),
  {
    table: 'keyStore',
    row: {
      id: 'box-101',
      municipality: 'fjordvik',
      kind: 'keyBox',
      label: 'Nøkkelboks',
      hook: null,
      position: [8, 63],
      keypad: false,
    },
  },
]

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let desk: Desk
let colleague: TestConsole
let phone: TestPhone
let session: string
let caseId: string
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder, { residents: 1 })
  await started.centre.putRegistry(flats)
  desk = openDesk({ url: started.url, profile: profile.profile })
  await desk.until('the registry', (s) => s.homes.size === 3)
  await desk.signIn('p-eva', pinOf('p-eva'))
  colleague = await openConsole(started.url, 'desk-2')
  session = await colleague.signIn('p-ida')
  phone = await openPhone(started.url, 'hs-4')
  await signOn(phone.socket, 'p-nina')
  await pressAt(started.url, scaip(1).replace(/<cid>\d+<\/cid>/, '<cid>48101</cid>'))
  await desk.until('the alarm', (s) => s.alarms.size === 1)
  caseId = [...desk.seen.alarms.keys()][0] ?? ''
  await done('answer', { caseId })
  await done('dispatch', { caseId, unitId: 'unit-4' })
})
afterEach(async () => {
  phone.close()
  colleague.close()
  await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

const done = async (name: string, args: object): Promise<void> =>
  expect(await colleague.command(session, name, args)).toMatchObject({ ok: true })
/** Asks again with each change of access until the list is this one. */
const lists = async (kind: 'door' | 'resident' | 'home', id: string, expected: readonly string[]) => {
  for (;;) {
    const stand = desk.seen.access?.stand
    const { place } = await desk.call('whoMayOpen', { kind, id })
    const said = (place?.openers ?? []).map((one) => `${one.kind}: ${one.doorIds.toSorted().join()}`)
    if (said.join() === expected.join()) return
    const words = `${kind} ${id} listing ${expected.join(' ') || 'nobody'}, not ${said.join(' ') || 'nobody'}`
    await desk.until(words, () => desk.seen.access?.stand !== stand)
  }
}
const grant = (doorIds: readonly string[]) =>
  done('grant', { caseId, unitId: 'unit-4', handsetId: 'hs-4', doorIds, minutes: 30, reason: 'alarm' })

describe('who may open a door', () => {
  it('names a grant at its doors, at the resident and at the neighbour, until it is deleted', async () => {
    await desk.call('openCase', { caseId })
    await grant(['yard', 'own-101'])
    await lists('door', 'own-101', ['grant: own-101'])
    await lists('resident', 'lives-101', ['grant: own-101,yard'])
    await lists('resident', 'lives-201', ['grant: yard'])
    await phone.until((told) => told.lease.length === 1)
    const grantId = phone.told.lease[0]?.grantId ?? ''
    await done('revoke', { caseId, grantId, reason: 'noLongerNeeded' })
    await desk.until('the revoking', (s) => s.case?.grants[0]?.state === 'revoking')
    await lists('home', 'block-101', ['grant: own-101,yard'])
    const at = { ms: Date.now(), source: 'handset', uncertaintyMs: 0 }
    await phone.ask('deleted', { grantId, at })
    await lists('home', 'block-101', [])
    await desk.until('the receipt', (s) => s.case?.grants[0]?.state === 'revoked')
    expect(desk.seen.case?.openers).toEqual([])
  })

  it('names a neighbour’s key at the street door, and not at one’s own', async () => {
    await done('handOutKey', { caseId, keyStoreId: 'box-101', unitId: 'unit-4' })
    await lists('door', 'yard', ['key: yard'])
    await lists('door', 'own-201', [])
    await lists('resident', 'lives-201', ['key: yard'])
    await lists('resident', 'lives-101', ['key: own-101,yard'])
    const [loan] = started.centre.store.rows.loansOf(caseId)
    await done('returnKey', { caseId, loanId: loan?.id })
    await lists('door', 'yard', [])
  })

  it('names what residents gave, until it is withdrawn', async () => {
    const app = await openAdapter(started.url, '/platform', {
      adapterId: 'locks',
      secret: secretOf('locks'),
    })
    const grantId = v7()
    const given = {
      grantId,
      residentId: 'lives-201',
      doorIds: ['yard', 'own-201'],
      kind: 'standing',
      givenBy: 'relative',
      from: Date.now(),
      until: null,
      name: 'Aslaug Brekke',
    }
    const tell = (told: object) => app.send('residentGrants', { given: [], withdrawn: [], used: [], ...told })
    await tell({ given: [given] })
    await lists('resident', 'lives-201', ['residentGrant: own-201,yard'])
    await lists('resident', 'lives-101', ['residentGrant: yard'])
    const at = { ms: Date.now(), source: 'door', uncertaintyMs: 0 }
    await tell({ withdrawn: [{ grantId, at }] })
    await lists('door', 'yard', [])
    app.close()
  })

  it('shows one opener once in a case of many flats', async () => {
    const fire = v7()
    await done('openIncident', { caseId: fire, homeId: 'block-101', number: '26-0412', note: '' })
    await done('handOutKey', { caseId, keyStoreId: 'box-101', unitId: 'unit-4' })
    await desk.call('openCase', { caseId: fire })
    await desk.until('the incident', (s) => s.case?.openers.length === 1)
    expect(desk.seen.case?.openers).toMatchObject([{ kind: 'key', doorIds: ['yard', 'own-101'] }])
  })
})
