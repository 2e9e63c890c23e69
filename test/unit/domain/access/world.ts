import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import { readChallenge, readResponse, signResponse } from '../../../../src-domain/access/challenge.ts'
import type { KeyPair } from '../../../../src-domain/access/crypto.ts'
import { answerDoor, handsetStep } from '../../../../src-domain/access/handset.ts'
import {
  type HandsetEvent,
  type HandsetSend,
  newHandset,
} from '../../../../src-domain/access/handsetState.ts'
import { leaseToken, mayOpenUntil, nextLease, type Standing } from '../../../../src-domain/access/lease.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import { readToken, signToken } from '../../../../src-domain/access/token.ts'
import type { GrantRow } from '../../../../src-domain/journal/rows.ts'
import { accessCrypto } from './accessCrypto.ts'
import {
  centreKey,
  flatDoor,
  grantRow,
  handsetA,
  handsetB,
  strangerCentreKey,
  streetDoor,
  TestDoor,
  t0,
} from './builders.ts'
import {
  type ModelChallenge,
  ModelDoor,
  type ModelResponse,
  type ModelStamp,
  type ModelToken,
} from './plainModel.ts'

export type Bolt = 'moves' | 'jams' | 'powerFails'
type Who = 'A' | 'B'
type Both<R, M> = { readonly real: R; readonly model: M }

const keys: Readonly<Record<Who, KeyPair>> = { A: handsetA, B: handsetB }
const doorIds = { street: streetDoor, flat: flatDoor } as const
export type DoorName = keyof typeof doorIds

const registryHandset = (who: Who) => ({
  id: `handset-${who}`,
  municipality: 'fjordvik',
  unitId: 'unit-4',
  personId: 'person-1',
  publicKey: toBase64url(keys[who].publicKey),
})
const unit = {
  id: 'unit-4',
  municipality: 'fjordvik',
  kind: 'patrol' as const,
  name: 'Patrulje 4',
  callSign: '4',
  base: [5, 60] as [number, number],
  crew: [],
  handsetIds: [],
  onShift: true,
  phone: '',
}
const doorRow = (doorId: string) => ({
  doorId,
  usedAt: null,
  usedReceivedAt: null,
  lastReentryAt: null,
  refusals: [],
})

/**
 * A centre, two doors, an honest handset A (the rules' own) and a dishonest B: B keeps every lease and every
 * stamp, deletes nothing, overhears every response and copies A's leases. Each step moves the real rules and
 * the plain model alike and returns what both said.
 */
export class World {
  now = t0
  readonly doors = Object.fromEntries(
    Object.entries(doorIds).map(([name, id]) => [
      name,
      { real: new TestDoor(id), model: new ModelDoor(name) },
    ]),
  ) as Record<DoorName, Both<TestDoor, ModelDoor>>
  readonly rows: Record<Who, GrantRow> = {
    A: grantRow({ id: '01912f4e-8d00-7000-8000-00000000000a' }),
    B: grantRow({ id: '01912f4e-8d00-7000-8000-00000000000b', doors: [doorRow(flatDoor)] }),
  }
  blocked = false
  readonly opened: { door: DoorName; grant: string; reentry: boolean }[] = []
  private a = newHandset(handsetA.publicKey)
  private readonly toA: HandsetEvent[] = []
  readonly tokens: Both<Uint8Array, ModelToken>[] = []
  readonly stamps: Both<Uint8Array, ModelStamp>[] = []
  readonly challenges: Both<Uint8Array, ModelChallenge>[] = []
  readonly responses: Both<Uint8Array, ModelResponse>[] = []

  wait(ms: number): void {
    this.now += ms
    for (const { real } of Object.values(this.doors)) real.now = this.now
  }

  lease(who: Who): void {
    const row = this.rows[who]
    const handset = { ...registryHandset(who), blockedAt: who === 'B' && this.blocked ? this.now : null }
    const standing: Standing = { handset, unit, resident: null }
    const lease = nextLease({ ...row, holder: { ...row.holder, handsetId: handset.id } }, standing, this.now)
    if (!lease.ok) return
    this.rows[who] = { ...row, lease: lease.value.lease, leaseUntil: lease.value.until }
    const real = signToken(leaseToken(row, lease.value, handset, accessCrypto), centreKey, accessCrypto)
    const model: ModelToken = {
      grant: row.id,
      handset: who,
      doors: who === 'A' ? ['street', 'flat'] : ['flat'],
      from: row.from - 30_000,
      until: Math.floor(lease.value.until / 1000) * 1000,
      signedBy: 'centre',
    }
    this.tokens.push({ real, model })
    if (who === 'A') this.toA.push({ kind: 'lease', token: toBase64url(real) })
  }

  revoke(who: Who): void {
    this.rows[who] = { ...this.rows[who], revokedAt: this.now, revokedBy: 'person-9' }
    if (who === 'A') this.toA.push({ kind: 'revoke', grantId: this.rows.A.id })
  }

  get undelivered(): number {
    return this.toA.length
  }

  /** Messages may overtake each other; without coverage none arrives. */
  deliver(pick: number): void {
    if (!this.a.covered || pick < 0 || this.toA.length === 0) return
    const [event] = this.toA.splice(pick % this.toA.length, 1)
    if (event) this.handset(event)
  }

  handset(event: HandsetEvent): void {
    const { state, send } = handsetStep(this.a, event, this.now, accessCrypto)
    this.a = state
    for (const one of send) this.heard(one)
  }

  private heard(one: HandsetSend): void {
    if (one.kind === 'deleted') this.rows.A = { ...this.rows.A, deletedAt: this.now }
    if (one.kind === 'renew') this.lease('A')
  }

  plainStamp(): void {
    this.stamp(null)
  }

  namedStamp(pick: number): void {
    const asked = this.challenges[pick % Math.max(this.challenges.length, 1)]
    if (asked) this.stamp(asked)
  }

  private stamp(asked: Both<Uint8Array, ModelChallenge> | null): void {
    const names = asked && readChallenge(asked.real)
    this.stamps.push({
      real: signStamp(this.now, names, centreKey, accessCrypto),
      model: { at: this.now, names: asked?.model ?? null },
    })
  }

  ask(door: DoorName): Both<Uint8Array, ModelChallenge> {
    const { real, model } = this.doors[door]
    const asked = { real: real.challenge(), model: model.ask(this.now) }
    this.challenges.push(asked)
    return asked
  }

  losePower(door: DoorName): void {
    this.doors[door].real.losePower()
    this.doors[door].model.losePower()
  }

  setClock(door: DoorName, ahead: number): void {
    this.doors[door].real.step({ kind: 'clockSet', at: this.now + ahead })
    this.doors[door].model.setClock(this.now, this.now + ahead)
  }

  /** A answers a challenge with the lease that it holds, as its rules let it; null when it holds none. */
  answerOfA(challenge: Both<Uint8Array, ModelChallenge>, stamp: number | null): number | null {
    const answered = answerDoor(this.a, this.rows.A.id, challenge.real, handsetA, this.now, accessCrypto)
    const sent = answered && readResponse(answered.response)
    const token = this.tokens.find((one) => sent && toBase64url(one.real) === toBase64url(sent.token))
    if (!answered || !token) return null
    this.a = answered.state
    return this.respond('A', challenge, token, stamp)
  }

  /** B answers with whatever it has got hold of, and may forge. */
  answerOfB(
    challenge: Both<Uint8Array, ModelChallenge>,
    pick: number,
    stamp: number | null,
    forge: number,
  ): number | null {
    const token = this.tokens[pick % Math.max(this.tokens.length, 1)]
    if (!token) return null
    if (forge === 1) return this.respond('B', challenge, this.stretched(token), stamp)
    return this.respond('B', challenge, forge === 2 ? this.selfMade(token) : token, stamp)
  }

  /** The lease with a later end, under the signature of the old one. */
  private stretched(token: Both<Uint8Array, ModelToken>): Both<Uint8Array, ModelToken> {
    const real = token.real.slice()
    real.set(real.subarray(72, 76), 68)
    const same = real.every((byte, i) => byte === token.real[i])
    return same ? token : { real, model: { ...token.model, signedBy: 'nobody' } }
  }

  private selfMade(token: Both<Uint8Array, ModelToken>): Both<Uint8Array, ModelToken> {
    const read = readToken(token.real)
    if (!read.ok) throw new Error('a token of ours')
    const real = signToken({ ...read.value, handset: handsetB.publicKey }, strangerCentreKey, accessCrypto)
    return { real, model: { ...token.model, signedBy: 'stranger' } }
  }

  private respond(
    signedBy: Who,
    challenge: Both<Uint8Array, ModelChallenge>,
    token: Both<Uint8Array, ModelToken>,
    pick: number | null,
  ): number {
    const stamp =
      pick === null ? undefined : this.stamps[this.stamps.length - 1 - (pick % (this.stamps.length || 1))]
    this.responses.push({
      real: signResponse(challenge.real, token.real, stamp?.real ?? null, keys[signedBy], accessCrypto),
      model: { token: token.model, signedBy, challenge: challenge.model, stamp: stamp?.model ?? null },
    })
    return this.responses.length - 1
  }

  /** Brings a response to a door, a fresh one or one that was overheard. */
  bring(
    door: DoorName,
    index: number,
    bolt: Bolt,
  ): { said: string; expected: string; until: number | null } | null {
    const response = this.responses[index]
    if (!response) return null
    const { real, model } = this.doors[door]
    const who = response.model.token.grant === this.rows.A.id ? 'A' : 'B'
    const until = mayOpenUntil(this.rows[who], this.now)
    const said =
      bolt === 'powerFails' ? this.withoutPower(real, response.real) : real.answerTo(response.real, bolt)
    const expected = model.attempt(response.model, this.now, bolt)
    if (said === 'opened' || said === 'reentry')
      this.opened.push({ door, grant: response.model.token.grant, reentry: said === 'reentry' })
    return { said, expected, until }
  }

  private withoutPower(door: TestDoor, response: Uint8Array): string {
    const reply = door.step({ kind: 'response', bytes: response })
    if (reply.kind !== 'drive') return reply.kind === 'record' ? said(reply.record.outcome) : reply.kind
    door.losePower()
    const last = door.state.log.kept.at(-1)
    return last ? said(last.record.outcome) : 'nothing'
  }
}

const said = (outcome: { kind: 'opened'; reentry: boolean } | { kind: 'refused'; cause: string }): string => {
  if (outcome.kind === 'refused') return outcome.cause
  return outcome.reentry ? 'reentry' : 'opened'
}
