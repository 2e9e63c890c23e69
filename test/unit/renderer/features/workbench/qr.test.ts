import { describe, expect, test } from 'vitest'
import { qrOf } from '../../../../../src-renderer/features/workbench/qr.ts'

/** Whether a module is black: how many outlines it lies in, by the rule `evenodd`. */
const isBlack = (path: string, x: number, y: number): boolean => {
  const outlines = path
    .split('Z')
    .filter((part) => part !== '')
    .map((part) =>
      part
        .slice(1)
        .split('L')
        .map((point) => point.split(' ').map(Number)),
    )
  let crossings = 0
  for (const outline of outlines)
    outline.forEach(([x1 = 0, y1 = 0], at) => {
      const [x2 = 0, y2 = 0] = outline[(at + 1) % outline.length] ?? []
      if (x1 === x2 && x1 > x + 0.5 && y1 > y + 0.5 !== y2 > y + 0.5) crossings += 1
    })
  return crossings % 2 === 1
}

describe('a QR code', () => {
  const { path, side } = qrOf('DL3-402177 REUSE 20261126 0199AA0000007000800000000000002A')
  test('has a size of the standard', () => {
    expect((side - 17) % 4).toBe(0)
    expect(side).toBeLessThanOrEqual(33)
  })
  test('has its three finders, and none in the fourth corner', () => {
    // From the corner along the edge: black, six of them dark, then the white of the frame.
    const finder = (left: number, top: number): string =>
      Array.from({ length: 7 }, (_, n) => (isBlack(path, left + n, top + 3) ? '#' : '.')).join('')
    const corners = [finder(0, 0), finder(side - 7, 0), finder(0, side - 7), finder(side - 7, side - 7)]
    expect(corners.filter((row) => row === '#.###.#')).toHaveLength(3)
  })
  test('of another text is another one', () => {
    expect(qrOf('DL3-402178').path).not.toBe(qrOf('DL3-402177').path)
  })
})
