import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { every, systemClock } from '../../../src-centre/clock.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

it('follows a wall clock that is set forward', () => {
  const clock = systemClock()
  vi.setSystemTime(Date.now() + 3_600_000)
  expect(clock.now()).toBe(Date.now())
})

it('never runs backwards nor stands still when the wall clock is set back', () => {
  const clock = systemClock()
  const before = clock.now()
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(10_000)
  expect(clock.now() - before).toBeGreaterThanOrEqual(9_400)
  expect(clock.now() - before).toBeLessThanOrEqual(10_000)
})

it('goes on after a turn that failed', () => {
  const faults: unknown[] = []
  let turns = 0
  const stop = every(
    systemClock((error) => faults.push(error)),
    1_000,
    () => {
      turns += 1
      throw new Error('a bug')
    },
  )
  vi.advanceTimersByTime(2_500)
  stop()
  expect([turns, faults.length]).toEqual([2, 2])
})

it('goes on every period until it is stopped', () => {
  let turns = 0
  const stop = every(systemClock(), 1_000, () => {
    turns += 1
  })
  vi.advanceTimersByTime(3_500)
  stop()
  vi.advanceTimersByTime(3_000)
  expect(turns).toBe(3)
})
