import { describe, expect, test } from 'vitest'
import { nextTimes, noTimes } from '../../../../src-renderer/feed/stepTimes.ts'
import { running, testView } from '../benchViews.ts'

type Steps = ReturnType<typeof running>['steps']
const at = (testId: string, steps: Steps) => ({ ...running('A'), test: testView({ testId }), steps })

describe('how long a step took', () => {
  const begun = nextTimes(noTimes, at('t', [{ step: 'battery', state: 'running' }]), 1_000)
  test('counts from when it was first seen to run, until it is done', () => {
    expect(begun.of.get('battery')).toEqual({ from: 1_000, took: null })
    const done = nextTimes(begun, at('t', [{ step: 'battery', state: 'done' }]), 3_500)
    expect(done.of.get('battery')).toEqual({ from: 1_000, took: 2_500 })
    expect(nextTimes(done, at('t', [{ step: 'battery', state: 'done' }]), 9_000)).toBe(done)
  })
  test('is not made up for a step that was over before anybody looked', () => {
    expect(nextTimes(noTimes, at('t', [{ step: 'pair', state: 'done' }]), 1_000).of.size).toBe(0)
  })
  test('of one test is not that of the next, and stays when nothing runs any more', () => {
    expect(nextTimes(begun, at('u', [{ step: 'battery', state: 'toCome' }]), 2_000).of.size).toBe(0)
    expect(nextTimes(begun, null, 2_000)).toBe(begun)
  })
})
