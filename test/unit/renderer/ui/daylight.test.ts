import { describe, expect, test } from 'vitest'
import { codeFrom, windowOf } from '../../../../src-domain/access/spokenCode.ts'
import { hour, minute, second } from '../../../../src-domain/time.ts'
import { day, storyClock } from '../../../../src-renderer/features/review/storyTime.ts'
import { clock, dayAndClock, isRepeatedHour, upToMinute } from '../../../../src-renderer/ui/timeWords.ts'

const zone = 'Europe/Oslo'
const at = (text: string) => Date.parse(text)
const autumn = at('2026-10-25T01:00:00Z')
const spring = at('2027-03-28T01:00:00Z')
/** Every ten minutes from three hours before to three hours after. */
const through = (moment: number) => Array.from({ length: 37 }, (_, i) => moment - 3 * hour + i * 10 * minute)

describe.each([
  ['the autumn night', autumn],
  ['the spring night', spring],
])('in %s', (_, moment) => {
  test('no two instants are told by the same words', () => {
    for (const precision of ['seconds', 'minutes'] as const) {
      const told = through(moment).map((one) => clock(one, precision, zone))
      expect(new Set(told).size).toBe(told.length)
    }
    const told = through(moment).map((one) => dayAndClock(one, moment + 48 * hour, zone))
    expect(new Set(told).size).toBe(told.length)
    const story = through(moment).map((one) => storyClock(one, moment - 26 * hour, 'minutes', zone))
    expect(new Set(story).size).toBe(story.length)
  })

  test('an hour is an hour: windows of codes hold and end by the instant', () => {
    for (const now of through(moment)) {
      const { from, until } = windowOf(codeFrom(now, 2, 0))
      expect([now - from < hour, until - from]).toEqual([true, 2 * hour])
    }
  })

  test('a minute that has begun is still told by its own figures', () => {
    for (const now of through(moment)) {
      const end = upToMinute(now + 30 * second)
      expect(end - now).toBe(minute)
      expect(clock(end, 'minutes', zone).slice(0, 5)).not.toBe(clock(now, 'minutes', zone).slice(0, 5))
    }
  })
})

describe('the hour that autumn repeats', () => {
  test('shows its offset both times, to the second, and no other hour does', () => {
    expect(through(autumn).filter((one) => isRepeatedHour(one, zone))).toEqual(
      through(autumn).filter((one) => one >= autumn - hour && one < autumn + hour),
    )
    expect(clock(autumn - second, 'seconds', zone)).toBe('02:59:59 +02:00')
    expect(clock(autumn, 'seconds', zone)).toBe('02:00:00 +01:00')
    expect(clock(autumn + hour, 'seconds', zone)).toBe('03:00:00')
  })

  test('stands with its day too, and in a story', () => {
    const later = at('2026-11-02T09:00:00Z')
    expect(dayAndClock(autumn - 30 * minute, later, zone)).toBe('25.10. 02:30 +02:00')
    expect(dayAndClock(autumn + 30 * minute, later, zone)).toBe('25.10. 02:30 +01:00')
    expect(storyClock(autumn + 30 * minute, at('2026-10-24T18:00:00Z'), 'minutes', zone)).toBe(
      '25.10. 02:30 +01:00',
    )
  })

  test('ends a code that was given in it at the time that the door keeps', () => {
    const { until } = windowOf(codeFrom(autumn - 30 * minute, 1, 0))
    expect(clock(until, 'minutes', zone)).toBe('02:00 +01:00')
  })
})

describe('the hour that spring leaves out', () => {
  test('is never told', () => {
    expect(clock(spring - second, 'seconds', zone)).toBe('01:59:59')
    expect(clock(spring, 'seconds', zone)).toBe('03:00:00')
    expect(through(spring).some((one) => clock(one, 'minutes', zone).startsWith('02:'))).toBe(false)
    expect(through(spring).some((one) => isRepeatedHour(one, zone))).toBe(false)
  })
})

test('the longest and the shortest day begin and end at midnight', () => {
  for (const [from, until, date] of [
    ['2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z', '25 October 2026'],
    ['2027-03-27T23:00:00Z', '2027-03-28T21:59:59Z', '28 March 2027'],
  ] as const) {
    expect([day(at(from), 'en-GB', zone), day(at(until), 'en-GB', zone)]).toEqual([date, date])
    expect(clock(at(from), 'minutes', zone)).toBe('00:00')
    expect(clock(at(until), 'seconds', zone)).toBe('23:59:59')
  }
})
