import { describe, expect, test } from 'vitest'
import {
  gapMs,
  isHands,
  noRun,
  type Stroke,
  type Taken,
  take,
} from '../../../../../src-renderer/features/workbench/scannerGun.ts'

/** Types text with so long between the strokes. */
const typed = (text: string, every: number, from = 0): Stroke[] =>
  Array.from(text, (sign, index) => ({
    ...(sign === '\n' ? { kind: 'enter' as const } : { kind: 'sign' as const, sign }),
    at: from + index * every,
  }))

const strokesTaken = (strokes: readonly Stroke[]): Taken[] => {
  const taken: Taken[] = []
  let run = noRun
  for (const stroke of strokes) {
    const next = take(run, stroke)
    run = next.run
    taken.push(next)
  }
  return taken
}

describe('a scanner gun', () => {
  test('types a serial that is scanned whole, and none of its letters is a key', () => {
    const taken = strokesTaken(typed('DL3-402177\n', 8))
    expect(taken.at(-1)?.scanned).toBe('DL3-402177')
    expect(taken.every(({ isHeld }) => isHeld)).toBe(true)
  })
  test('presses Shift for capitals', () => {
    const shift = { kind: 'silent', at: 4 } as const
    const [first = noStroke, ...rest] = typed('AB12\n', 8)
    expect(strokesTaken([first, shift, ...rest]).at(-1)?.scanned).toBe('AB12')
  })
  test('types a label of ours with its spaces', () => {
    expect(strokesTaken(typed('AB12 REUSE 20261126\n', 8)).at(-1)?.scanned).toBe('AB12 REUSE 20261126')
  })
  test('begins anew after a pause', () => {
    const strokes = [...typed('x', 8), ...typed('AB12\n', 8, 1_000)]
    expect(strokesTaken(strokes).at(-1)?.scanned).toBe('AB12')
  })
})

describe('a hand', () => {
  test('is never as fast: its letters are given back as keys, and its Enter stays Enter', () => {
    const taken = strokesTaken(typed('AB12\n', gapMs + 1))
    expect(taken.map(({ scanned }) => scanned)).toEqual([null, null, null, null, null])
    expect(taken.at(-1)?.isHeld).toBe(false)
    expect(taken.every(({ run }) => isHands(run))).toBe(true)
  })
  test('answers the top alarm with Space, and nothing waits for it', () => {
    expect(strokesTaken(typed(' ', 0))[0]?.isHeld).toBe(false)
  })
  test('that rolls over two keys and Enter has scanned nothing', () => {
    const taken = strokesTaken(typed('jk\n', 20))
    expect(taken.at(-1)).toEqual({ run: noRun, isHeld: false, scanned: null })
  })
  test('ends a run with any other key', () => {
    const taken = strokesTaken([...typed('AB', 8), { kind: 'other', at: 20 }, ...typed('12\n', 8, 24)])
    expect(taken.at(-1)?.scanned).toBeNull()
  })
})

const noStroke: Stroke = { kind: 'other', at: 0 }
