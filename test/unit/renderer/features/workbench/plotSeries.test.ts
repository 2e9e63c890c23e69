import { describe, expect, test } from 'vitest'
import { limits } from '../../../../../src-domain/hardware/limits.ts'
import {
  drawnTurns,
  newestTurn,
  plotData,
  plotScale,
} from '../../../../../src-renderer/features/workbench/plotSeries.ts'
import { addSamples, noSamples } from '../../../../../src-renderer/feed/samples.ts'

const testId = '0199aa00-0000-7000-8000-000000000001'
const came = (cycle: number, times: readonly number[], step: 'motor' | 'battery' = 'motor', of = testId) => ({
  testId: of,
  step,
  cycle,
  samples: times.map((atMs) => ({ atMs, ma: 100 * cycle + atMs, mv: 6_000 - atMs })),
})
const collected = (...pushes: ReturnType<typeof came>[]) => pushes.reduce(addSamples, noSamples)

describe('samples as they come', () => {
  test('are added to those of the same turn, and begin another one', () => {
    const { turns } = collected(came(1, [0, 20]), came(1, [40]), came(2, [0]))
    expect(turns.map(({ cycle, samples }) => [cycle, samples.map(({ atMs }) => atMs)])).toEqual([
      [1, [0, 20, 40]],
      [2, [0]],
    ])
  })
  test('of another test take the place of the last one', () => {
    const other = '0199aa00-0000-7000-8000-000000000002'
    const { testId: of, turns } = collected(came(1, [0]), came(1, [0], 'motor', other))
    expect([of, turns.length]).toEqual([other, 1])
  })
  test('of a step that is tried again begin anew', () => {
    const { turns } = collected(came(1, [0, 20, 40]), came(1, [0, 20]))
    expect(turns[0]?.samples.map(({ atMs }) => atMs)).toEqual([0, 20])
  })
})

describe('the turn that the motor is in', () => {
  test('is that of the newest sample, since the report counts turns when all are over', () => {
    expect(newestTurn([], 0)).toBe(1)
    expect(newestTurn(collected(came(1, [0]), came(2, [0]), came(3, [0])).turns, 0)).toBe(3)
    expect(newestTurn(collected(came(2, [0], 'battery')).turns, 0)).toBe(1)
  })
  test('is never one more than there are', () => {
    expect(newestTurn([], limits.cycles)).toBe(limits.cycles)
  })
})

describe('what is drawn', () => {
  test('is of one step, the newest ten turns at most', () => {
    const { turns } = collected(
      came(0, [0], 'battery'),
      ...Array.from({ length: 12 }, (_, n) => came(n + 1, [0])),
    )
    expect(drawnTurns(turns, 'motor').map(({ cycle }) => cycle)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    expect(drawnTurns(turns, 'battery')).toHaveLength(1)
  })
  test('stands on one time, with nothing where a turn has no sample', () => {
    const { turns } = collected(came(1, [0, 20]), came(2, [10, 20]))
    expect(plotData(turns, 'ma')).toEqual([
      [0, 10, 20],
      [100, null, 120],
      [null, 210, 220],
    ])
  })
  test('shows current from nought and voltage where it moves, with what is usual in sight', () => {
    const { turns } = collected(came(1, [0, 500]))
    expect(plotScale(turns, 'ma', [900])).toEqual([0, 990.0000000000001])
    const [least, most] = plotScale(turns, 'mv', [5_000])
    expect(least).toBeGreaterThan(4_000)
    expect(least).toBeLessThan(5_000)
    expect(most).toBeGreaterThan(6_000)
  })
})
