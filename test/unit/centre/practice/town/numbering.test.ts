import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberPlans } from '../../../../../src-centre/practice/town/numbering.ts'
import type { Plan } from '../../../../../src-centre/practice/town/site.ts'

const house = (street: number, side: 0 | 1, along: number): Plan => ({
  kind: 'house',
  ring: [],
  frontage: { street, along, side },
  floors: 2,
  doors: [[0, 0]],
  perFloor: 1,
})

const side = fc.constantFrom<0 | 1>(0, 1)
const plans = fc.array(
  fc
    .tuple(fc.nat({ max: 3 }), side, fc.double({ min: 0, max: 900, noNaN: true }))
    .map(([street, kerb, along]) => house(street, kerb, along)),
  { maxLength: 60 },
)

describe('house numbers', () => {
  it('are odd on the left, even on the right, and rise along the street', () => {
    fc.assert(
      fc.property(plans, (list) => {
        const numbers = numberPlans(list).map(({ number }) => Number(number))
        list.forEach((a, i) => {
          expect(numbers[i]).toSatisfy((n: number) => n > 0 && n % 2 === (a.frontage.side === 0 ? 1 : 0))
          list.forEach((b, j) => {
            const same = a.frontage.street === b.frontage.street && a.frontage.side === b.frontage.side
            if (!same || a.frontage.along >= b.frontage.along) return
            expect(numbers[i]).toBeLessThan(numbers[j] ?? 0)
          })
        })
      }),
    )
  })

  it('give the units of a row one number and letters in order', () => {
    const row = [0, 7, 14].map((along): Plan => ({ ...house(1, 1, along), kind: 'rowhouse', row: 'a' }))
    const behind = house(1, 1, 8)
    expect(numberPlans([...row, behind]).map(({ number }) => number)).toEqual(['2A', '2B', '2C', '4'])
  })

  it('give the doors of a block letters from left to right', () => {
    const block: Plan = {
      ...house(1, 0, 20),
      kind: 'flats',
      doors: [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
      perFloor: 2,
    }
    expect(numberPlans([block])).toEqual([{ number: '1', doors: ['1A', '1B', '1C'] }])
  })
})
