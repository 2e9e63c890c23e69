import { expect, it } from 'vitest'
import { isEasyPin } from '../../../../src-domain/desk/easyPin.ts'
import { usualLimits } from '../../../../src-domain/desk/limits.ts'
import { isProven, proofUntil, provenNow, seenAt } from '../../../../src-domain/desk/proof.ts'
import { hour, minute, second } from '../../../../src-domain/time.ts'

const nine = 1_760_000_000_000
const by = (now: number) => (at: number) => now - at
const limits = { ...usualLimits, proveAfterSeconds: 600, proveAtLeastEverySeconds: 2 * 3_600 }

it('a PIN counts while something is done now and then, and runs out when nothing is', () => {
  let proof = provenNow(nine)
  expect(isProven(proof, limits, by(nine + 10 * minute))).toBe(true)
  expect(isProven(proof, limits, by(nine + 10 * minute + 1))).toBe(false)
  proof = seenAt(proof, limits, nine + 9 * minute, by(nine + 9 * minute))
  expect(proofUntil(proof, limits)).toBe(nine + 19 * minute)
})

it('what is done after it ran out brings it back for nobody', () => {
  const stale = provenNow(nine)
  const late = nine + 11 * minute
  expect(seenAt(stale, limits, late, by(late))).toEqual(stale)
  expect(isProven(seenAt(stale, limits, late, by(late)), limits, by(late + second))).toBe(false)
})

it('runs out in the end, however busy somebody is', () => {
  let proof = provenNow(nine)
  for (let at = nine; at <= nine + 2 * hour; at += 5 * minute) proof = seenAt(proof, limits, at, by(at))
  expect(isProven(proof, limits, by(nine + 2 * hour))).toBe(true)
  expect(isProven(proof, limits, by(nine + 2 * hour + 1))).toBe(false)
})

it('a clock that is set back an hour makes no old proof fresh', () => {
  expect(isProven(provenNow(nine), limits, by(nine - hour))).toBe(false)
  expect(isProven(provenNow(nine), limits, by(nine - second))).toBe(true)
})

it('a PIN that is tried first is no PIN', () => {
  for (const easy of ['', '12345', '111111', '123456', '987654', 'aaaaaaa'])
    expect(isEasyPin(easy)).toBe(true)
  for (const fit of ['258013', '112233', 'pin-p-ida']) expect(isEasyPin(fit)).toBe(false)
})
