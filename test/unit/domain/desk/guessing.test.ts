import { expect, it } from 'vitest'
import {
  failedAt,
  failedBy,
  lockedFor,
  noTries,
  placeLockedFor,
  waitOf,
} from '../../../../src-domain/desk/guessing.ts'
import { hour, minute, second } from '../../../../src-domain/time.ts'

const nine = 1_760_000_000_000

/** As fast as it is let, one try a second. */
const guessesIn = (span: number, failed: typeof failedBy): number => {
  let tries = noTries
  let count = 0
  for (let now = nine; now < nine + span; now += second) {
    if (waitOf(tries, now) > 0) continue
    tries = failed(tries, now)
    count += 1
  }
  return count
}

it('leaves somebody who guesses one person’s PIN all day fewer than 350 tries of a million', () => {
  expect(guessesIn(24 * hour, failedBy)).toBeLessThan(350)
})

it('lets a mistyped PIN be typed again at once', () => {
  let tries = noTries
  for (let n = 0; n < 4; n++) tries = failedBy(tries, nine + n * second)
  expect(waitOf(tries, nine + 4 * second)).toBe(0)
  expect(waitOf(failedBy(tries, nine + 4 * second), nine + 4 * second)).toBe(lockedFor)
})

it('holds a whole desk up for a minute at most', () => {
  let tries = noTries
  for (let n = 0; n < 40; n++) tries = failedAt(tries, nine + n)
  expect(waitOf(tries, nine + 40)).toBeLessThanOrEqual(placeLockedFor)
  expect(waitOf(tries, nine + 40 + placeLockedFor)).toBe(0)
})

it('a clock that is set back keeps nobody out for as long as it was set back', () => {
  let tries = noTries
  for (let n = 0; n < 5; n++) tries = failedBy(tries, nine + n)
  expect(waitOf(tries, nine - hour)).toBe(0)
  expect(waitOf(tries, nine + minute)).toBeGreaterThan(0)
})
