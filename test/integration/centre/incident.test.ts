import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessCrypto, rawPublicKey } from '../../../src-centre/crypto.ts'
import type { RegistryPut } from '../../../src-centre/practice-port.ts'
import { fromBase64url } from '../../../src-domain/access/bytes.ts'
import { doorTag, readToken } from '../../../src-domain/access/token.ts'
import { doorOf, homeOf, lockOf, unitOf } from '../../build/block.ts'
import {
  caseOf,
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
import { handsetKeyOf, pinOf, scaip } from './town.ts'

/** A block of three flats with a key box by one of them, and a fire engine. */
const flats = ['101', '201', '202']
const block: readonly RegistryPut[] = [
  { table: 'door', row: doorOf('yard', { place: 'street' }) },
  { table: 'lock', row: lockOf('yard') },
  ...flats.flatMap((flat): RegistryPut[] => [
    { table: 'door', row: doorOf(`own-${flat}`) },
    { table: 'lock', row: lockOf(`own-${flat}`) },
    {
      table: 'home',
      row: homeOf(`block-${flat}`, {
        street: 'Havnegata',
        number: '8',
        flat,
        floor: Number(flat[0]),
        chain: [
          { kind: 'door', doorId: 'yard' },
          ...(flat === '202' ? [{ kind: 'keyStore' as const, keyStoreId: 'box-202' }] : []),
          { kind: 'door', doorId: `own-${flat}` },
        ],
      }),
    },
  ]),
  {
    table: 'keyStore',
    row: {
      id: 'box-202',
      municipality: 'fjordvik',
      kind: 'keyBox',
      label: 'Nøkkelboks ved 202',
      hook: null,
      position: [8, 63],
      keypad: false,
    },
  },
  {
    table: 'person',
    row: { id: 'p-bo', municipality: 'fjordvik', name: 'Bo Nes', initials: 'BN', role: 'responder' },
  },
  {
    table: 'unit',
    row: unitOf('fire-1', { kind: 'fire', name: 'Brannbil 1', crew: ['p-bo'], handsetIds: ['hs-fire'] }),
  },
  {
    table: 'handset',
    row: {
      id: 'hs-fire',
      municipality: 'fjordvik',
      unitId: 'fire-1',
      publicKey: rawPublicKey(handsetKeyOf('hs-fire')),
      phone: '412 00 750',
    },
  },
]
const inOrder = ['yard', 'own-101', 'own-201', 'own-202']

let temp = tempFolder()
let started: Started
let desk: TestConsole
let engine: TestPhone
let session: string
beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
  await started.centre.putRegistry(block)
  await started.centre.signIn.setPin('p-bo', pinOf('p-bo'))
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  session = await desk.signIn('p-ida')
  engine = await openPhone(started.url, 'hs-fire')
  await signOn(engine.socket, 'p-bo')
})
afterEach(async () => {
  engine.close()
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const done = async (name: string, args: object): Promise<void> =>
  expect(await desk.command(session, name, args)).toMatchObject({ ok: true })
const refusal = async (name: string, args: object): Promise<string> => {
  const answer = await desk.command(session, name, args)
  return answer.ok ? 'done' : answer.error.code
}
const open = async (number: string | null, homeId = 'block-201'): Promise<string> => {
  const caseId = v7()
  await done('openIncident', { caseId, homeId, number, note: 'Røyk i oppgangen.' })
  return caseId
}
const grantArgs = (caseId: string) => ({
  caseId,
  unitId: 'fire-1',
  handsetId: 'hs-fire',
  doorIds: inOrder,
  minutes: 60,
  reason: 'fire',
})

describe('a fire in a block', () => {
  it('is one case with every door, in walking order, and nobody pressed', async () => {
    const caseId = await open('26-0412')
    expect(started.centre.store.rows.load('alarm', caseId)).toMatchObject({
      alarmKind: 'blockFire',
      ownerId: 'p-ida',
      incident: { homeIds: flats.map((flat) => `block-${flat}`), doorIds: inOrder, number: '26-0412' },
    })
    await saidAt(desk, 'incident.opened')
    expect(desk.live.filter((entry) => entry.kind.startsWith('alarm.'))).toEqual([])
    const late = await openConsole(started.url, 'desk-2')
    await late.resume()
    await late.until(() => late.opened.length > 0)
    expect(late.opened[0]?.rows).toContainEqual(
      expect.objectContaining({ table: 'alarm', row: expect.objectContaining({ id: caseId }) }),
    )
    late.close()
  })

  it('is opened once for all of its flats', async () => {
    const caseId = await open(null)
    expect(await refusal('openIncident', { caseId, homeId: 'block-201', number: null, note: '' })).toBe(
      'caseExists',
    )
    const again = { caseId: v7(), homeId: 'block-101', number: null, note: '' }
    expect(await refusal('openIncident', again)).toBe('incidentOpen')
    await done('close', { caseId, outcome: 'handedOver', note: 'Brannvesenet har det.' })
    expect(await refusal('openIncident', again)).toBe('done')
    expect(await refusal('openIncident', { ...again, caseId: v7(), homeId: 'nowhere' })).toBe('noBlock')
  })
})

describe('the crew', () => {
  it('is told the block and all its doors, and gets one grant for them under the number of the incident', async () => {
    const caseId = await open('26-0412')
    await done('dispatch', { caseId, unitId: 'fire-1' })
    await engine.until((told) => told.dispatches.at(-1)?.dispatches.length === 1)
    expect(engine.told.dispatches.at(-1)?.dispatches).toMatchObject([
      { caseId, address: 'Havnegata 8', doorIds: inOrder },
    ])
    await done('grant', grantArgs(caseId))
    await engine.until((told) => told.lease.length === 1)
    expect(started.centre.store.rows.grantsOf(caseId)).toMatchObject([
      { incidentNumber: '26-0412', holder: { personId: 'p-bo', unitId: 'fire-1' } },
    ])
    const token = readToken(fromBase64url(engine.told.lease[0]?.token ?? '') ?? new Uint8Array())
    expect(token.ok && token.value.doors).toEqual(inOrder.map((doorId) => doorTag(doorId, accessCrypto)))
  })

  it('gets nothing without a number, and then the one that was said with the grant', async () => {
    const caseId = await open(null)
    await done('dispatch', { caseId, unitId: 'fire-1' })
    expect(await refusal('grant', grantArgs(caseId))).toBe('incidentNumberMissing')
    await done('grant', { ...grantArgs(caseId), incidentNumber: '26-0499' })
    expect(started.centre.store.rows.grantsOf(caseId)).toMatchObject([{ incidentNumber: '26-0499' }])
  })

  it('gets a door at a resident’s alarm in the same way, whoever the resident’s provider is', async () => {
    await pressAt(started.url, scaip(1))
    await raisedAt(desk)
    const caseId = caseOf(desk)
    await done('answer', { caseId })
    await done('dispatch', { caseId, unitId: 'fire-1' })
    const asked = { ...grantArgs(caseId), doorIds: ['street-1', 'flat-1'] }
    expect(await refusal('grant', asked)).toBe('incidentNumberMissing')
    await done('grant', { ...asked, incidentNumber: '26-0500' })
    await engine.until((told) => told.lease.length === 1)
  })

  it('may have the key of any flat, and brings it back after the case is closed', async () => {
    const caseId = await open('26-0412')
    const out = { caseId, keyStoreId: 'box-202', unitId: 'fire-1' }
    await done('handOutKey', out)
    expect(await refusal('handOutKey', out)).toBe('keyIsOut')
    const [loan] = started.centre.store.rows.loansOf(caseId)
    expect(loan).toMatchObject({
      keyStoreId: 'box-202',
      unitId: 'fire-1',
      personId: 'p-bo',
      returnedAt: null,
    })
    await done('close', { caseId, outcome: 'handedOver', note: 'Slukket.' })
    await done('returnKey', { caseId, loanId: loan?.id })
    expect(await refusal('returnKey', { caseId, loanId: loan?.id })).toBe('keyIsBack')
    await saidAt(desk, 'key.returned')
    expect(started.centre.store.rows.loansFrom('box-202')).toMatchObject([{ returnedBy: 'p-ida' }])
  })
})

describe('afterwards', () => {
  it('a supervisor reviews what was opened; nobody else does, and a fault needs its reason', async () => {
    const caseId = await open('26-0412')
    await done('dispatch', { caseId, unitId: 'fire-1' })
    await done('grant', grantArgs(caseId))
    await done('close', { caseId, outcome: 'handedOver', note: 'Slukket.' })
    const [grant] = started.centre.store.rows.grantsOf(caseId)
    const review = { caseId, of: 'grant', id: grant?.id, verdict: 'followUp', note: '' }
    expect(await refusal('review', review)).toBe('roleNotAllowed')
    session = await desk.signIn('p-eva')
    expect(await refusal('review', review)).toBe('reasonMissing')
    await done('review', { ...review, note: 'Hvorfor også naboen?' })
    expect(started.centre.store.rows.grantsOf(caseId)).toMatchObject([
      { ended: 'caseClosed', review: { verdict: 'followUp', by: 'p-eva' } },
    ])
    await saidAt(desk, 'grant.reviewed')
    const entry = desk.live.find((one) => one.kind === 'grant.reviewed')
    expect(entry?.payload).not.toContain('naboen')
  })
})
