import { expect, it } from 'vitest'
import { everyLife, makePace } from '../../../../src-centre/practice/pace.ts'
import { virtualClock } from './virtualClock.ts'

it('runs life faster than the wall by its factor, also when the factor changes on the way', async () => {
  const clock = virtualClock()
  const pace = makePace(clock, 10)
  const done: number[] = []
  pace.after(60_000, () => done.push(clock.now()))
  const start = clock.now()
  await clock.pass(3_000)
  pace.setSpeed(60)
  await clock.pass(10_000)
  expect(done).toEqual([start + 3_500])
  expect(pace.life()).toBe(30_000 + 10_000 * 60)
})

it('stands still at speed 0 and goes on from there', async () => {
  const clock = virtualClock()
  const pace = makePace(clock, 0)
  let turns = 0
  everyLife(pace, 1_000, () => {
    turns += 1
  })
  await clock.pass(60_000)
  expect(turns).toBe(0)
  pace.setSpeed(2)
  await clock.pass(5_000)
  expect(turns).toBe(10)
})

it('tells a waiter that it was called off', async () => {
  const clock = virtualClock()
  const pace = makePace(clock, 1)
  const off = new AbortController()
  const waits = [pace.wait(1_000, off.signal), pace.wait(5_000, off.signal)]
  await clock.pass(2_000)
  off.abort()
  expect(await Promise.all(waits)).toEqual([true, false])
  expect(await pace.wait(1, off.signal)).toBe(false)
})
