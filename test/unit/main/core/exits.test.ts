import { describe, expect, it } from 'vitest'
import { minute, second } from '../../../../src-domain/time.ts'
import { diskAfter, exits, madeWay } from '../../../../src-main/core/exits.ts'

const toldBy = (...codes: number[]) =>
  diskAfter(
    codes.map((code, n) => ({ at: n * second, code })),
    codes.length * second,
  )

describe('what the end of one core tells the next of the disk', () => {
  it('is nothing where it was killed, or ended over a fault of its own', () => {
    expect(toldBy().found).toBe('asUsual')
    expect(toldBy(exits.ofItself).found).toBe('asUsual')
    expect(toldBy(exits.disk, 9).found).toBe('asUsual')
    expect([exits.ofItself, 9].map(madeWay)).toEqual([false, false])
  })

  it('is that it failed, is damaged, or is back; the next one follows at once', () => {
    expect(toldBy(exits.disk).found).toBe('failed')
    expect(toldBy(exits.damaged).found).toBe('damaged')
    expect(toldBy(exits.disk, exits.again).found).toBe('asUsual')
    expect([exits.disk, exits.damaged, exits.again].map(madeWay)).toEqual([true, true, true])
  })

  it('makes it rest longer each time that the disk fails again, and forgets after ten minutes', () => {
    const { disk, again } = exits
    expect(toldBy(disk).restMs).toBe(2 * second)
    expect(toldBy(disk, again, disk).restMs).toBe(4 * second)
    expect(toldBy(...Array<number>(30).fill(disk)).restMs).toBe(10 * minute)
    const old = [{ at: 0, code: disk }]
    expect(diskAfter(old, 11 * minute).restMs).toBe(second)
  })

  it('does not fill a dying disk with files set aside', () => {
    const { damaged } = exits
    expect(toldBy(damaged, damaged, damaged).found).toBe('damaged')
    expect(toldBy(damaged, damaged, damaged, damaged).found).toBe('failed')
  })
})
