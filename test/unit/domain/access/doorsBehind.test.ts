import { describe, expect, it } from 'vitest'
import { doorsBehind } from '../../../../src-domain/access/doorsBehind.ts'

describe('doors that do not know the newest list', () => {
  const door = (id: string, lockId: string | null) => ({
    id,
    municipality: 'fjordvik',
    place: 'flat' as const,
    label: id,
    position: [10, 63] as [number, number],
    lockId,
    warnings: [],
    consent: null,
    sharedCode: false,
  })
  const doors = [
    door('told', 'ours'),
    door('behind', 'ours'),
    door('fresh', 'ours'),
    door('private', 'theirs'),
    door('none', null),
    door('odd', 'gone'),
  ]
  const held = (doorId: string) => {
    const version = { told: 3, behind: 2 }[doorId]
    return version === undefined
      ? undefined
      : { id: doorId, municipality: 'fjordvik', version, at: 1, seq: 1 }
  }
  const lockOf = (lockId: string) => ({ ours: { traceable: true }, theirs: { traceable: false } })[lockId]

  it('are those with a lock of ours whose newest word is older; without a word it is the fitter’s list', () => {
    const { ours, behind } = doorsBehind({ version: 3 }, doors, lockOf, held)
    expect(ours).toBe(3)
    expect(behind.map((one) => [one.door.id, one.version])).toEqual([
      ['behind', 2],
      ['fresh', 1],
    ])
    expect(doorsBehind({ version: 1 }, doors, lockOf, held).behind).toEqual([])
  })
})
