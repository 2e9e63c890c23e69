import { expect, it } from 'vitest'
import { sleepCounted } from '../../../src-domain/clocks.ts'

it('a machine that slept is older than the ticks of its processes', () => {
  let [ticks, uptime] = [1_000, 50_000]
  const mono = sleepCounted(
    () => ticks,
    () => uptime,
  )
  const begun = mono()
  const pass = (awake: number, asleep = 0) => {
    ticks += awake
    uptime += awake + asleep
    return mono() - begun
  }
  expect(pass(10_000)).toBe(10_000)
  expect(pass(1_000, 3_600_000)).toBe(3_611_000)
  expect(pass(5_000)).toBe(3_616_000)
})

it('the coarseness of an uptime is no sleep', () => {
  let ticks = 0
  const mono = sleepCounted(
    () => ticks,
    () => Math.round(ticks / 1_000) * 1_000,
  )
  for (; ticks < 60_000; ticks += 333) expect(mono()).toBe(ticks)
})
