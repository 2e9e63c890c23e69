import fc from 'fast-check'
import { expect, it } from 'vitest'
import { World } from './world.ts'
import { anything, type Step } from './worldChance.ts'
import { take } from './worldSteps.ts'

/** The whole course; what doors said, and what else came to pass, goes into `seen`. */
const walk = (steps: readonly Step[], seen: Set<string>): void => {
  const world = new World()
  world.cover()
  world.grant('A', ['street', 'flat'], {})
  world.grant('B', ['flat'], {})
  world.deliver(0)
  for (const step of steps) {
    take(world, step, (said, expected) => {
      expect(said).toBe(expected)
      seen.add(said)
    })
    world.checkLists()
  }
  const firsts = world.opened.filter((one) => !one.reentry).map((one) => `${one.door} ${one.grant}`)
  expect(new Set(firsts).size).toBe(firsts.length)
  for (const what of world.seen) seen.add(what)
}

/** Walks that once went wrong. */
const once: Readonly<Record<string, readonly Step[]>> = {
  'the window is over, and a door whose clock is behind still opens': [
    { do: 'setClock', door: 'street', ahead: -30_000 },
    { do: 'grant', who: 'B', doors: ['street'], startsIn: 0, minutes: 10, offline: false },
    { do: 'wait', ms: 615_000 },
    { do: 'tryB', door: 'street', asked: null, token: 2, stamp: null, bolt: 'moves', forge: 0 },
  ],
  'somebody signs off and on again before anybody has looked': [
    { do: 'signOff', who: 'B' },
    { do: 'signOn', who: 'B', person: 'person-3' },
    { do: 'wait', ms: 300_000 },
    { do: 'lease', who: 'B', grant: 0 },
  ],
  'a unit that was sent goes home, and is granted a door': [
    { do: 'shift', who: 'A', on: false },
    { do: 'grant', who: 'A', doors: ['flat'], startsIn: 0, minutes: 30, offline: false },
  ],
  'a grant begins between two seconds': [
    { do: 'wait', ms: 1 },
    { do: 'tooEarly', door: 'flat', who: 'B', startsIn: 1, before: 30_001 },
  ],
}
it.each(Object.keys(once))('%s', (name) => walk(once[name] ?? [], new Set()))

it('a door opens exactly when the plain model says so, and never for anybody who is not on its list', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(anything, { minLength: 20, maxLength: 80, size: 'max' }), (steps) =>
      walk(steps, seen),
    ),
    { numRuns: 120 },
  )
  // The walk is worth nothing if it never comes to these doors.
  expect([...seen].toSorted()).toEqual(
    [
      'badSignature',
      'expired',
      'jammed',
      'noClock',
      'notYetValid',
      'opened',
      'opened by a blocked phone',
      'opened offline',
      'opened though withdrawn',
      'reentry',
      'spent',
      'staleChallenge',
      'unknownKey',
      'wrongDoor',
      'wrongHandset',
    ].toSorted(),
  )
}, 60_000)
