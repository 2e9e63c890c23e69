import { describe, expect, test } from 'vitest'
import { verdictOf } from '../../../../../src-domain/hardware/verdict.ts'
import { barOf, isOutside, rangesOf } from '../../../../../src-renderer/features/workbench/ranges.ts'
import { wiping } from '../../../../build/report.ts'
import { report, turned, typical } from '../../benchViews.ts'

const good = report({
  battery: { restMv: 6_000, loadedMv: 5_500, loadMa: 700 },
  clock: { beforeMs: 90_000, afterMs: -120 },
  motor: [turned(1_000), turned(1_050)],
})

describe('what was measured beside what is usual', () => {
  test('is left out where it was not measured', () => {
    expect(rangesOf(report(), typical)).toEqual([])
    expect(
      rangesOf(report({ clock: { beforeMs: null, afterMs: 10 } }), null).map(({ name }) => name),
    ).toEqual(['clock'])
  })
  test('a unit within the limits has nothing outside, as the verdict says', () => {
    expect(rangesOf(good, typical).filter(isOutside)).toEqual([])
  })
  test('stands outside exactly where the verdict finds something', () => {
    const worn = report({
      ...good,
      battery: { restMv: 6_000, loadedMv: 4_900, loadMa: 700 },
      clock: { beforeMs: null, afterMs: 2_500 },
      motor: [turned(1_600), turned(2_400)],
    })
    expect(
      rangesOf(worn, typical)
        .filter(isOutside)
        .map(({ name }) => name),
    ).toEqual(['loaded', 'sag', 'clock', 'turn', 'scatter'])
    const kinds = verdictOf(worn, typical, wiping).findings.map(({ kind }) => kind)
    for (const kind of ['batteryWeak', 'batterySags', 'clockWrong', 'slow', 'scatter'])
      expect(kinds).toContain(kind)
  })
  test('a model without figures is judged by what needs none', () => {
    expect(
      rangesOf(good, null)
        .filter(({ usual, least, most }) => usual ?? least ?? most)
        .map(({ name }) => name),
    ).toEqual(['sag', 'clock', 'scatter'])
  })
  test('a turn that jammed is no turn, but its current counts', () => {
    const jammed = report({ motor: [turned(0, { jammed: true, peakMa: 1_400 })] })
    expect(rangesOf(jammed, typical).map(({ name, value }) => [name, value])).toEqual([['peak', 1_400]])
  })
})

test('on its bar a value stands on the same side of a limit as in figures', () => {
  for (const loadedMv of [3_000, 4_990, 5_000, 5_600])
    for (const range of rangesOf(
      report({ ...good, battery: { restMv: 6_000, loadedMv, loadMa: 1 } }),
      typical,
    )) {
      const bar = barOf(range)
      expect(bar.at).toBeGreaterThanOrEqual(0)
      expect(bar.at).toBeLessThanOrEqual(1)
      if (bar.allowed) expect(bar.at < bar.allowed.from || bar.at > bar.allowed.to).toBe(isOutside(range))
    }
})
