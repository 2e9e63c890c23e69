import fc from 'fast-check'
import { expect, it } from 'vitest'
import { never } from '../../../../src-domain/result.ts'
import { minute, second } from '../../../../src-domain/time.ts'
import { type Bolt, type DoorName, World } from './world.ts'

const door = fc.constantFrom<DoorName>('street', 'flat')
const who = fc.constantFrom<'A' | 'B'>('A', 'B')
const pick = fc.nat({ max: 40 })
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

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: pause }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lease' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('coverage' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tick' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('plainStamp' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('namedStamp' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ask' as const), door }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('losePower' as const), door }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('setClock' as const),
      door,
      // Within `clockSlack` behind; ahead as far as it likes: that only shuts people out.
      ahead: fc.integer({ min: -30 * second, max: 9 * minute }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('tryA' as const),
      door,
      asked: fc.option(pick, { freq: 4 }),
      stamp,
      bolt,
      /** Signed, overheard, and kept from the door for now. */
      held: fc.nat({ max: 3 }).map((n) => n === 0),
    }),
  },
  {
    weight: 5,
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
  { weight: 3, arbitrary: fc.record({ do: fc.constant('replay' as const), door, pick, bolt }) },
)
/** Courses of events that chance would seldom find, each of them a way to be let in too late. */
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
)

const anything = fc.oneof({ weight: 9, arbitrary: step }, { weight: 1, arbitrary: course })
type Step = typeof anything extends fc.Arbitrary<infer S> ? S : never

const attempt = (world: World, at: DoorName, index: number | null, how: Bolt, seen: Set<string>): void => {
  const came = index === null ? null : world.bring(at, index, how)
  if (!came) return
  expect(came.said).toBe(came.expected)
  seen.add(came.said)
  if (came.said !== 'opened' && came.said !== 'reentry') return
  if (came.until === null || came.until <= world.now)
    throw new Error(`opened at ${world.now}, promised ${came.until}`)
}

const challengeFor = (world: World, at: DoorName, asked: number | null) => {
  const old = asked === null ? undefined : world.challenges.at(-1 - asked)
  return old ?? world.ask(at)
}

/** With the newest lease there is, and the newest stamp or none. */
const tryNewest = (world: World, at: DoorName, by: 'A' | 'B', stamp: 0 | null, seen: Set<string>): void => {
  const challenge = world.ask(at)
  const newest = world.tokens.length - 1
  const index = by === 'A' ? world.answerOfA(challenge, stamp) : world.answerOfB(challenge, newest, stamp, 0)
  attempt(world, at, index, 'moves', seen)
}

const take = (world: World, s: Step, seen: Set<string>): void => {
  switch (s.do) {
    case 'wait':
      world.wait(s.ms)
      break
    case 'lease':
      world.lease(s.who)
      break
    case 'deliver':
      world.deliver(s.pick)
      break
    case 'coverage':
      world.handset({ kind: s.on ? 'covered' : 'uncovered' })
      break
    case 'tick':
      world.handset({ kind: 'tick' })
      break
    case 'revoke':
      world.revoke(s.who)
      break
    case 'block':
      world.blocked = true
      break
    case 'plainStamp':
      world.plainStamp()
      break
    case 'namedStamp':
      world.namedStamp(s.pick)
      break
    case 'ask':
      world.ask(s.door)
      break
    case 'losePower':
      world.losePower(s.door)
      break
    case 'setClock':
      world.setClock(s.door, s.ahead)
      break
    case 'tryA': {
      const index = world.answerOfA(challengeFor(world, s.door, s.asked), s.stamp)
      if (!s.held) attempt(world, s.door, index, s.bolt, seen)
      break
    }
    case 'tryB': {
      const challenge = challengeFor(world, s.door, s.asked)
      attempt(world, s.door, world.answerOfB(challenge, s.token, s.stamp, s.forge), s.bolt, seen)
      break
    }
    case 'replay':
      attempt(world, s.door, world.responses.length - 1 - s.pick, s.bolt, seen)
      break
    case 'fetchTime': {
      world.losePower(s.door)
      world.ask(s.door)
      world.wait(s.out)
      world.lease(s.who)
      world.namedStamp(world.challenges.length - 1)
      world.wait(s.back)
      tryNewest(world, s.door, s.who, 0, seen)
      world.wait(9 * minute)
      tryNewest(world, s.door, s.who, null, seen)
      break
    }
    case 'lastMoment': {
      world.lease(s.who)
      world.deliver(world.undelivered - 1)
      world.setClock(s.door, -30 * second)
      world.wait(Math.max((world.rows[s.who].leaseUntil ?? 0) + s.after - world.now, 0))
      tryNewest(world, s.door, s.who, null, seen)
      break
    }
    case 'revokeOvertakes':
      world.handset({ kind: 'covered' })
      world.lease('A')
      world.revoke('A')
      world.deliver(world.undelivered - 1)
      world.deliver(world.undelivered - 1)
      tryNewest(world, s.door, 'A', null, seen)
      break
    case 'heldBack': {
      world.handset({ kind: 'covered' })
      const index = world.answerOfA(world.ask(s.door), null)
      world.revoke('A')
      world.deliver(world.undelivered - 1)
      world.wait(s.after)
      world.handset({ kind: 'tick' })
      attempt(world, s.door, index, 'moves', seen)
      break
    }
    default:
      never(s)
  }
}

it('a door opens exactly when the plain model says so, once, and never after what the console says', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(anything, { minLength: 20, maxLength: 80, size: 'max' }), (steps) => {
      const world = new World()
      world.handset({ kind: 'covered' })
      world.lease('A')
      world.lease('B')
      world.deliver(0)
      for (const s of steps) take(world, s, seen)
      const firsts = world.opened.filter((one) => !one.reentry).map((one) => `${one.door} ${one.grant}`)
      expect(new Set(firsts).size).toBe(firsts.length)
    }),
    { numRuns: 120 },
  )
  // The walk is worth nothing if it never comes to these doors.
  expect([...seen].toSorted()).toEqual(
    [
      'badSignature',
      'expired',
      'jammed',
      'noClock',
      'opened',
      'reentry',
      'spent',
      'staleChallenge',
      'unknownKey',
      'wrongDoor',
      'wrongHandset',
    ].toSorted(),
  )
}, 60_000)
