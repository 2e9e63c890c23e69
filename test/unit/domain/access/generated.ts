import fc from 'fast-check'
import { signResponse, writeChallenge } from '../../../../src-domain/access/challenge.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import { signToken } from '../../../../src-domain/access/token.ts'
import { signTrustList } from '../../../../src-domain/access/trustList.ts'
import { accessCrypto, keyOf } from './accessCrypto.ts'
import type { Scene } from './bothDoors.ts'

/** Keys of centres and of handsets; the door begins with the first two of the centres'. */
const centres = Array.from({ length: 6 }, (_, i) => keyOf(0x20 + i))
const handsets = Array.from({ length: 8 }, (_, i) => keyOf(0x40 + i))
const authorities = [keyOf(0x60), keyOf(0x61)] as const
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T
const keys = (indexes: readonly number[]) => indexes.map((i) => pick(centres, i).publicKey)

const mostly = <T>(usual: T, others: fc.Arbitrary<T>, weight = 12): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight }, { arbitrary: others, weight: 1 })
const seconds = (least: number, most: number) => fc.integer({ min: least, max: most })
const flips = fc.array(fc.record({ at: fc.nat(), bit: fc.nat({ max: 7 }) }), { minLength: 1, maxLength: 2 })
const spoiling = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), flips }),
  fc.record({ kind: fc.constant('cut' as const), by: fc.integer({ min: 1, max: 80 }) }),
  fc.record({ kind: fc.constant('grow' as const), by: fc.integer({ min: 1, max: 9 }) }),
)
type Spoiling = typeof spoiling extends fc.Arbitrary<infer T> ? T : never

const list = fc.record({
  version: fc.integer({ min: 1, max: 6 }),
  listed: fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }),
  authority: mostly(0, fc.constant(1), 5),
  spoilt: mostly<Spoiling | null>(null, spoiling, 6),
})
type List = typeof list extends fc.Arbitrary<infer T> ? T : never

/** All that may differ from one visit to the next; each mostly as it should be, so that every check is reached. */
export const visit = fc.record({
  seed: fc.integer({ min: 0, max: 0xffff_ffff }),
  doors: fc.oneof(seconds(1, 64), fc.constantFrom(1, 64)),
  place: mostly<number | null>(0, fc.option(fc.nat(), { freq: 3 })),
  flags: fc.nat({ max: 7 }),
  lease: fc.oneof(seconds(1, 20), fc.constant(0xffff_ffff)),
  reentry: fc.nat({ max: 0xffff }),
  signer: mostly(0, fc.nat({ max: 5 }), 6),
  handset: fc.nat({ max: 7 }),
  answeredBy: mostly(0, fc.nat({ max: 7 })),
  /** Of the token, in seconds from the door's clock. */
  begins: mostly(-30, fc.oneof(seconds(-7200, 120), fc.constantFrom(-1, 0, 1)), 3),
  lives: mostly(630, fc.oneof(seconds(1, 9000), fc.constantFrom(1, 30, 31)), 3),
  window: fc.oneof(fc.constant(0), seconds(0, 14_400)),
  clock: mostly<'kept' | 'lost'>('kept', fc.constant('lost'), 5),
  millisecond: fc.constantFrom(0, 0, 1, 500, 999),
  /** A day ahead: signed by somebody who stole a key. */
  newest: fc.oneof(fc.constant(null), seconds(-600, 600), fc.constant(86_400)),
  challenge: mostly<'fresh' | 'answered' | 'old' | 'never' | 'elsewhere'>(
    'fresh',
    fc.constantFrom('answered', 'old', 'never', 'elsewhere'),
  ),
  age: fc.oneof(fc.constant(0), fc.constantFrom(29_999, 30_000), fc.nat({ max: 30_000 })),
  stamp: fc.oneof(
    fc.constant(null),
    fc.constant(null),
    fc.record({
      names: fc.constantFrom('nothing', 'answered', 'other', 'tooOld', 'stranger', 'elsewhere'),
      ahead: fc.oneof(seconds(-900, 900), fc.constantFrom(0)),
      signer: mostly(0, fc.nat({ max: 5 }), 5),
    }),
  ),
  lists: fc.oneof(
    { arbitrary: fc.constant<List[]>([]), weight: 2 },
    { arbitrary: fc.array(list, { minLength: 1, maxLength: 2 }), weight: 1 },
  ),
  spoiltToken: mostly<Spoiling | null>(null, spoiling, 6),
  spoiltResponse: mostly<Spoiling | null>(null, spoiling),
})
type Visit = typeof visit extends fc.Arbitrary<infer T> ? T : never

const spoil = (bytes: Uint8Array, how: Spoiling | null): Uint8Array => {
  if (how?.kind === 'cut') return bytes.slice(0, -how.by)
  if (how?.kind === 'grow') return new Uint8Array([...bytes, ...new Uint8Array(how.by)])
  const changed = bytes.slice()
  for (const { at, bit } of how?.flips ?? []) {
    const i = at % changed.length
    changed[i] = (changed[i] ?? 0) ^ (1 << bit)
  }
  return changed
}

/** Bytes that follow from the visit's seed and what they are for. */
const bytesFor = (seed: number, what: string, length: number): Uint8Array =>
  accessCrypto.sha256(new TextEncoder().encode(`${seed} ${what}`)).slice(0, length)
const uuidFor = (seed: number): string =>
  Buffer.from(bytesFor(seed, 'grant', 16))
    .toString('hex')
    .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')

const challengesOf = (v: Visit, doorTag: Uint8Array, clock: number | null) => {
  const age = v.challenge === 'old' ? 30_001 + v.age : v.age
  const given = [
    { name: 'tooOld', age: 600_001, answered: false },
    { name: 'other', age: 600_000, answered: false },
    { name: 'answered', age, answered: v.challenge === 'answered' },
  ]
  return given.map((one) => {
    const shown = clock === null ? null : clock - one.age
    const nonce = bytesFor(v.seed, `nonce ${one.name}`, 16)
    return { ...one, nonce, clock: shown, bytes: writeChallenge({ doorTag, nonce, clock: shown }) }
  })
}

const stampOf = (v: Visit, doorTag: Uint8Array, now: number): Uint8Array | null => {
  if (!v.stamp) return null
  const { names, ahead, signer } = v.stamp
  const named = {
    doorTag: names === 'elsewhere' ? bytesFor(v.seed, 'elsewhere', 8) : doorTag,
    nonce: bytesFor(v.seed, `nonce ${names === 'elsewhere' ? 'answered' : names}`, 16),
  }
  const at = now + ahead * 1000
  return signStamp(at, names === 'nothing' ? null : named, pick(centres, signer), accessCrypto)
}

/** The door at that moment with all that is brought to it. */
export const sceneOf = (v: Visit): Scene => {
  const now = 1_700_000_000_000 + (v.seed % 1_000_000) * 1000 + v.millisecond
  const doorTag = bytesFor(v.seed, 'door 0', 8)
  const clock = v.clock === 'kept' ? now : null
  const others = Array.from({ length: v.doors }, (_, i) => bytesFor(v.seed, `door ${i + 1}`, 8))
  const doors = v.place === null ? others : others.with(v.place % others.length, doorTag)
  const handset = pick(handsets, v.handset)
  const notBefore = Math.floor(now / 1000) + v.begins
  const token = signToken(
    {
      oneTime: (v.flags & 1) !== 0,
      offline: (v.flags & 2) !== 0,
      emergency: (v.flags & 4) !== 0,
      grantId: uuidFor(v.seed),
      lease: v.lease,
      handset: handset.publicKey,
      notBefore,
      notAfter: notBefore + v.lives,
      windowUntil: notBefore + v.lives + v.window,
      reentrySeconds: v.reentry,
      doors,
    },
    pick(centres, v.signer),
    accessCrypto,
  )
  const asked = challengesOf(v, doorTag, clock)
  const answered = asked.find((one) => one.name === 'answered')?.bytes ?? new Uint8Array()
  const foreign = { doorTag, nonce: bytesFor(v.seed, 'nonce stranger', 16), clock }
  const challenge =
    v.challenge === 'never'
      ? writeChallenge(foreign)
      : v.challenge === 'elsewhere'
        ? writeChallenge({ ...foreign, doorTag: bytesFor(v.seed, 'elsewhere', 8) })
        : answered
  const responder = pick(handsets, v.handset + v.answeredBy)
  const brought = spoil(token, v.spoiltToken)
  const response = signResponse(challenge, brought, stampOf(v, doorTag, now), responder, accessCrypto)
  return {
    doorTag,
    authority: authorities[0].publicKey,
    listVersion: 2,
    trusted: keys([0, 1]),
    asked,
    newestStamp: v.newest === null ? 0 : now + v.newest * 1000,
    clock,
    lists: v.lists.map(({ version, listed, authority, spoilt }) =>
      spoil(
        signTrustList({ version, publicKeys: keys(listed) }, pick(authorities, authority), accessCrypto),
        spoilt,
      ),
    ),
    response: spoil(response, v.spoiltResponse),
  }
}
