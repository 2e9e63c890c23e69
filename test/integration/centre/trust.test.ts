import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../../src-centre/clock.ts'
import {
  accessCrypto,
  privateKeyFromPem,
  rawKeyPair,
  rawPublicKey,
  verifyEd25519,
} from '../../../src-centre/crypto.ts'
import type { DoorActor } from '../../../src-centre/practice/actors/door.ts'
import { makeFitter } from '../../../src-centre/practice/actors/fitter.ts'
import { makePhone, type Phone } from '../../../src-centre/practice/actors/phone.ts'
import { fromBase64url, toBase64url } from '../../../src-domain/access/bytes.ts'
import { doorStep } from '../../../src-domain/access/door.ts'
import { type DoorEvent, type DoorReply, newDoor } from '../../../src-domain/access/doorState.ts'
import { doorsBehind } from '../../../src-domain/access/doorsBehind.ts'
import { doorTag } from '../../../src-domain/access/token.ts'
import { checkpointText, type PublicKey } from '../../../src-domain/journal/checkpoint.ts'
import { centreInstant } from '../../../src-domain/time.ts'
import { fromCentre } from '../../../src-domain/wire/protocol.ts'
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
import { handsetKey, pinOf, scaip } from './town.ts'

/** A centre, an operator and a supervisor, a crew with its phone, and doors as their fitter left them. */
let temp = tempFolder()
let started: Started
let desk: TestConsole
let supervision: TestConsole
let phone: Phone
let operator: string
let supervisor: string
let caseId: string
const clock = systemClock((error) => {
  throw error
})
beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  operator = await desk.signIn('p-ida')
  supervision = await openConsole(started.url, 'desk-2')
  supervisor = await supervision.signIn('p-eva')
  await pressAt(started.url, scaip(1))
  await raisedAt(desk)
  caseId = caseOf(desk)
  await desk.command(operator, 'answer', { caseId })
  await desk.command(operator, 'dispatch', { caseId, unitId: 'unit-4' })
  const key = { private: handsetKey, raw: rawKeyPair(handsetKey), text: rawPublicKey(handsetKey) }
  phone = makePhone(started.url, 'hs-4', key, clock, accessCrypto)
  phone.signOn({ personId: 'p-nina', pin: pinOf('p-nina') })
  phone.setCoverage(true)
  await saidAt(desk, 'handset.signedOn')
})
afterEach(async () => {
  phone.close()
  desk.close()
  supervision.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const asSupervisor = async (name: string, args: object): Promise<void> =>
  expect(await supervision.command(supervisor, name, args)).toMatchObject({ ok: true })
const keys = () => started.centre.keys
const strikeOff = (keyId: string) => asSupervisor('strikeOffKey', { keyId, reason: 'stolen', note: '' })

/** A lock that answers by the rules alone, with a motor that always works. */
const hang = (doorId: string): DoorActor & { readonly version: () => number } => {
  const { authority, listAt } = keys()
  const fitted = makeFitter({ authority, trustListOf: () => listAt(1)?.list ?? '' }, accessCrypto)
  let state = newDoor(doorTag(doorId, accessCrypto), fitted(doorId))
  const take = (event: DoorEvent): DoorReply => {
    const step = doorStep(state, event, clock.now(), accessCrypto)
    state = step.state
    return step.reply
  }
  take({ kind: 'clockSet', at: clock.now() })
  return {
    doorId,
    version: () => state.trust.version,
    hello: () => {
      const reply = take({ kind: 'hello', nonce: randomBytes(16) })
      return reply.kind === 'challenge' ? reply.challenge : null
    },
    respond: async (bytes) => {
      const reply = take({ kind: 'response', bytes })
      return reply.kind === 'drive' ? take({ kind: 'bolt', moved: true }) : reply
    },
    took: (challenge) => void take({ kind: 'took', challenge }),
    learn: (bytes) => take({ kind: 'trustList', bytes }),
    turn: async () => true,
    overhear: () => () => undefined,
    holdOpen: () => undefined,
  }
}
/** Somebody else's phone has been here with the newest list. */
const broughtBySomebodyElse = (door: DoorActor) =>
  door.learn(fromBase64url(keys().list?.list ?? '') ?? new Uint8Array())

const changeOf = () =>
  new Promise<void>((resolve) => {
    const stop = phone.onChange(() => {
      stop()
      resolve()
    })
  })
const granted = async (): Promise<void> => {
  const args = { caseId, unitId: 'unit-4', handsetId: 'hs-4', minutes: 30, reason: 'alarm' }
  const doorIds = ['street-1', 'flat-1']
  expect(await desk.command(operator, 'grant', { ...args, doorIds })).toMatchObject({ ok: true })
  while (!phone.hasLeaseFor('flat-1')) await changeOf()
}
const tried = async (door: DoorActor): Promise<string> => {
  const did = await phone.tryDoor(door)
  if (did.kind !== 'record') return did.kind
  return did.outcome.kind === 'opened' ? 'opened' : did.outcome.cause
}
/** Tried again at whatever is new on the phone, as a crew does that stands before it. */
const openedInTheEnd = async (door: DoorActor): Promise<void> => {
  for (let next = changeOf(); (await tried(door)) !== 'opened'; next = changeOf()) await next
}
const behind = (): string[] => {
  const { registry, rows } = started.centre.store
  const trust = rows.load('trust', 'trust')
  const lockOf = (lockId: string) => registry.get('lock', lockId)
  if (!trust) throw new Error('no trust')
  return doorsBehind(trust, registry.all('door'), lockOf, (id) => rows.load('doorTrust', id)).behind.map(
    (one) => one.door.id,
  )
}
const trustedDoors = () =>
  desk.live.filter((e) => e.kind === 'door.trusted').map((e) => JSON.parse(e.payload))

describe('a key that is rotated', () => {
  it('reaches a door by a handset, before the lease that it signed, and the centre hears of it once', async () => {
    const door = hang('flat-1')
    const old = keys().keyId
    await asSupervisor('rotateKey', {})
    expect(keys().keyId).not.toBe(old)
    expect(behind()).toHaveLength(10)
    await granted()
    expect(await tried(door)).toBe('opened')
    expect(door.version()).toBe(2)
    expect(await tried(door)).toBe('opened')
    await saidAt(desk, 'grant.used', 2)
    await saidAt(desk, 'door.trusted')
    expect(trustedDoors()).toEqual([{ doorId: 'flat-1', version: 2 }])
    expect(desk.live.find((e) => e.kind === 'door.trusted')?.by).toEqual({ kind: 'handset', id: 'hs-4' })
    expect(behind()).toHaveLength(9)
    expect(behind()).not.toContain('flat-1')
  })

  it('leaves what the old one signed in force, and the old one cannot be retired until that has run out', async () => {
    await granted()
    phone.setCoverage(false)
    const old = keys().keyId
    await asSupervisor('rotateKey', {})
    const [street, flat] = [hang('street-1'), hang('flat-1')]
    broughtBySomebodyElse(street)
    expect(await tried(street)).toBe('opened')
    const until = started.centre.store.rows.grantsOf(caseId)[0]?.leaseUntil
    expect(await supervision.command(supervisor, 'retireKey', { keyId: old })).toEqual({
      ok: false,
      error: { code: 'keyStillOpens', detail: { until } },
    })
    broughtBySomebodyElse(flat)
    expect(await tried(flat)).toBe('opened')
  })
})

describe('a key that is struck off', () => {
  it('opens no door that knows, still one that does not, and that one is named', async () => {
    await granted()
    phone.setCoverage(false)
    await strikeOff(keys().keyId)
    const [street, flat] = [hang('street-1'), hang('flat-1')]
    broughtBySomebodyElse(street)
    expect(await tried(street)).toBe('unknownKey')
    expect(await tried(flat)).toBe('opened')
    expect(behind()).toContain('flat-1')
    phone.setCoverage(true)
    await saidAt(desk, 'door.trusted')
    expect(trustedDoors()).toEqual([{ doorId: 'street-1', version: 2 }])
    expect(behind()).not.toContain('street-1')
    expect(behind()).toContain('flat-1')
    await openedInTheEnd(street)
  })

  it('does not lock out a patrol on its way: its lease is signed anew at once', async () => {
    await granted()
    const [street, flat] = [hang('street-1'), hang('flat-1')]
    const before = started.centre.store.rows.grantsOf(caseId)
    await strikeOff(keys().keyId)
    broughtBySomebodyElse(street)
    await openedInTheEnd(street)
    expect(await tried(flat)).toBe('opened')
    expect(flat.version()).toBe(2)
    expect(started.centre.store.rows.grantsOf(caseId)).toMatchObject(
      before.map(({ lease, leaseUntil }) => ({ lease, leaseUntil })),
    )
  })

  it('is published no more, and where the chain stands is signed anew, before and after a restart', async () => {
    const told: PublicKey[][] = []
    desk.socket.on('keys', (raw: unknown) => void told.push(fromCentre.keys.parse(raw).keys))
    const struck = keys().keyId
    await strikeOff(struck)
    await desk.until(() => desk.checkpoints.some((c) => c.keyId === keys().keyId))
    const published = told.at(-1) ?? []
    expect(published.map((key) => key.id)).toEqual([keys().keyId])
    const checkpoint = desk.checkpoints.at(-1)
    const said = desk.live.find((e) => e.kind === 'signingKey.struckOff')
    if (!checkpoint || !said) throw new Error('no checkpoint')
    // At once, and not with the next one that is due in a minute.
    expect(checkpoint.at - said.receivedAt).toBeLessThan(20_000)
    expect(
      verifyEd25519(published[0]?.publicKey ?? '', checkpointText(checkpoint), checkpoint.signature),
    ).toBe(true)
    desk.close()
    supervision.close()
    phone.close()
    await started.centre.close()
    noFaults(started)
    started = await startCentre(temp.folder)
    desk = await openConsole(started.url, 'desk-1')
    expect(desk.welcome.keys).toEqual(published)
    expect(keys().isStruckOff(struck)).toBe(true)
  })
})

describe('a handset’s word on a door', () => {
  it('is taken once for each newer list, and not for a door or a list that there is none of', async () => {
    await asSupervisor('rotateKey', {})
    phone.setCoverage(false)
    const socket = io(`${started.url}/handset`, {
      auth: { protocol: 1, ...handshake('hs-4', Date.now()) },
      transports: ['websocket'],
      forceNew: true,
    })
    const at = { ...centreInstant(Date.now()), source: 'handset' }
    const say = (doorId: string, version: number): Promise<unknown> =>
      socket.emitWithAck('trusted', { doorId, version, at })
    expect(await say('flat-1', 2)).toMatchObject({ ok: true })
    expect(await say('flat-1', 2)).toMatchObject({ ok: true })
    expect(await say('street-1', 1)).toMatchObject({ ok: true })
    expect(await say('street-1', 3)).toMatchObject({ ok: false, error: { code: 'unreadable' } })
    expect(await say('no-door', 2)).toMatchObject({ ok: false, error: { code: 'unknownDoor' } })
    socket.disconnect()
    const { entries } = started.centre.store
    const said = entries.after(0, 10_000, 10_000).filter((e) => e.kind === 'door.trusted')
    expect(said.map((e) => JSON.parse(e.payload))).toEqual([{ doorId: 'flat-1', version: 2 }])
  })
})

describe('the keys themselves', () => {
  it('are in no entry, in no line of the log and in nothing that a console was told', async () => {
    const heard: string[] = []
    desk.socket.onAny((...args: unknown[]) => void heard.push(JSON.stringify(args)))
    await granted()
    await asSupervisor('rotateKey', {})
    await strikeOff(keys().keyId)
    await tried(hang('flat-1'))
    await saidAt(desk, 'door.trusted')
    const file = JSON.parse(readFileSync(join(temp.folder, 'signing-keys.json'), 'utf8')) as {
      keys: { privateKey: string }[]
      next: { privateKey: string }
      authority: { privateKey: string }
    }
    const pems = [...file.keys, file.next, file.authority].map((key) => key.privateKey)
    const seeds = pems.map((pem) => rawKeyPair(privateKeyFromPem(pem)).privateKey)
    expect(seeds).toHaveLength(5)
    const secrets = [
      'PRIVATE KEY',
      ...pems.map((pem) => pem.split('\n')[1] ?? pem),
      ...seeds.flatMap((seed) => [toBase64url(seed), Buffer.from(seed).toString('hex')]),
    ]
    const entries = started.centre.store.entries.after(0, 10_000, 10_000).map((e) => JSON.stringify(e))
    const open = [...entries, ...started.said, ...heard].join('\n')
    expect(open).toContain('signingKey.struckOff')
    expect(secrets.filter((secret) => open.includes(secret))).toEqual([])
    // Nor the public ones in the journal: a key is named there, and the list tells it.
    const publicKeys = keys().trust.map((key) => key.publicKey)
    expect(publicKeys.filter((key) => entries.join('\n').includes(key))).toEqual([])
  })
})
