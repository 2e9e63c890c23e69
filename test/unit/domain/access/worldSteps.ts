import { never } from '../../../../src-domain/result.ts'
import { minute, second } from '../../../../src-domain/time.ts'
import type { Bolt, LockedDoor, World } from './world.ts'
import type { Step } from './worldChance.ts'
import type { Who } from './worldPlace.ts'

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
    case 'comesBack': {
      world.setClock(s.door, 0)
      world.grant(s.who, ['street', 'flat'], { minutes: 60, offline: true })
      deliverAll(world)
      tryNewest(world, s.door, s.who, null, tell)
      world.wait(15 * minute + s.after)
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
