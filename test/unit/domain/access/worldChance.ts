import fc from 'fast-check'
import { minute, second } from '../../../../src-domain/time.ts'
import type { Bolt, LockedDoor } from './world.ts'
import type { Who } from './worldPlace.ts'

/** What may happen, one thing at a time, and courses of events that chance would seldom find. */

const door = fc.constantFrom<LockedDoor>('street', 'flat')
const who = fc.constantFrom<Who>('A', 'B')
const pick = fc.nat({ max: 40 })
/** Mostly the newest grant. */
const grantPick = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.nat({ max: 4 }) },
)
const bolt = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Bolt>('moves') },
  { weight: 2, arbitrary: fc.constant<Bolt>('jams') },
  { weight: 1, arbitrary: fc.constant<Bolt>('powerFails') },
)
const stamp = fc.option(fc.oneof(fc.constant(0), pick))
const pause = fc.oneof(
  fc.constantFrom(0, 1, 999, 30 * second, 30 * second + 1, 5 * minute, 10 * minute, 15 * minute),
  fc.nat({ max: 11 * minute }),
)
const doors = fc.subarray<LockedDoor>(['street', 'flat'], { minLength: 1 })
const person = fc.constantFrom('person-1', 'person-2', 'person-3')
const just = <D extends string>(name: D) => fc.record({ do: fc.constant(name) })

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: pause }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      who,
      doors,
      startsIn: fc.oneof(
        { weight: 3, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.nat({ max: 20 }) },
      ),
      minutes: fc.integer({ min: 5, max: 90 }),
      offline: fc.nat({ max: 2 }).map((n) => n === 0),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('lease' as const), who, grant: grantPick }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('deliver' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('coverage' as const), on: fc.boolean() }) },
  { weight: 2, arbitrary: just('tick' as const) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revoke' as const), who, grant: grantPick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unblock' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('signOn' as const), who, person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('signOff' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('shift' as const), who, on: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('serve' as const),
      served: fc.nat({ max: 3 }).map((n) => n > 0),
      provider: fc.constantFrom('prov-1', 'prov-1', 'prov-2'),
    }),
  },
  { weight: 1, arbitrary: just('close' as const) },
  { weight: 2, arbitrary: just('openCase' as const) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('send' as const), who }) },
  { weight: 3, arbitrary: just('look' as const) },
  { weight: 1, arbitrary: just('handOutKey' as const) },
  { weight: 1, arbitrary: just('returnKey' as const) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('code' as const),
      at: fc.constantFrom('box' as const, 'flat' as const),
      hours: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      doors,
      minutes: fc.option(fc.integer({ min: 1, max: 120 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('takeBack' as const), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('untilEnd' as const),
      of: fc.constantFrom('codes' as const, 'given' as const),
      after: fc.integer({ min: -second, max: 31 * second }),
    }),
  },
  { weight: 2, arbitrary: just('plainStamp' as const) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('namedStamp' as const), pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), door }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('losePower' as const), door }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('setClock' as const),
      door,
      // Within `clockSlack` behind; ahead as far as it likes: that only shuts people out.
      ahead: fc.integer({ min: -30 * second, max: 9 * minute }),
    }),
  },
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constant('tryA' as const),
      door,
      asked: fc.option(pick, { freq: 4 }),
      token: grantPick,
      stamp,
      bolt,
      /** Signed, overheard, and kept from the door for now. */
      held: fc.nat({ max: 3 }).map((n) => n === 0),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('tryB' as const),
      door,
      asked: fc.option(pick, { freq: 4 }),
      token: pick,
      stamp,
      bolt,
      forge: fc.nat({ max: 6 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('replay' as const), door, pick, bolt }) },
)

/** Each of them a way to be let in too late. */
const course = fc.oneof(
  /** The time is fetched for a door without one, on foot. */
  fc.record({
    do: fc.constant('fetchTime' as const),
    door,
    out: fc.nat({ max: 6 * minute }),
    back: fc.nat({ max: 6 * minute }),
    who,
  }),
  /** A lease is tried at its very end, at a door whose clock is as slow as it may be. */
  fc.record({
    do: fc.constant('lastMoment' as const),
    door,
    who,
    after: fc.integer({ min: -second, max: 31 * second }),
  }),
  /** The word that a grant is revoked overtakes its last lease. */
  fc.record({ do: fc.constant('revokeOvertakes' as const), door }),
  /** An answer is overheard and held back; meanwhile the grant is revoked and its deletion receipted. */
  fc.record({ do: fc.constant('heldBack' as const), door, after: fc.nat({ max: 31 * second }) }),
  /** Given to work without coverage, and taken into a cellar for all of its window. */
  fc.record({
    do: fc.constant('cellar' as const),
    door,
    who,
    minutes: fc.integer({ min: 15, max: 90 }),
    before: fc.integer({ min: -second, max: minute }),
  }),
  /** The phone is at the door before the grant begins. */
  fc.record({
    do: fc.constant('tooEarly' as const),
    door,
    who,
    startsIn: fc.integer({ min: 1, max: 20 }),
    before: fc.integer({ min: -second, max: minute }),
  }),
  /** Used once, and tried again when re-entry is about to be over, with a lease that lives. */
  fc.record({
    do: fc.constant('comesBack' as const),
    door,
    who,
    after: fc.integer({ min: -second, max: 5 * minute }),
  }),
  /** What a grant stands on goes; who has the lease tries all the same, and asks for the next. */
  fc.record({
    do: fc.constant('groundGoes' as const),
    door,
    who,
    how: fc.constantFrom(
      'block' as const,
      'signOff' as const,
      'otherPerson' as const,
      'shift' as const,
      'service' as const,
      'provider' as const,
      'close' as const,
    ),
    looked: fc.boolean(),
    after: fc.nat({ max: 11 * minute }),
  }),
)

export const anything = fc.oneof({ weight: 9, arbitrary: step }, { weight: 1, arbitrary: course })
export type Step = typeof anything extends fc.Arbitrary<infer S> ? S : never
