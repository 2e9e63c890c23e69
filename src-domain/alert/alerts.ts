import type { ReadingOf } from '../telemetry/reading.ts'
import { type Ms, minute } from '../time.ts'

/** Equipment that needs attention. Ranked below every alarm; the words are Matter's, the states ISA-18.2's. */
export const alertKinds = [
  'forcedOpen',
  'tampered',
  'jammed',
  'batteryFlat',
  'batteryVeryLow',
  'unreachable',
  'ajar',
  'clockLost',
] as const
export type FaultKind = (typeof alertKinds)[number]

/** What a lock's newest reading says is wrong with it, worst first. */
export const faultsOf = (r: ReadingOf<'lock'>): FaultKind[] => {
  const has = (alarm: (typeof r.alarms)[number]) => r.alarms.includes(alarm)
  const wrong: Record<FaultKind, boolean> = {
    forcedOpen: has('forcedOpen') || r.doorState === 'forcedOpen',
    tampered: has('escutcheonRemoved') || has('wrongCodeLimit') || has('factoryReset'),
    jammed: has('jammed') || r.doorState === 'jammed',
    batteryFlat: r.battery?.level === 'flat',
    batteryVeryLow: r.battery?.level === 'veryLow',
    unreachable: !r.reachable || !r.powered,
    ajar: has('ajar') || r.doorState === 'ajar',
    clockLost: r.clock === 'lost',
  }
  return alertKinds.filter((kind) => wrong[kind])
}

export type Fault = {
  readonly lockId: string
  readonly kind: FaultKind
  readonly area: string
  /** Mains or network, for what is said of an area. */
  readonly cut: 'power' | 'network' | null
  readonly since: Ms
}
export type AreaIncident = {
  readonly kind: 'areaPower' | 'areaNetwork'
  readonly area: string
  readonly since: Ms
  readonly faults: readonly Fault[]
}

/** Ours: this many locks of one area, cut off within this time, are one incident and not so many alerts. */
export const areaMembers = 5
export const areaWithin: Ms = 10 * minute

/** Many of one area and kind within minutes become one incident with its members; the rest stand alone. */
export const groupFaults = (
  faults: readonly Fault[],
): { readonly areas: readonly AreaIncident[]; readonly single: readonly Fault[] } => {
  const areas: AreaIncident[] = []
  const grouped = new Set<Fault>()
  const cuts = Object.groupBy(
    faults.filter((f) => f.cut !== null),
    (f) => `${f.cut}/${f.area}`,
  )
  for (const members of Object.values(cuts)) {
    const cluster = densest((members ?? []).toSorted((a, b) => a.since - b.since))
    const first = cluster[0]
    if (!first || cluster.length < areaMembers) continue
    for (const fault of cluster) grouped.add(fault)
    areas.push({
      kind: first.cut === 'power' ? 'areaPower' : 'areaNetwork',
      area: first.area,
      since: first.since,
      faults: cluster,
    })
  }
  return { areas, single: faults.filter((f) => !grouped.has(f)) }
}

/** The longest run, oldest first, in which each came within `areaWithin` of the one before. */
const densest = (sorted: readonly Fault[]): readonly Fault[] => {
  let best: Fault[] = []
  let run: Fault[] = []
  for (const fault of sorted) {
    const last = run.at(-1)
    run = last && fault.since - last.since <= areaWithin ? [...run, fault] : [fault]
    if (run.length > best.length) best = run
  }
  return best
}
