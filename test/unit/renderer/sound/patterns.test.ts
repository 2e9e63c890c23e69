import { describe, expect, test } from 'vitest'
import {
  burstOf,
  burstSeconds,
  gainAt,
  harmonics,
  type Pattern,
  secondsBetween,
} from '../../../../src-renderer/sound/patterns.ts'

const alarms: readonly Pattern[] = ['p1', 'p2', 'p3']

describe('what is heard', () => {
  test('has the pulses of the standard: ten, three and two', () => {
    expect(alarms.map((pattern) => burstOf(pattern).length)).toEqual([10, 3, 2])
  })

  test.each(alarms)('%s keeps to its frequencies, lengths and rests', (pattern) => {
    const pulses = burstOf(pattern)
    for (const { hertz, long } of pulses) {
      expect(hertz).toBeGreaterThanOrEqual(150)
      expect(hertz).toBeLessThanOrEqual(1_000)
      const [least, most] = pattern === 'p1' ? [0.075, 0.2] : [0.125, 0.25]
      expect(long).toBeGreaterThanOrEqual(least)
      expect(long).toBeLessThanOrEqual(most)
      const inRange = harmonics.filter((_, n) => n > 1 && n * hertz >= 300 && n * hertz <= 4_000)
      expect(inRange.length).toBeGreaterThanOrEqual(4)
    }
    for (const [index, pulse] of pulses.slice(1).entries()) {
      const before = pulses[index]
      expect(pulse.at).toBeGreaterThan((before?.at ?? 0) + (before?.long ?? 0))
    }
    for (const level of [1, 2, 3, 4]) {
      expect(secondsBetween(pattern, level) - burstSeconds(pattern)).toBeGreaterThanOrEqual(2.5)
    }
  })

  test('every harmonic is within 15 dB of the fundamental', () => {
    for (const strength of harmonics.slice(1)) expect(strength).toBeGreaterThanOrEqual(10 ** (-15 / 20))
  })

  test('grows louder and comes sooner with the level, and is silent at none', () => {
    expect([0, 1, 2, 3, 4].map(gainAt)).toEqual([0, 1, 2, 3, 4].map(gainAt).toSorted((a, b) => a - b))
    expect(gainAt(0)).toBe(0)
    for (const pattern of alarms) {
      const waits = [1, 2, 3, 4].map((level) => secondsBetween(pattern, level))
      expect(waits).toEqual(waits.toSorted((a, b) => b - a))
    }
    expect(burstOf('none')).toEqual([])
  })

  test('the more urgent one comes sooner at every level', () => {
    for (const level of [1, 2, 3, 4]) {
      const waits = alarms.map((pattern) => secondsBetween(pattern, level))
      expect(waits).toEqual(waits.toSorted((a, b) => a - b))
    }
  })
})
