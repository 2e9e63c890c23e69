import { beforeAll, describe, expect, test } from 'vitest'
import { testSteps } from '../../../../../src-domain/hardware/report.ts'
import { endedSteps } from '../../../../../src-renderer/features/workbench/endedSteps.ts'
import { measuresIn } from '../../../../../src-renderer/features/workbench/measures.ts'
import { isAgainst, stepFound } from '../../../../../src-renderer/features/workbench/stepWords.ts'
import { startWords, type WordsInstance } from '../../../../../src-renderer/i18n/index.ts'
import { report, testView, turned } from '../../benchViews.ts'

const statesOf = (part: Parameters<typeof testView>[0]) =>
  Object.fromEntries(endedSteps(testView(part)).map(({ step, state }) => [step, state]))

describe('the steps of a test that has ended', () => {
  test('are done where it was seen through', () => {
    expect(Object.values(statesOf({ end: 'done' }))).toEqual(testSteps.map(() => 'done'))
  })
  test('say where it ended early, and what it did not come to', () => {
    const states = statesOf({ end: 'fault', step: 'wipe' })
    expect([states.keyBefore, states.wipe, states.readBack]).toEqual(['done', 'failed', 'notReached'])
  })
  test('are broken off, not failed, where somebody stopped it or its Bluetooth died', () => {
    expect(statesOf({ end: 'stopped', step: 'motor' }).motor).toBe('brokenOff')
    expect(statesOf({ end: 'benchLost', step: 'wipe' })).toMatchObject({
      keyBefore: 'done',
      wipe: 'brokenOff',
      readBack: 'notReached',
    })
  })
  test('leave out the wipe of a unit that is not ours, and what a driver cannot', () => {
    const theirs = statesOf({ mayWipe: false })
    expect([theirs.keyBefore, theirs.wipe, theirs.readBack, theirs.keyAfter, theirs.log]).toEqual([
      'leftOut',
      'leftOut',
      'leftOut',
      'leftOut',
      'done',
    ])
    const generic = statesOf({ driver: 'generic' })
    expect([generic.battery, generic.motor]).toEqual(['done', 'leftOut'])
  })
})

describe('what a step found', () => {
  let words: WordsInstance
  beforeAll(async () => {
    words = await startWords('en')
  })
  const found = (step: (typeof testSteps)[number], part: Parameters<typeof report>[0]) =>
    stepFound(step, report(part), words.t, measuresIn('en'))
  test('is nothing before it was measured', () => {
    expect(testSteps.map((step) => found(step, {}))).toEqual(testSteps.map(() => null))
  })
  test('is told in a few words', () => {
    expect(found('battery', { battery: { restMv: 6_120, loadedMv: 5_610, loadMa: 700 } })).toBe(
      '6.12 V → 5.61 V at 700 mA',
    )
    expect(found('battery', { level: 80 })).toBe('80 % by its own word')
    expect(found('motor', { motor: [turned(1_000), turned(0, { jammed: true })] })).toBe('jammed in turn 2')
    expect(found('readBack', { readBack: { left: ['keypad'], halfWiped: false } })).toBe('1 binding left')
  })
  test('says of an old key after the wipe what its opening means', () => {
    expect(found('keyBefore', { keyBefore: 'opened' })).toBe('opened')
    expect(found('keyAfter', { keyAfter: 'opened' })).toBe('still opens the lock')
  })
  test('speaks against the unit where a key is still believed or something is left', () => {
    expect(isAgainst('keyAfter', report({ keyAfter: 'refusedOtherwise' }))).toBe(true)
    expect(isAgainst('keyAfter', report({ keyAfter: 'unknownKey' }))).toBe(false)
    expect(isAgainst('readBack', report({ readBack: { left: [], halfWiped: true } }))).toBe(true)
    expect(testSteps.some((step) => isAgainst(step, report()))).toBe(false)
  })
})
