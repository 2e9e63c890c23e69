import { describe, expect, test } from 'vitest'
import {
  allLines,
  benchList,
  lineOf,
  mayTest,
  signalOf,
} from '../../../../../src-renderer/features/workbench/benchList.ts'
import { benchView, nearItem, running, stockItem, waiting } from '../../benchViews.ts'

const A = stockItem('A')
const B = stockItem('B')

describe('the list of units', () => {
  test('has each unit once: heard where it is heard, else on the shelf', () => {
    const list = benchList(benchView({ near: [nearItem('A', { stock: A })], stock: [A, B] }))
    expect(list.near.map(({ key }) => key)).toEqual(['A'])
    expect(list.shelf.map(({ key }) => key)).toEqual(['B'])
  })
  test('puts what is half wiped above all else, heard or not', () => {
    const half = stockItem('Z', { halfWiped: true })
    const far = stockItem('Y', { halfWiped: true })
    const view = benchView({
      near: [nearItem('A', { stock: A }), nearItem('Z', { stock: half })],
      stock: [A, half, far],
    })
    const list = benchList(view)
    expect(list.halfWiped.map(({ key }) => key)).toEqual(['Z', 'Y'])
    expect(allLines(list).map(({ key }) => key)).toEqual(['Z', 'Y', 'A'])
  })
  test('puts together what waits for a signature, heard or not, above what is to be tested', () => {
    const view = benchView({
      near: [nearItem('C', { stock: stockItem('C', { life: 'tested' }) }), nearItem('A', { stock: A })],
      stock: [A, stockItem('C', { life: 'tested' }), stockItem('D', { life: 'tested' })],
    })
    expect(benchList(view).toSign.map(({ key }) => key)).toEqual(['C', 'D'])
    expect(allLines(benchList(view)).map(({ key }) => key)).toEqual(['C', 'D', 'A'])
  })
  test('keeps its order whatever the signal does: what stock knows, what it does not', () => {
    const order = (rssi: readonly [number, number, number]) =>
      benchList(
        benchView({
          near: [
            nearItem('T', { rssi: rssi[0] }),
            nearItem('S', { rssi: rssi[1] }),
            nearItem('A', { stock: A, rssi: rssi[2] }),
          ],
        }),
      ).near.map(({ key }) => key)
    expect(order([-30, -60, -90])).toEqual(['A', 'S', 'T'])
    expect(order([-90, -30, -60])).toEqual(['A', 'S', 'T'])
  })
  test('puts what does not say who it is below all else', () => {
    const view = benchView({
      near: [nearItem(null, { id: 'x' }), nearItem('A', { stock: A })],
      stock: [A, B],
    })
    const list = benchList(view)
    expect(list.nameless).toHaveLength(1)
    expect(allLines(list).at(-1)).toBe(list.nameless[0])
    expect(allLines(list).map(({ serial }) => serial)).toEqual(['A', 'B', null])
  })
  test('says who waits where, and what is under test', () => {
    const view = benchView({ stock: [A, B], queue: [waiting('B')], running: running('A') })
    const [a, b] = allLines(benchList(view))
    expect([a?.isRunning, a?.place]).toEqual([true, null])
    expect([b?.isRunning, b?.place]).toEqual([false, 1])
  })
})

describe('the unit that was chosen', () => {
  const linesOf = (part: Parameters<typeof benchView>[0]) => allLines(benchList(benchView(part)))
  const nameless = linesOf({ near: [nearItem(null, { id: 'x' })] })
  const key = nameless[0]?.key ?? null
  test('is the same one when it has said who it is', () => {
    expect(lineOf(nameless, key)?.serial).toBeNull()
    expect(lineOf(linesOf({ near: [nearItem('A', { id: 'x', stock: A })] }), key)?.serial).toBe('A')
  })
  test('is nothing when it never said so and is heard no more: a radio is no serial', () => {
    expect(lineOf([], key)).toBeNull()
  })
  test('keeps its history when it is in no list any more', () => {
    expect(lineOf([], 'A')).toMatchObject({ serial: 'A', near: null, stock: null })
  })
})

describe('a unit may be put to the test', () => {
  const lineOf = (part: Parameters<typeof benchView>[0]) => allLines(benchList(benchView(part)))[0]
  test('where stock knows it and it neither waits nor is tested', () => {
    const may = (part: Parameters<typeof benchView>[0]) => {
      const line = lineOf(part)
      return line !== undefined && mayTest(line)
    }
    expect(may({ stock: [A] })).toBe(true)
    expect(may({ near: [nearItem('A')] })).toBe(false)
    expect(may({ stock: [A], queue: [waiting('A')] })).toBe(false)
    expect(may({ stock: [A], running: running('A') })).toBe(false)
  })
})

test('a signal is told in three words', () => {
  expect([-40, -60, -61, -80, -81].map(signalOf)).toEqual(['strong', 'strong', 'fair', 'fair', 'weak'])
})
