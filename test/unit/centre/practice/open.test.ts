import { expect, it } from 'vitest'
import { openPractice } from '../../../../src-centre/practice/index.ts'
import { virtualClock } from './virtualClock.ts'

const options = { seed: 1, residents: 2_000, speed: 1, scenario: null, now: () => 0 }

it('says before anything is built that there is no such scenario, or nobody to live in the town', () => {
  const clock = virtualClock()
  expect(() => openPractice({ ...options, scenario: 'earthquake' }, clock)).toThrow(
    'There is no scenario "earthquake".',
  )
  expect(() => openPractice({ ...options, residents: 0 }, clock)).toThrow('at least one resident')
})
