import fc from 'fast-check'
import { never } from '../../../../src-domain/result.ts'
import { minute, second } from '../../../../src-domain/time.ts'
import type { Bolt, LockedDoor, World } from './world.ts'
import type { Who } from './worldCentre.ts'

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

/** Tells what door and model said of each attempt. */
export type Attempt = (said: string, expected: string) => void

const bring = (world: World, at: LockedDoor, index: number | null, how: Bolt, tell: Attempt): void => {
  const came = index === null ? null : world.bring(at, index, how)
  if (came) tell(came.said, came.expected)
}

const challengeFor = (world: World, at: LockedDoor, asked: number | null) => {
  const old = asked === null ? undefined : world.challenges.at(-1 - asked)
  return old ?? world.ask(at)
}

/** With the newest lease that this one holds, and the newest stamp or none. */
const tryNewest = (world: World, at: LockedDoor, by: Who, stamp: 0 | null, tell: Attempt): void => {
  const challenge = world.ask(at)
  const newest = world.tokens.findLastIndex(({ model }) => model.handset === 'B')
  const index =
    by === 'A'
      ? world.answerOfA(challenge, 0, stamp)
      : world.answerOfB(challenge, Math.max(newest, 0), stamp, 0)
  bring(world, at, index, 'moves', tell)
}

/** A has its newest message, and with it whatever was on its way. */
const deliverAll = (world: World): void => {
  world.cover()
  while (world.undelivered > 0) {
    const before = world.undelivered
    world.deliver(0)
    if (world.undelivered >= before) break
  }
}

const groundGoes = (world: World, { who, how }: Extract<Step, { do: 'groundGoes' }>): void => {
  const { centre } = world
  switch (how) {
    case 'block':
      centre.block(who)
      break
    case 'signOff':
      centre.changeHands(who, null)
      break
    case 'otherPerson':
      centre.changeHands(who, 'person-2')
      break
    case 'shift':
      centre.shift(who, false)
      break
    case 'service':
      centre.serve(false, centre.model.provider)
      break
    case 'provider':
      centre.serve(centre.model.served, 'prov-2')
      break
    case 'close':
      centre.close()
      break
    default:
      never(how)
  }
}

export const take = (world: World, s: Step, tell: Attempt): void => {
  const { centre } = world
  switch (s.do) {
    case 'wait':
      world.wait(s.ms)
      break
    case 'grant':
      world.grant(s.who, s.doors, s)
      break
    case 'lease':
      world.lease(s.who, s.grant)
      break
    case 'deliver':
      world.deliver(s.pick)
      break
    case 'coverage':
      if (s.on) world.cover()
      else world.uncover()
      break
    case 'tick':
      world.handset({ kind: 'tick' })
      break
    case 'revoke':
      world.revoke(s.who, s.grant)
      break
    case 'block':
      centre.block(s.who)
      break
    case 'unblock':
      centre.unblock(s.who)
      break
    case 'signOn':
      centre.changeHands(s.who, s.person)
      break
    case 'signOff':
      centre.changeHands(s.who, null)
      break
    case 'shift':
      centre.shift(s.who, s.on)
      break
    case 'serve':
      centre.serve(s.served, s.provider)
      break
    case 'close':
      centre.close()
      break
    case 'openCase':
      centre.openCase()
      break
    case 'send':
      centre.send(s.who)
      break
    case 'look':
      centre.look()
      break
    case 'handOutKey':
      centre.handOutKey()
      break
    case 'returnKey':
      centre.returnKey()
      break
    case 'code':
      centre.issueCode(s.at, s.hours)
      break
    case 'give':
      centre.give(s.doors, s.minutes)
      break
    case 'takeBack':
      centre.takeBack(s.pick)
      break
    case 'untilEnd': {
      const end = centre.model[s.of].at(-1)?.until ?? 0
      world.wait(Math.max(end + s.after - world.now, 0))
      break
    }
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
      const index = world.answerOfA(challengeFor(world, s.door, s.asked), s.token, s.stamp)
      if (index === null || s.held) break
      bring(world, s.door, index, s.bolt, tell)
      world.tellA(s.door)
      break
    }
    case 'tryB': {
      const challenge = challengeFor(world, s.door, s.asked)
      bring(world, s.door, world.answerOfB(challenge, s.token, s.stamp, s.forge), s.bolt, tell)
      break
    }
    case 'replay':
      bring(world, s.door, world.responses.length - 1 - s.pick, s.bolt, tell)
      break
    case 'fetchTime':
      world.losePower(s.door)
      world.ask(s.door)
      world.wait(s.out)
      world.lease(s.who, 0)
      world.namedStamp(world.challenges.length - 1)
      world.wait(s.back)
      tryNewest(world, s.door, s.who, 0, tell)
      world.wait(9 * minute)
      tryNewest(world, s.door, s.who, null, tell)
      break
    case 'lastMoment': {
      world.lease(s.who, 0)
      world.deliver(world.undelivered - 1)
      world.setClock(s.door, -30 * second)
      const end = centre.grantAt(s.who, 0)?.leases.at(-1) ?? 0
      world.wait(Math.max(end + s.after - world.now, 0))
      tryNewest(world, s.door, s.who, null, tell)
      break
    }
    case 'revokeOvertakes':
      world.cover()
      world.lease('A', 0)
      world.revoke('A', 0)
      world.deliver(world.undelivered - 1)
      world.deliver(world.undelivered - 1)
      tryNewest(world, s.door, 'A', null, tell)
      break
    case 'heldBack': {
      world.cover()
      const index = world.answerOfA(world.ask(s.door), 0, null)
      world.revoke('A', 0)
      world.deliver(world.undelivered - 1)
      world.wait(s.after)
      world.handset({ kind: 'tick' })
      bring(world, s.door, index, 'moves', tell)
      break
    }
    case 'cellar': {
      world.setClock(s.door, 0)
      world.grant(s.who, ['street', 'flat'], { minutes: s.minutes, offline: true })
      deliverAll(world)
      world.uncover()
      const until = centre.grantAt(s.who, 0)?.until ?? 0
      world.wait(Math.max(until - s.before - world.now, 0))
      tryNewest(world, s.door, s.who, null, tell)
      break
    }
    case 'tooEarly': {
      world.setClock(s.door, 0)
      world.grant(s.who, ['street', 'flat'], { startsIn: s.startsIn })
      deliverAll(world)
      world.wait(Math.max((centre.grantAt(s.who, 0)?.from ?? 0) - s.before - world.now, 0))
      tryNewest(world, s.door, s.who, null, tell)
      break
    }
    case 'groundGoes': {
      world.setClock(s.door, 0)
      world.grant(s.who, ['street', 'flat'], {})
      deliverAll(world)
      if (s.who === 'A') world.uncover()
      groundGoes(world, s)
      if (s.looked) centre.look()
      world.wait(s.after)
      world.lease(s.who, 0)
      tryNewest(world, s.door, s.who, null, tell)
      break
    }
    default:
      never(s)
  }
}
