import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerTarget, compareQueue } from '../../../../src-domain/alarm/order.ts'

const now = 1_700_000_000_000
const alarm = (priority: number, age: number) => ({ priority, raisedAt: now - age })

describe('the queue', () => {
  it('puts overdue first, then priority, then age', () => {
    const overdue = alarm(3, answerTarget + 1)
    const urgent = alarm(1, 1_000)
    const older = alarm(2, 9_000)
    const newer = alarm(2, 2_000)
    const sorted = [newer, urgent, older, overdue].sort((a, b) => compareQueue(a, b, now))
    expect(sorted).toEqual([overdue, urgent, older, newer])
  })

  it('is an order', () => {
    const any = fc.record({
      priority: fc.constantFrom(1, 2, 3),
      raisedAt: fc.integer({ min: now - 200_000, max: now }),
    })
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(Math.sign(compareQueue(a, b, now)) + Math.sign(compareQueue(b, a, now))).toBe(0)
        if (compareQueue(a, b, now) <= 0 && compareQueue(b, c, now) <= 0)
          expect(compareQueue(a, c, now)).toBeLessThanOrEqual(0)
      }),
    )
  })
})
