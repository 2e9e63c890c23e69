import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  areaMembers,
  areaWithin,
  type Fault,
  faultsOf,
  groupFaults,
} from '../../../../src-domain/alert/alerts.ts'
import { lockReading } from '../../../../src-domain/telemetry/reading.ts'

const good = lockReading.parse({
  kind: 'lock',
  subject: 'lock-1',
  version: 1,
  municipality: 'fjordvik',
  at: { ms: 1, source: 'door', uncertaintyMs: 0 },
  receivedAt: 1,
  lockState: 'locked',
  doorState: 'closed',
  alarms: [],
  battery: { percent: 80, level: 'high' },
  powered: true,
  reachable: true,
  clock: 'set',
})
const cut = (n: number, since: number, area = 'Sentrum'): Fault => ({
  lockId: `lock-${n}`,
  kind: 'unreachable',
  area,
  cut: 'power',
  since,
})

describe('a lock’s faults', () => {
  it('are none when it is well', () => expect(faultsOf(good)).toEqual([]))

  it('name a jam even where the bolt says locked', () => {
    expect(faultsOf({ ...good, alarms: ['jammed'] })).toEqual(['jammed'])
    expect(faultsOf({ ...good, doorState: 'jammed' })).toEqual(['jammed'])
  })

  it('stand worst first', () => {
    expect(
      faultsOf({ ...good, alarms: ['forcedOpen'], battery: { percent: 0, level: 'flat' }, clock: 'lost' }),
    ).toEqual(['forcedOpen', 'batteryFlat', 'clockLost'])
  })
})

describe('an area incident', () => {
  it('is made of enough locks of one area within minutes', () => {
    const faults = Array.from({ length: areaMembers }, (_, n) => cut(n, n * 1_000))
    expect(groupFaults(faults)).toEqual({
      areas: [{ kind: 'areaPower', area: 'Sentrum', since: 0, faults }],
      single: [],
    })
  })

  it('is not made of few, of several areas, nor of what came hours apart', () => {
    const few = Array.from({ length: areaMembers - 1 }, (_, n) => cut(n, 0))
    const spread = Array.from({ length: areaMembers }, (_, n) => cut(n, 0, `Area ${n}`))
    const slow = Array.from({ length: areaMembers }, (_, n) => cut(n, n * (areaWithin + 1)))
    for (const faults of [few, spread, slow]) expect(groupFaults(faults).areas).toEqual([])
  })

  it('neither loses a lock nor says it twice', () => {
    const any = fc.record({
      lockId: fc.uuid(),
      kind: fc.constantFrom('jammed' as const, 'unreachable' as const),
      area: fc.constantFrom('Sentrum', 'Nordvik'),
      cut: fc.constantFrom('power' as const, 'network' as const, null),
      since: fc.nat({ max: 3_600_000 }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (faults) => {
        const { areas, single } = groupFaults(faults)
        const all = [...areas.flatMap((a) => a.faults), ...single].map((f) => f.lockId)
        expect(all.toSorted()).toEqual(faults.map((f) => f.lockId).toSorted())
      }),
    )
  })
})
