import fc from 'fast-check'
import { expect, it } from 'vitest'
import { saidByThePage, saidByTheRules } from './bothDoors.ts'
import { sceneOf, visit } from './generated.ts'

const tokens = 10_000
/** Each answer that a door gives by itself before its bolt and its book are asked. */
const verdicts = [
  'badSignature',
  'expired',
  'noClock',
  'notYetValid',
  'open',
  'staleChallenge',
  'unknownKey',
  'unreadable',
  'wrongDoor',
  'wrongHandset',
]

it('the page and the rules agree on 10,000 tokens made at random: valid and spoilt, for 1–64 doors, by trusted, struck-off and foreign keys, copied, stale, early and late, with stamps and trust lists', () => {
  const met = new Map<string, number>()
  const count = (what: string) => met.set(what, (met.get(what) ?? 0) + 1)
  fc.assert(
    fc.property(visit, (one) => {
      const scene = sceneOf(one)
      const byTheRules = saidByTheRules(scene)
      expect(saidByThePage(scene)).toEqual(byTheRules)
      count(byTheRules.verdict)
      for (const receipt of byTheRules.receipts) count(`list ${receipt.slice(-8)}`)
    }),
    { numRuns: tokens },
  )
  // It is worth nothing if it never comes to one of them.
  const counts = verdicts.map((verdict) => ({ verdict, times: met.get(verdict) ?? 0 }))
  expect(counts.filter(({ times }) => times < tokens / 100)).toEqual([])
  expect([...met.keys()].filter((what) => !what.startsWith('list ')).toSorted()).toEqual(verdicts)
  // Lists of versions 3 to 6 were taken, and others left the door at 2.
  for (const version of [2, 3, 4, 5, 6])
    expect(met.get(`list 0000000${version}`) ?? 0).toBeGreaterThan(tokens / 100)
}, 120_000)
