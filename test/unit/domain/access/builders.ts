import { signResponse } from '../../../../src-domain/access/challenge.ts'
import type { KeyPair } from '../../../../src-domain/access/crypto.ts'
import { doorStep } from '../../../../src-domain/access/door.ts'
import {
  type DoorEvent,
  type DoorReply,
  type DoorState,
  type DoorTrust,
  newDoor,
} from '../../../../src-domain/access/doorState.ts'
import { trustOf } from '../../../../src-domain/access/doorTrust.ts'
import type { GrantRow } from '../../../../src-domain/access/rows.ts'
import { doorTag, signToken, type Token } from '../../../../src-domain/access/token.ts'
import { type Ms, minute } from '../../../../src-domain/time.ts'
import { accessCrypto, bytesOf, keyOf } from './accessCrypto.ts'

export const centreKey = keyOf(1)
export const strangerCentreKey = keyOf(2)
/** Signs trust lists. */
export const authorityKey = keyOf(5)
export const handsetA = keyOf(3)
export const handsetB = keyOf(4)
export const streetDoor = 'door-street-1'
export const flatDoor = 'door-flat-402'

/** 2026-01-15T03:12:00Z, a whole second. */
export const t0: Ms = 1_768_446_720_000

export const tokenFields = (over: Partial<Omit<Token, 'keyId'>> = {}): Omit<Token, 'keyId'> => ({
  oneTime: true,
  offline: false,
  emergency: true,
  grantId: '01912f4e-8d00-7000-8000-00000000000a',
  lease: 1,
  handset: handsetA.publicKey,
  notBefore: t0 / 1000 - 30,
  notAfter: t0 / 1000 + 600,
  windowUntil: t0 / 1000 + 3600,
  reentrySeconds: 900,
  doors: [doorTag(streetDoor, accessCrypto), doorTag(flatDoor, accessCrypto)],
  ...over,
})

export const tokenBytes = (over: Partial<Omit<Token, 'keyId'>> = {}, key: KeyPair = centreKey): Uint8Array =>
  signToken(tokenFields(over), key, accessCrypto)

export const grantRow = (over: Partial<GrantRow> = {}): GrantRow => ({
  id: '01912f4e-8d00-7000-8000-00000000000a',
  municipality: 'fjordvik',
  caseId: '01912f4e-8d00-7000-8000-00000000000c',
  holder: { unitId: 'unit-4', handsetId: 'handset-a', personId: 'person-1' },
  doors: [streetDoor, flatDoor].map((doorId) => ({
    doorId,
    usedAt: null,
    usedReceivedAt: null,
    lastReentryAt: null,
    refusals: [],
  })),
  from: t0,
  until: t0 + 60 * minute,
  reason: 'alarm',
  offline: false,
  incidentNumber: null,
  issuedBy: 'person-9',
  issuedAt: t0,
  lease: 0,
  leaseUntil: null,
  revokedAt: null,
  revokedBy: null,
  deletedAt: null,
  ended: null,
  endedAt: null,
  review: null,
  seq: 1,
  ...over,
})

/** As a fitter leaves a door that believes these keys. */
export const trusting = (...keys: readonly KeyPair[]): DoorTrust =>
  trustOf(authorityKey.publicKey, { version: 1, publicKeys: keys.map((key) => key.publicKey) }, accessCrypto)

/** A door that runs: holds its state, counts its own time from `t0`, deals its own nonces. */
export class TestDoor {
  state: DoorState
  /** True time; the door's counter began at `poweredAt`. */
  now: Ms = t0
  poweredAt: Ms = t0
  private nonces = 0

  constructor(doorId: string, clock: 'set' | 'lost' = 'set') {
    this.state = newDoor(doorTag(doorId, accessCrypto), trusting(centreKey))
    if (clock === 'set') this.step({ kind: 'clockSet', at: this.now })
  }

  step(event: DoorEvent): DoorReply {
    const { state, reply } = doorStep(this.state, event, this.now - this.poweredAt, accessCrypto)
    this.state = state
    return reply
  }

  losePower(): void {
    this.step({ kind: 'powerLost' })
    this.poweredAt = this.now
  }

  challenge(): Uint8Array {
    this.nonces += 1
    const reply = this.step({ kind: 'hello', nonce: bytesOf(16, this.nonces * 7) })
    if (reply.kind !== 'challenge') throw new Error(`no challenge but ${reply.kind}`)
    return reply.challenge
  }

  /** The word for what came of it: `opened`, `reentry`, or why not. */
  answerTo(response: Uint8Array, bolt: 'moves' | 'jams' = 'moves'): string {
    let reply = this.step({ kind: 'response', bytes: response })
    if (reply.kind === 'drive') reply = this.step({ kind: 'bolt', moved: bolt === 'moves' })
    if (reply.kind !== 'record') return reply.kind
    const { outcome } = reply.record
    if (outcome.kind === 'refused') return outcome.cause
    return outcome.reentry ? 'reentry' : 'opened'
  }

  /** A whole attempt with a fresh challenge. */
  try(token: Uint8Array, with_: { key?: KeyPair; stamp?: Uint8Array; bolt?: 'moves' | 'jams' } = {}): string {
    const challenge = this.challenge()
    const key = with_.key ?? handsetA
    return this.answerTo(signResponse(challenge, token, with_.stamp ?? null, key, accessCrypto), with_.bolt)
  }
}
