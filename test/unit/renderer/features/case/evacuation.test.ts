import { describe, expect, test } from 'vitest'
import { evacuees, needsInFire } from '../../../../../src-renderer/features/case/evacuation.ts'
import { homeIn } from '../../views.ts'

const flats = (list: readonly { readonly flat: string | null }[]) => list.map(({ flat }) => flat)

describe('those who live in a block', () => {
  test('stand by how little they can do alone, then from the ground up', () => {
    const { helped, others } = evacuees([
      homeIn('101', [{ needs: ['dog'] }]),
      homeIn('102', [{ needs: ['hearing'] }]),
      homeIn('201', [{ needs: ['dementia', 'hearing'] }]),
      homeIn('301', [{ needs: ['walker'] }]),
      homeIn('202', [{ needs: ['wheelchair'] }]),
      homeIn('302', [{ needs: ['bedbound'] }]),
      homeIn('103', [{ needs: ['oxygen'] }]),
      homeIn('203', [{ needs: ['walker'] }]),
    ])
    expect(flats(helped)).toEqual(['302', '202', '203', '301', '201', '102', '103'])
    expect(flats(others)).toEqual(['101'])
  })
  test('come with oxygen before others who need the same help', () => {
    const { helped } = evacuees([
      homeIn('101', [{ needs: ['walker'] }]),
      homeIn('401', [{ needs: ['walker', 'oxygen'] }]),
    ])
    expect(flats(helped)).toEqual(['401', '101'])
  })
  test('are each told of, also two in one home', () => {
    const { helped, others } = evacuees([homeIn('101', [{ needs: ['bedbound'] }, {}])])
    expect([helped.length, others.length]).toEqual([1, 1])
  })
})

test('needs that matter in a fire stand with the gravest first', () => {
  expect(needsInFire(['hearing', 'diabetes', 'oxygen', 'wheelchair'])).toEqual([
    'wheelchair',
    'hearing',
    'oxygen',
  ])
})
