import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import { readChallenge, readResponse, signResponse } from '../../../../src-domain/access/challenge.ts'
import type { KeyPair } from '../../../../src-domain/access/crypto.ts'
import { answerDoor, handsetStep } from '../../../../src-domain/access/handset.ts'
import {
  type HandsetEvent,
  type HandsetSend,
  newHandset,
} from '../../../../src-domain/access/handsetState.ts'
import { isWithdrawn, mayOpenUntil } from '../../../../src-domain/access/lease.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import { readToken, signToken } from '../../../../src-domain/access/token.ts'
import { never } from '../../../../src-domain/result.ts'
import { minute, second } from '../../../../src-domain/time.ts'
import { accessCrypto } from './accessCrypto.ts'
import { centreKey, handsetA, handsetB, strangerCentreKey, TestDoor } from './builders.ts'
import type { ModelGrant } from './plainCentre.ts'
import {
  type ModelChallenge,
  ModelDoor,
  type ModelResponse,
  type ModelStamp,
  type ModelToken,
} from './plainModel.ts'
import { WorldCentre } from './worldCentre.ts'
import { type DoorName, doorIds, doorNames, type Who } from './worldPlace.ts'

export type Bolt = 'moves' | 'jams' | 'powerFails'
/** The doors that grants open; the third has a private lock. */
export type LockedDoor = Exclude<DoorName, 'private'>
type Both<R, M> = { readonly real: R; readonly model: M }
type AnyToken = Both<Uint8Array, ModelToken> & { readonly givenAt: number }

const keys: Readonly<Record<Who, KeyPair>> = { A: handsetA, B: handsetB }
const doorOf = (name: LockedDoor) => ({ real: new TestDoor(doorIds[name]), model: new ModelDoor(name) })

/**
 * A centre, two doors, an honest handset A (the rules' own) and a dishonest B: B keeps every lease and every
 * stamp, deletes nothing, overhears every response and copies A's leases. Each step moves the real rules and
 * the plain models alike and returns what both said.
 */
export class World {
  readonly centre = new WorldCentre()
  readonly doors = { street: doorOf('street'), flat: doorOf('flat') } as const
  readonly opened: { door: DoorName; grant: string; reentry: boolean }[] = []
  /** What came to pass besides the verdicts of doors. */
  readonly seen = new Set<string>()
  private a = newHandset(handsetA.publicKey)
  private readonly toA: HandsetEvent[] = []
  readonly tokens: AnyToken[] = []
  readonly stamps: Both<Uint8Array, ModelStamp>[] = []
  readonly challenges: Both<Uint8Array, ModelChallenge>[] = []
  readonly responses: Both<Uint8Array, ModelResponse>[] = []

  get now(): number {
    return this.centre.now
  }

  wait(ms: number): void {
    this.centre.now += ms
    for (const { real } of Object.values(this.doors)) real.now = this.now
  }

  /** As a centre does, it gives the first lease together with the grant. */
  grant(
    who: Who,
    doors: readonly LockedDoor[],
    {
      startsIn = 0,
      minutes = 60,
      offline = false,
    }: { startsIn?: number; minutes?: number; offline?: boolean },
  ): void {
    this.centre.grant(who, doors, startsIn, minutes, offline)
    this.lease(who, 0)
  }

  /** `pick`: 0 for the newest grant of this handset, 1 for the one before. */
  lease(who: Who, pick: number): void {
    const grant = this.centre.grantAt(who, pick)
    if (grant) this.give(grant)
  }

  private give(grant: ModelGrant): void {
    const given = this.centre.lease(grant)
    if (!given) return
    const { row, token: real } = given
    const model: ModelToken = {
      grant: row.id,
      handset: grant.phone,
      doors: grant.doors,
      // In whole seconds, as doors read them.
      from: Math.floor(grant.from / 1000) * 1000 - 30 * second,
      until: Math.floor(given.until / 1000) * 1000,
      signedBy: 'centre',
    }
    this.tokens.push({ real, model, givenAt: this.now })
    if (grant.phone === 'A') this.toA.push({ kind: 'lease', token: toBase64url(real) })
  }

  revoke(who: Who, pick: number): void {
    const grant = this.centre.grantAt(who, pick)
    if (grant) this.centre.revoke(grant)
  }

  get undelivered(): number {
    const told = this.centre.withdrawn.splice(0).filter((one) => one.who === 'A')
    this.toA.push(...told.map(({ grantId }) => ({ kind: 'revoke' as const, grantId })))
    return this.toA.length
  }

  /** Messages may overtake each other; without coverage none arrives. */
  deliver(pick: number): void {
    const waiting = this.undelivered
    if (!this.a.covered || pick < 0 || waiting === 0) return
    const [event] = this.toA.splice(pick % waiting, 1)
    if (event) this.handset(event)
  }

  /** Back where there is coverage it is told again what to delete; one that is blocked gets no line. */
  cover(): void {
    if (this.centre.model.phone('A').blocked) return
    for (const row of this.centre.journal.rows.of('grant'))
      if (row.holder.handsetId === 'handset-A' && isWithdrawn(row) && row.deletedAt === null)
        this.toA.push({ kind: 'revoke', grantId: row.id })
    this.handset({ kind: 'covered' })
  }

  uncover(): void {
    this.handset({ kind: 'uncovered' })
  }

  handset(event: HandsetEvent): void {
    const { state, send } = handsetStep(this.a, event, this.now, accessCrypto)
    this.a = state
    for (const one of send) this.heard(one)
  }

  private heard(one: HandsetSend): void {
    switch (one.kind) {
      case 'deleted':
        this.centre.deleted(one.grantId)
        break
      case 'renew': {
        const grant = this.centre.model.grants.find(({ id }) => id === one.grantId)
        if (grant) this.give(grant)
        break
      }
      case 'uses':
        for (const use of one.uses)
          if (use.result === 'opened') this.centre.used(use.grantId, use.doorId, use.reentry, use.at.ms)
        this.handset({ kind: 'usesTaken', useIds: one.uses.map((use) => use.useId) })
        break
      case 'trusted':
        throw new Error('nobody brought a door a trust list')
      default:
        never(one)
    }
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

  ask(door: LockedDoor): Both<Uint8Array, ModelChallenge> {
    const { real, model } = this.doors[door]
    const asked = { real: real.challenge(), model: model.ask(this.now) }
    this.challenges.push(asked)
    return asked
  }

  losePower(door: LockedDoor): void {
    this.doors[door].real.losePower()
    this.doors[door].model.losePower()
  }

  setClock(door: LockedDoor, ahead: number): void {
    this.doors[door].real.step({ kind: 'clockSet', at: this.now + ahead })
    this.doors[door].model.setClock(this.now, this.now + ahead)
  }

  /** A answers a challenge with a lease that it holds, as its rules let it; null when it holds none. */
  answerOfA(challenge: Both<Uint8Array, ModelChallenge>, pick: number, stamp: number | null): number | null {
    const held = this.a.held.at(-1 - (pick % Math.max(this.a.held.length, 1)))
    if (!held) return null
    const answered = answerDoor(this.a, held.grantId, challenge.real, handsetA, this.now, accessCrypto)
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
  bring(door: LockedDoor, index: number, bolt: Bolt): { said: string; expected: string } | null {
    const response = this.responses[index]
    if (!response) return null
    const { real, model } = this.doors[door]
    const said =
      bolt === 'powerFails' ? this.withoutPower(real, response.real) : real.answerTo(response.real, bolt)
    const expected = model.attempt(response.model, this.now, bolt)
    if (said === 'opened' || said === 'reentry') this.letIn(door, response.model.token, said === 'reentry')
    return { said, expected }
  }

  /** What a door answered reaches the handset that asked; an overheard response tells A nothing. */
  tellA(door: LockedDoor): void {
    const record = this.doors[door].real.state.log.kept.at(-1)?.record
    if (record) this.handset({ kind: 'record', doorId: doorIds[door], record, carry: [] })
  }

  /** Somebody went in: whoever it was stood on the list of that door, and the console had not called it over. */
  private letIn(door: LockedDoor, token: ModelToken, reentry: boolean): void {
    this.opened.push({ door, grant: token.grant, reentry })
    this.listed(door, token)
    const row = this.centre.row(token.grant)
    const until = mayOpenUntil(row, this.now)
    if (until === null || until <= this.now) throw new Error(`opened at ${this.now}, promised ${until}`)
    if (isWithdrawn(row)) this.seen.add('opened though withdrawn')
    if (this.centre.model.phone(token.handset).blocked) this.seen.add('opened by a blocked phone')
    const { givenAt } = this.tokens.find((one) => one.model === token) ?? { givenAt: this.now }
    const alone = token.handset === 'B' || !this.a.covered
    if (row.offline && alone && this.now - givenAt > 11 * minute) this.seen.add('opened offline')
  }

  private listed(door: LockedDoor, token: ModelToken): void {
    const opener = this.centre.openers(door).find((one) => one.kind === 'grant' && one.id === token.grant)
    if (!opener || opener.until === null || opener.until <= this.now)
      throw new Error(`${door} opens for ${token.grant}, which is not on its list`)
    const state = this.centre.state(token.grant)
    if (state === 'revoked' || state === 'ended')
      throw new Error(`${door} opens for ${token.grant}, which is called ${state}`)
  }

  /** Each door lists those who may open it, and nobody else; nothing that could open is called over. */
  checkLists(): void {
    for (const name of doorNames) {
      const said = this.centre.openers(name)
      const model = this.centre.model.listed(name, this.now)
      if (name === 'private') model.push(`sharedCode ${doorIds.private}`)
      const real = said.map(({ kind, id }) => `${kind} ${id}`)
      if (real.toSorted().join() !== model.toSorted().join())
        throw new Error(`${name} lists ${real.join(', ')}; the model ${model.join(', ')}`)
    }
    const held = this.tokens.filter(
      ({ real, model }) =>
        model.handset === 'B' || this.a.held.some((one) => toBase64url(one.token) === toBase64url(real)),
    )
    for (const { model } of held)
      for (const door of ['street', 'flat'] as const)
        if (this.doors[door].model.couldOpen(model, this.now)) this.listed(door, model)
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
