import { expect, test } from 'vitest'
import { createKeyGuard, settleMs } from '../../../../src-renderer/desk/keyGuard.ts'

test('a key acts on what has stood in its place for half a second', () => {
  const guard = createKeyGuard()
  expect(guard.settled('queueTop', 0)).toBeNull()
  guard.painted('queueTop', 'a', 1_000)
  expect(guard.settled('queueTop', 1_000 + settleMs - 1)).toBeNull()
  expect(guard.settled('queueTop', 1_000 + settleMs)).toBe('a')
})

test('an alarm that jumps to the top is not answered by mistake', () => {
  const guard = createKeyGuard()
  guard.painted('queueTop', 'a', 0)
  guard.painted('queueTop', 'b', 2_000)
  expect(guard.settled('queueTop', 2_100)).toBeNull()
  expect(guard.settled('queueTop', 2_500)).toBe('b')
})

test('what is painted again in the same place has stood there all the time', () => {
  const guard = createKeyGuard()
  guard.painted('queueTop', 'a', 0)
  guard.painted('queueTop', 'a', 490)
  expect(guard.settled('queueTop', 500)).toBe('a')
})

test('what was out of sight meanwhile begins anew', () => {
  const guard = createKeyGuard()
  guard.painted('queueTop', 'a', 0)
  guard.painted('queueTop', null, 400)
  guard.painted('queueTop', 'a', 450)
  expect(guard.settled('queueTop', 900)).toBeNull()
})

test('places know nothing of each other', () => {
  const guard = createKeyGuard()
  guard.painted('queueTop', 'a', 0)
  expect(guard.settled('openCase', 10_000)).toBeNull()
})
