import { describe, expect, test } from 'vitest'
import { second } from '../../../../src-domain/time.ts'
import { hearing } from '../../../../src-renderer/app/hearing.ts'

const now = 1_000_000_000
const begun = now - 3_600_000
const nothing = { centreAt: null, probeAt: null }

describe('a console that hears', () => {
  test.each([
    [1, 'good'],
    [5, 'good'],
    [6, 'amber'],
    [10, 'amber'],
    [11, 'blind'],
  ] as const)('the centre %d s ago is %s', (seconds, feed) => {
    expect(hearing({ centreAt: now - seconds * second, probeAt: null }, now, begun).feed).toBe(feed)
  })
  test('nothing since it began is blind after ten seconds, though nothing was ever pushed', () => {
    expect(hearing(nothing, now, now - 4 * second).feed).toBe('good')
    expect(hearing(nothing, now, now - 11 * second).feed).toBe('blind')
  })
  test('no test alarm for 90 s says so', () => {
    const at = (age: number) => ({ centreAt: now, probeAt: now - age * second })
    expect(hearing(at(60), now, begun).probe).toBe('good')
    expect(hearing(at(91), now, begun).probe).toBe('missing')
  })
  test('no test alarm yet is no fault just after the start', () => {
    const fresh = { centreAt: now, probeAt: null }
    expect(hearing(fresh, now, now - 30 * second).probe).toBe('none')
    expect(hearing(fresh, now, now - 120 * second).probe).toBe('missing')
  })
})
