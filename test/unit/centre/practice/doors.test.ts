import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { accessCrypto } from '../../../../src-centre/crypto.ts'
import type { DoorActor } from '../../../../src-centre/practice/actors/door.ts'
import { type Doors, makeDoors } from '../../../../src-centre/practice/actors/doors.ts'
import { listenAt } from '../../../../src-centre/practice/actors/eavesdropper.ts'
import { makePace } from '../../../../src-centre/practice/pace.ts'
import { handsetKey } from '../../../../src-centre/practice/people/handsetKeys.ts'
import { random } from '../../../../src-centre/practice/random.ts'
import { fits, homeOf, locksOf } from '../../../../src-centre/practice/scenarios/cast.ts'
import type { Equipment } from '../../../../src-centre/practice/telemetry/equipment.ts'
import { firstEquipment } from '../../../../src-centre/practice/telemetry/first.ts'
import { readChallenge, signResponse } from '../../../../src-domain/access/challenge.ts'
import type { DoorReply } from '../../../../src-domain/access/doorState.ts'
import { trustOf } from '../../../../src-domain/access/doorTrust.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import { doorTag, signToken } from '../../../../src-domain/access/token.ts'
import { fjordvik } from './fjordvik.ts'
import { type VirtualClock, virtualClock } from './virtualClock.ts'

const rawPair = () => {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const bytes = (text: string | undefined) => new Uint8Array(Buffer.from(text ?? '', 'base64url'))
  return { privateKey: bytes(d), publicKey: bytes(x) }
}
const centre = rawPair()
const authority = rawPair()
const fitted = trustOf(authority.publicKey, { version: 1, publicKeys: [centre.publicKey] }, accessCrypto)
const grantId = '01998f3e-0000-7000-8000-000000000001'
const { raw: handset } = handsetKey(1, 'handset-patrol-1')

let clock: VirtualClock
let equipment: Equipment
let doors: Doors
let door: DoorActor
let lockId: string

beforeEach(() => {
  const m = fjordvik()
  clock = virtualClock()
  const one = m.residents.find((r) => fits(m, homeOf(m, r), 'house'))
  const home = one && homeOf(m, one)
  const step = home?.chain[0]
  if (!home || step?.kind !== 'door') throw new Error('no house with one lock')
  lockId = locksOf(m, home)[0] ?? ''
  equipment = firstEquipment(random(7), m, clock.now, new Set([lockId]))
  doors = makeDoors(m, {
    crypto: accessCrypto,
    fitted: () => fitted,
    now: clock.now,
    pace: makePace(clock, 1),
    equipment,
  })
  const actor = doors.at(step.doorId)
  if (!actor) throw new Error('no lock at the door')
  door = actor
})

const tokenFor = (doorId: string) => {
  const now = Math.floor(clock.now() / 1_000)
  return signToken(
    {
      oneTime: true,
      offline: false,
      emergency: true,
      grantId,
      lease: 1,
      handset: handset.publicKey,
      notBefore: now - 60,
      notAfter: now + 600,
      windowUntil: now + 3_600,
      reentrySeconds: 900,
      doors: [doorTag(doorId, accessCrypto)],
    },
    centre,
    accessCrypto,
  )
}
/** One try with the phone, as the door answers it. */
const attempt = async (token: Uint8Array, named = false): Promise<DoorReply> => {
  const challenge = door.hello()
  if (!challenge) return { kind: 'none' }
  const read = readChallenge(challenge)
  const stamp = signStamp(clock.now(), named ? read : null, centre, accessCrypto)
  const reply = door.respond(signResponse(challenge, token, stamp, handset, accessCrypto))
  await clock.pass(2_000)
  return reply
}
const outcome = (reply: DoorReply) => (reply.kind === 'record' ? reply.record.outcome : reply.kind)

describe('a door', () => {
  it('opens for a token of its own, moves the bolt, says so, and locks itself again', async () => {
    expect(doors.isUnlocked(door.doorId)).toBe(false)
    expect(outcome(await attempt(tokenFor(door.doorId)))).toEqual({ kind: 'opened', reentry: false })
    expect(equipment.lock(lockId)).toMatchObject({ lockState: 'unlocked', doorState: 'open' })
    await clock.pass(180_000)
    expect(equipment.lock(lockId)).toMatchObject({ lockState: 'locked', doorState: 'closed' })
  })

  it('lets the same handset in again for a quarter of an hour, and not after', async () => {
    const token = () => tokenFor(door.doorId)
    await attempt(token())
    expect(outcome(await attempt(token()))).toEqual({ kind: 'opened', reentry: true })
    await clock.pass(16 * 60_000)
    expect(outcome(await attempt(token()))).toEqual({ kind: 'refused', cause: 'spent' })
  })

  it('stays open while somebody holds it', async () => {
    await attempt(tokenFor(door.doorId))
    door.holdOpen(true)
    await clock.pass(10 * 60_000)
    expect(doors.isUnlocked(door.doorId)).toBe(true)
    door.holdOpen(false)
    await clock.pass(180_000)
    expect(doors.isUnlocked(door.doorId)).toBe(false)
  })

  it('refuses the token of another door', async () => {
    const other = doors.neighbourOf(door.doorId)
    expect(outcome(await attempt(tokenFor(other?.doorId ?? '')))).toEqual({
      kind: 'refused',
      cause: 'wrongDoor',
    })
    expect(doors.isUnlocked(door.doorId)).toBe(false)
  })

  it('that jams does not spend the grant', async () => {
    equipment.changeLock(lockId, { doorState: 'jammed', lockState: 'notFullyLocked', alarms: ['jammed'] })
    const token = tokenFor(door.doorId)
    expect(outcome(await attempt(token))).toEqual({ kind: 'refused', cause: 'jammed' })
    equipment.changeLock(lockId, { doorState: 'closed', lockState: 'locked', alarms: [] })
    expect(outcome(await attempt(token))).toEqual({ kind: 'opened', reentry: false })
  })

  it('without power is not heard at all', async () => {
    equipment.changeLock(lockId, { powered: false })
    expect(outcome(await attempt(tokenFor(door.doorId)))).toBe('none')
  })
})

describe('a door that lost its clock', () => {
  beforeEach(() => {
    equipment.changeLock(lockId, { clock: 'lost' })
  })

  it('refuses until it is brought the time for its own challenge', async () => {
    const token = tokenFor(door.doorId)
    expect(outcome(await attempt(token))).toEqual({ kind: 'refused', cause: 'noClock' })
    expect(outcome(await attempt(token, true))).toEqual({ kind: 'opened', reentry: false })
    expect(equipment.lock(lockId)?.clock).toBe('set')
  })

  it('opens again once a technician has been there', async () => {
    await attempt(tokenFor(door.doorId))
    equipment.changeLock(lockId, { clock: 'set' })
    expect(outcome(await attempt(tokenFor(door.doorId)))).toEqual({ kind: 'opened', reentry: false })
  })
})

describe('somebody with a radio by the door', () => {
  it('gets in with nothing of what they heard, and the next honest phone is handed what they tried', async () => {
    const thief = listenAt(door)
    expect(await thief.copy()).toBeNull()
    await attempt(tokenFor(door.doorId))
    await clock.pass(180_000)
    const tried = [await thief.replay(), await thief.copy()].map((reply) => reply && outcome(reply))
    const causes = ['staleChallenge', 'wrongHandset'] as const
    expect(tried).toEqual(causes.map((cause) => ({ kind: 'refused', cause })))
    expect(doors.isUnlocked(door.doorId)).toBe(false)
    const reply = await attempt(tokenFor(door.doorId))
    const carried = reply.kind === 'record' ? reply.carry : []
    expect(carried.slice(-2).map((record) => [record.outcome, record.grantId])).toEqual(
      causes.map((cause) => [{ kind: 'refused', cause }, grantId]),
    )
  })
})
