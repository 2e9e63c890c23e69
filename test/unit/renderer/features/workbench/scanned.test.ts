import { describe, expect, test } from 'vitest'
import { scannedIn } from '../../../../../src-renderer/features/workbench/scanned.ts'
import { benchView, nearItem, running, stockItem, waiting } from '../../benchViews.ts'

const one = stockItem('DL3-402177')

describe('a serial that was scanned', () => {
  test('is queued where stock knows it, by its radio where it is heard', () => {
    expect(scannedIn(benchView({ stock: [one] }), 'DL3-402177')).toEqual({
      kind: 'queue',
      serial: 'DL3-402177',
      id: null,
    })
    const near = nearItem('DL3-402177', { id: 'r1', stock: one })
    expect(scannedIn(benchView({ near: [near] }), 'DL3-402177')).toEqual({
      kind: 'queue',
      serial: 'DL3-402177',
      id: 'r1',
    })
  })
  test('is known although the gun types as on another keyboard', () => {
    expect(scannedIn(benchView({ stock: [one] }), 'dl3+402177').serial).toBe('DL3-402177')
  })
  test('is said to be unknown where stock has nothing like it, near or not', () => {
    const view = benchView({ stock: [one], near: [nearItem('DL3-9')] })
    expect(scannedIn(view, 'DL3-9')).toEqual({ kind: 'unknown', serial: 'DL3-9' })
  })
  test('is never guessed: of two that are written almost alike, only the exact one', () => {
    const view = benchView({ stock: [stockItem('A-1'), stockItem('A1')] })
    expect(scannedIn(view, 'a1').kind).toBe('several')
    expect(scannedIn(view, 'A-1')).toMatchObject({ kind: 'queue', serial: 'A-1' })
  })
  test('is not queued twice', () => {
    const waits = benchView({ stock: [one], queue: [waiting('DL3-402177')] })
    expect(scannedIn(waits, 'DL3-402177').kind).toBe('alreadyQueued')
    const refused = { ...waiting('DL3-402177'), refused: { code: 'centreAway', detail: {} } as const }
    expect(scannedIn(benchView({ stock: [one], queue: [refused] }), 'DL3-402177').kind).toBe('queue')
    const runs = benchView({ stock: [one], running: running('DL3-402177') })
    expect(scannedIn(runs, 'DL3-402177').kind).toBe('runs')
  })
})
