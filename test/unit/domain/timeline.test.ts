import { describe, expect, it } from 'vitest'
import { hour, minute, second } from '../../../src-domain/time.ts'
import { openTimeline } from '../../../src-domain/timeline.ts'

const noon = Date.UTC(2026, 10, 25, 12)

describe('how long ago something was', () => {
  const timeline = openTimeline({ told: noon, mono: 0 })
  it('is what the clock says while nobody sets it', () => {
    expect(timeline.age(noon + minute, { told: noon + 3 * minute, mono: 3 * minute })).toBe(2 * minute)
    expect(timeline.age(noon - hour, { told: noon, mono: 0 })).toBe(hour)
    expect(timeline.age(noon + 10 * minute, { told: noon, mono: 0 })).toBe(-10 * minute)
  })

  it('does not change when the clock is set forward', () => {
    const set = openTimeline({ told: noon, mono: 0 })
    set.moved({ told: noon + minute, mono: minute }, { told: noon + minute + hour, mono: minute })
    const now = { told: noon + hour + 2 * minute, mono: 2 * minute }
    expect(set.age(noon + 30 * second, now)).toBe(90 * second)
    expect(set.age(noon - 5 * minute, now)).toBe(7 * minute)
    expect(set.age(noon + hour + 90 * second, now)).toBe(30 * second)
  })

  it('of what was to come by the clock as it was, counts on by that clock', () => {
    const set = openTimeline({ told: noon, mono: 0 })
    set.moved({ told: noon, mono: 0 }, { told: noon + hour, mono: 0 })
    const later = (ms: number) => ({ told: noon + hour + ms, mono: ms })
    expect(set.age(noon + 15 * second, later(10 * second))).toBe(-5 * second)
    expect(set.age(noon + 15 * second, later(20 * second))).toBe(5 * second)
  })

  it('counts a clock that ran slower by the time that it took', () => {
    const slowed = openTimeline({ told: noon, mono: 0 })
    slowed.moved({ told: noon, mono: 0 }, { told: noon, mono: 0 })
    const now = { told: noon + 80 * second, mono: 100 * second }
    expect(slowed.age(noon + 40 * second, now)).toBe(50 * second)
    expect(slowed.age(noon - minute, now)).toBe(160 * second)
  })

  it('finds what was told before the clock was set far back', () => {
    const set = openTimeline({ told: noon, mono: 0 })
    set.moved({ told: noon + minute, mono: minute }, { told: noon - 48 * hour, mono: minute })
    const now = { told: noon - 48 * hour + minute, mono: 2 * minute }
    expect(set.age(noon + 30 * second, now)).toBe(90 * second)
  })
})
