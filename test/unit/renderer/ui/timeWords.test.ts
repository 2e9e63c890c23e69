import { describe, expect, test } from 'vitest'
import { hour, minute, second } from '../../../../src-domain/time.ts'
import {
  clock,
  dayAndClock,
  duration,
  isRepeatedHour,
  stopwatch,
} from '../../../../src-renderer/ui/timeWords.ts'

const zone = 'Europe/Oslo'
const at = (text: string) => Date.parse(text)

describe('a duration', () => {
  test.each([
    [0, 's', '0'],
    [59_999, 's', '59'],
    [minute, 'min', '1'],
    [hour - 1, 'min', '59'],
    [hour, 'h', '1'],
    [47 * hour, 'h', '47'],
    [49 * hour, 'd', '2'],
    [-5, 's', '0'],
  ] as const)('%d ms is %s %s', (ms, unit, n) => {
    expect(duration(ms, ',')).toEqual({ unit, n })
  })
  test('is told in tenths where it is short and asked for', () => {
    expect(duration(214, ',', true)).toEqual({ unit: 's', n: '0,2' })
    expect(duration(214, '.', true)).toEqual({ unit: 's', n: '0.2' })
    expect(duration(12 * second, ',', true)).toEqual({ unit: 's', n: '12' })
  })
})

test('a stopwatch counts minutes and then hours, and never below zero', () => {
  expect(stopwatch(42_900)).toBe('0:42')
  expect(stopwatch(61 * second)).toBe('1:01')
  expect(stopwatch(3_725 * second)).toBe('1:02:05')
  expect(stopwatch(-1)).toBe('0:00')
})

describe('a time of day', () => {
  test('is that of the wall', () => {
    expect(clock(at('2026-06-01T01:41:27Z'), 'seconds', zone)).toBe('03:41:27')
    expect(clock(at('2026-06-01T22:05:00Z'), 'minutes', zone)).toBe('00:05')
  })
  test('in the hour that autumn repeats shows its offset, so that two instants are never one', () => {
    const first = at('2026-10-25T00:30:00Z')
    const again = at('2026-10-25T01:30:00Z')
    expect(clock(first, 'minutes', zone)).toBe('02:30 +02:00')
    expect(clock(again, 'minutes', zone)).toBe('02:30 +01:00')
    expect(isRepeatedHour(at('2026-10-24T23:59:59Z'), zone)).toBe(false)
    expect(isRepeatedHour(at('2026-10-25T02:00:00Z'), zone)).toBe(false)
  })
  test('of another day has its date', () => {
    const now = at('2026-11-22T12:00:00Z')
    expect(dayAndClock(now - 2 * hour, now, zone)).toBe('11:00')
    expect(dayAndClock(at('2026-11-02T09:05:00Z'), now, zone)).toBe('2.11. 10:05')
  })
})
