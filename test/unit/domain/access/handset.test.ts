import { describe, expect, it } from 'vitest'
import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import { readResponse, writeChallenge } from '../../../../src-domain/access/challenge.ts'
import { answerDoor, handsetStep, needsTime } from '../../../../src-domain/access/handset.ts'
import {
  type HandsetEvent,
  type HandsetState,
  newHandset,
} from '../../../../src-domain/access/handsetState.ts'
import type { DoorRecord } from '../../../../src-domain/access/record.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import { doorTag } from '../../../../src-domain/access/token.ts'
import { hour, type Ms, minute, second } from '../../../../src-domain/time.ts'
import { fromHandset } from '../../../../src-domain/wire/field.ts'
import { accessCrypto, bytesOf } from './accessCrypto.ts'
import {
  centreKey,
  flatDoor,
  handsetA,
  handsetB,
  streetDoor,
  t0,
  tokenBytes,
  tokenFields,
} from './builders.ts'

const { grantId } = tokenFields()
const leaseOf = (lease: number): HandsetEvent => ({
  kind: 'lease',
  token: toBase64url(tokenBytes({ lease })),
})
const tag = doorTag(flatDoor, accessCrypto)
const challenge = (clock: Ms | null = t0) => writeChallenge({ doorTag: tag, nonce: bytesOf(16, 1), clock })

const run = (
  events: readonly (readonly [Ms, HandsetEvent])[],
  from: HandsetState = newHandset(handsetA.publicKey),
) =>
  events.reduce<ReturnType<typeof handsetStep>>(
    (step, [now, event]) => handsetStep(step.state, event, now, accessCrypto),
    { state: from, send: [] },
  )
const record = (over: Partial<DoorRecord> = {}): DoorRecord => ({
  doorTag: tag,
  seq: 7,
  lost: 0,
  at: t0,
  grantId,
  outcome: { kind: 'opened', reentry: false },
  ...over,
})
const seen = (one: DoorRecord, carry: readonly DoorRecord[] = []): HandsetEvent => ({
  kind: 'record',
  doorId: flatDoor,
  record: one,
  carry,
})

describe('leases', () => {
  it('a newer one takes the place of the older, never the other way', () => {
    const { state } = run([
      [t0, leaseOf(2)],
      [t0, leaseOf(1)],
    ])
    expect(state.held.map((one) => one.lease)).toEqual([2])
    expect(run([[t0, leaseOf(3)]], state).state.held.map((one) => one.lease)).toEqual([3])
  })

  it('are asked for every 5 minutes while there is coverage, and at once when it returns', () => {
    const renew = [{ kind: 'renew', grantId }]
    const { state } = run([
      [t0, { kind: 'covered' }],
      [t0, leaseOf(1)],
    ])
    expect(run([[t0 + 5 * minute - 1, { kind: 'tick' }]], state).send).toEqual([])
    expect(run([[t0 + 5 * minute, { kind: 'tick' }]], state).send).toEqual(renew)
    const away = run([[t0 + minute, { kind: 'uncovered' }]], state).state
    expect(run([[t0 + 7 * minute, { kind: 'tick' }]], away).send).toEqual([])
    expect(run([[t0 + 2 * minute, { kind: 'covered' }]], away).send).toEqual(renew)
  })

  it('what cannot be read, or is another handset’s, is counted and not kept', () => {
    const foreign = toBase64url(tokenBytes({ handset: handsetB.publicKey }))
    const { state } = run([
      [t0, { kind: 'lease', token: '!' }],
      [t0, { kind: 'lease', token: 'AAAA' }],
      [t0, { kind: 'lease', token: foreign }],
      [t0, { kind: 'stamp', stamp: 'AAAA' }],
    ])
    expect(state).toMatchObject({ held: [], unreadable: 4 })
  })

  it('go when their grant is over', () => {
    const { state } = run([[t0, leaseOf(1)]])
    expect(run([[t0 + 2 * hour, { kind: 'tick' }]], state).state.held).toEqual([])
  })
})

describe('revoking', () => {
  const revoke: HandsetEvent = { kind: 'revoke', grantId }
  const deleted = [{ kind: 'deleted', grantId }]

  it('deletes the lease, says so, and says it again until it is acknowledged', () => {
    const first = run([
      [t0, { kind: 'covered' }],
      [t0, leaseOf(1)],
      [t0, revoke],
    ])
    expect(first).toMatchObject({ state: { held: [] }, send: deleted })
    expect(run([[t0, { kind: 'covered' }]], first.state).send).toEqual(deleted)
    const taken = run([[t0, { kind: 'receiptTaken', grantId }]], first.state).state
    expect(run([[t0, { kind: 'covered' }]], taken).send).toEqual([])
  })

  it('keeps no lease of that grant that comes later', () => {
    const { state } = run([
      [t0, revoke],
      [t0 + 1, leaseOf(9)],
      [t0 + hour, { kind: 'tick' }],
      [t0 + hour, leaseOf(10)],
    ])
    expect(state.held).toEqual([])
  })

  it('waits with the receipt until no answer that it gave can open a door', () => {
    const { state } = run([
      [t0, { kind: 'covered' }],
      [t0, leaseOf(1)],
    ])
    const answered = answerDoor(state, grantId, challenge(), handsetA, t0 + 1, accessCrypto)
    expect(answered).not.toBeNull()
    const waiting = run([[t0 + 2, revoke]], answered?.state)
    expect(waiting.send).toEqual([])
    expect(run([[t0 + 30 * second + 1, { kind: 'tick' }]], waiting.state).send).toEqual([])
    expect(run([[t0 + 30 * second + 2, { kind: 'tick' }]], waiting.state).send).toEqual(deleted)
  })
})

describe('what doors did', () => {
  it('is reported at once with coverage, kept without, and sent until acknowledged', () => {
    const covered = run([
      [t0, { kind: 'covered' }],
      [t0, seen(record())],
    ])
    expect(covered.send).toHaveLength(1)
    const away = run([
      [t0, seen(record(), [record({ seq: 6, outcome: { kind: 'refused', cause: 'jammed' } })])],
    ])
    expect(away.send).toEqual([])
    const back = run([[t0 + hour, { kind: 'covered' }]], away.state)
    const [sent] = back.send
    if (sent?.kind !== 'uses') throw new Error('nothing sent')
    expect(fromHandset.uses.parse({ uses: sent.uses }).uses).toEqual(sent.uses)
    expect(sent.uses.map((one) => one.result)).toEqual(['refused', 'opened'])
    const useIds = sent.uses.map((one) => one.useId)
    expect(run([[t0 + hour, { kind: 'usesTaken', useIds }]], back.state).state.reports).toEqual([])
  })

  it('has one identifier, whoever carries it', () => {
    const other = run(
      [[t0 + hour, seen(record({ seq: 8 }), [record()])]],
      newHandset(handsetB.publicKey),
    ).state
    const own = run([[t0, seen(record())]]).state
    expect(other.reports[0]?.useId).toBe(own.reports[0]?.useId)
    expect(run([[t0, seen(record())]], own).state.reports).toHaveLength(1)
  })

  it('has the door’s time, or the handset’s where the door had none', () => {
    const { reports } = run([
      [
        t0 + minute,
        seen(record(), [record({ seq: 5, at: null, outcome: { kind: 'refused', cause: 'noClock' } })]),
      ],
      [t0 + minute, seen(record({ seq: 9, at: null, outcome: { kind: 'refused', cause: 'noClock' } }))],
    ]).state
    expect(reports.map((one) => one.at)).toEqual([
      { ms: t0 + minute, source: 'handset', uncertaintyMs: t0 + minute },
      { ms: t0, source: 'door', uncertaintyMs: 30 * second },
      { ms: t0 + minute, source: 'handset', uncertaintyMs: 0 },
    ])
  })
})

describe('at a door', () => {
  const named = (at: Ms) => signStamp(at, { doorTag: tag, nonce: bytesOf(16, 1) }, centreKey, accessCrypto)
  const stampEvent = (bytes: Uint8Array): HandsetEvent => ({ kind: 'stamp', stamp: toBase64url(bytes) })
  const stampSent = (state: HandsetState, now: Ms, asked = challenge()) => {
    const answered = answerDoor(state, grantId, asked, handsetA, now, accessCrypto)
    return answered && readResponse(answered.response)?.stamp
  }

  it('has nothing to say without a lease, or to what is no challenge', () => {
    const { state } = run([[t0, leaseOf(1)]])
    expect(
      answerDoor(newHandset(handsetA.publicKey), grantId, challenge(), handsetA, t0, accessCrypto),
    ).toBeNull()
    expect(answerDoor(state, grantId, bytesOf(35, 0), handsetA, t0, accessCrypto)).toBeNull()
  })

  it('brings the time that was asked for this door, as long as it counts, else the newest plain one', () => {
    const plain = signStamp(t0, null, centreKey, accessCrypto)
    const { state } = run([
      [t0, leaseOf(1)],
      [t0, stampEvent(plain)],
      [t0, stampEvent(named(t0))],
    ])
    expect(stampSent(state, t0 + minute)).toEqual(named(t0))
    expect(stampSent(state, t0 + 10 * minute + 1)).toEqual(plain)
    const street = writeChallenge({
      doorTag: doorTag(streetDoor, accessCrypto),
      nonce: bytesOf(16, 3),
      clock: t0,
    })
    expect(stampSent(state, t0 + minute, street)).toEqual(plain)
  })

  it('knows a door that needs the time', () => {
    expect(needsTime(challenge(null), t0)).toBe(true)
    expect(needsTime(challenge(t0 + 30 * second), t0)).toBe(false)
    expect(needsTime(challenge(t0 - 30 * second - 1), t0)).toBe(true)
  })
})
