import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { every, systemClock } from '../../../src-centre/clock.ts'
import { hour, minute, second } from '../../../src-domain/time.ts'

/** A machine whose clock somebody sets; the centre looks at it twice a second, as its timers do. */
const machine = () => {
  let wall = Date.UTC(2026, 10, 25, 2)
  let mono = 5_000
  const sets: number[] = []
  const clock = systemClock(undefined, (by) => sets.push(by), { wall: () => wall, mono: () => mono })
  const pass = (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      const step = Math.min(left, 500)
      wall += step
      mono += step
      clock.now()
    }
  }
  return { clock, pass, sets, wall: () => wall, mono: () => mono, set: (by: number) => (wall += by) }
}

describe("a machine's clock that is set", () => {
  it('an hour forward, is followed at once, and nothing is older for it', () => {
    const { clock, pass, sets, set, wall } = machine()
    pass(minute)
    const raisedAt = clock.now()
    const notAfter = clock.now() + 15 * second
    pass(5 * second)
    set(hour)
    expect(clock.now()).toBe(wall())
    expect(sets).toEqual([hour])
    expect(clock.since(raisedAt)).toBe(5 * second)
    expect(clock.hasPassed(notAfter)).toBe(false)
    pass(11 * second)
    expect(clock.since(raisedAt)).toBe(16 * second)
    expect(clock.hasPassed(notAfter)).toBe(true)
  })

  it('an hour back, is waited for, never told backwards, and nothing is younger for it', () => {
    const { clock, pass, sets, set, wall } = machine()
    pass(minute)
    const raisedAt = clock.now()
    pass(5 * second)
    const before = clock.now()
    set(-hour)
    expect(clock.now()).toBeGreaterThanOrEqual(before)
    pass(10 * minute)
    expect(sets).toEqual([-hour])
    expect(clock.since(raisedAt)).toBeCloseTo(10 * minute + 5 * second, -2)
    expect(clock.now() - wall()).toBeLessThan(hour - 1.9 * minute)
    pass(5 * hour)
    expect(clock.now()).toBe(wall())
    expect(clock.since(raisedAt)).toBeCloseTo(10 * minute + 5 * second + 5 * hour, -2)
  })

  it('back from a year that nobody can wait for, is followed', () => {
    const { clock, pass, set, wall } = machine()
    set(400 * 24 * hour)
    pass(second)
    const raisedAt = clock.now()
    pass(10 * second)
    set(-400 * 24 * hour)
    expect(clock.now()).toBe(wall())
    expect(clock.since(raisedAt)).toBe(10 * second)
  })

  it('while the centre was down, makes nothing wait for it', () => {
    const { clock, pass } = machine()
    const kept = clock.now() + hour
    clock.goOnFrom(kept)
    expect(clock.now()).toBe(kept)
    pass(20 * second)
    expect(clock.since(kept)).toBeCloseTo(20 * second, -2)
    expect(clock.since(kept - minute)).toBeCloseTo(minute + 20 * second, -2)
    // Kept from a time that even the journal had not reached.
    expect(clock.since(kept + 24 * hour)).toBe(20 * second)
  })

  it('by any amounts at any times, changes no duration and turns no time back by less than a day', () => {
    const step = fc.record({
      pass: fc.integer({ min: 1, max: 60 }),
      set: fc.integer({ min: -7_200, max: 7_200 }),
    })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        const { clock, pass, set, mono } = machine()
        const marks = [{ at: clock.now(), mono: mono() }]
        for (const one of steps) {
          pass(one.pass * second)
          const at = clock.now()
          expect(at).toBeGreaterThanOrEqual(marks.at(-1)?.at ?? 0)
          marks.push({ at, mono: mono() })
          set(one.set * second)
        }
        pass(second)
        // What upkeep may hide, each time.
        for (const mark of marks)
          expect(Math.abs(clock.since(mark.at) - (mono() - mark.mono))).toBeLessThanOrEqual(
            1_100 * (steps.length + 1),
          )
      }),
      { seed: 20_261_125, numRuns: 200 },
    )
  })
})

describe('what is to be run', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

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
})
