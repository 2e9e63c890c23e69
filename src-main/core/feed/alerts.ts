import {
  type AreaIncident,
  type Fault,
  type FaultKind,
  faultsOf,
  groupFaults,
} from '../../../src-domain/alert/alerts.ts'
import type { ReadingOf } from '../../../src-domain/telemetry/reading.ts'
import type { AlertItem } from '../../../src-preload/contract/view.ts'
import type { Desk } from './desk.ts'
import { addressOf } from './places.ts'
import type { Town } from './town.ts'

const care: readonly FaultKind[] = ['forcedOpen', 'tampered', 'jammed', 'batteryFlat']

/** What is wrong with locks now, by lock, each since it was first seen so. */
export const newFaults = (town: Town) => {
  const byLock = new Map<string, Fault[]>()
  return {
    take: (r: ReadingOf<'lock'>): boolean => {
      const before = byLock.get(r.subject) ?? []
      const kinds = faultsOf(r)
      if (kinds.length === 0) return byLock.delete(r.subject)
      byLock.set(
        r.subject,
        kinds.map((kind) => ({
          lockId: r.subject,
          kind,
          area: areaOf(town, r.subject),
          cut: kind !== 'unreachable' ? null : r.powered ? 'network' : 'power',
          since: before.find((f) => f.kind === kind)?.since ?? r.at.ms,
        })),
      )
      return before.length !== kinds.length || before.some((f, i) => f.kind !== kinds[i])
    },
    /** After homes or doors changed: where a lock is may have become known. */
    place: (): void => {
      for (const [lockId, faults] of byLock) {
        const area = areaOf(town, lockId)
        byLock.set(
          lockId,
          faults.map((f) => ({ ...f, area })),
        )
      }
    },
    all: (): Fault[] => [...byLock.values()].flat(),
    clear: (): void => byLock.clear(),
  }
}
export type Faults = ReturnType<typeof newFaults>

const areaOf = (town: Town, lockId: string): string => {
  const first = town.homesOfLock(lockId)[0]
  return (first === undefined ? undefined : town.home(first)?.district) ?? ''
}

export const alertItemsOf = (desk: Desk, town: Town, faults: Faults): AlertItem[] => {
  const { areas, single } = groupFaults(faults.all())
  return [...areas.map((a) => areaItem(desk, town, a)), ...single.map((f) => faultItem(desk, town, f))]
}

const placeOf = (desk: Desk, town: Town, lockId: string) => {
  const doorId = town.doorOf(lockId) ?? null
  const door = desk.places.one('door', doorId)
  const homes = town.homesOfLock(lockId)
  const home = desk.places.one('home', homes[0] ?? null)
  // A street door belongs to the whole house; only its own door tells which flat.
  const address = !home ? null : homes.length > 1 ? `${home.street} ${home.number}` : addressOf(home)
  return { doorId, door, district: home?.district ?? null, address: desk.who() ? address : null }
}

const faultItem = (desk: Desk, town: Town, f: Fault): AlertItem => {
  const { doorId, door, district, address } = placeOf(desk, town, f.lockId)
  return {
    id: `${f.lockId}/${f.kind}`,
    kind: f.kind,
    severity: care.includes(f.kind) ? 'care' : 'info',
    since: f.since,
    doorId: desk.who() ? doorId : null,
    doorLabel: desk.who() ? (door?.label ?? null) : null,
    address,
    area: district,
    members: [],
    position: desk.who() ? (door?.position ?? null) : null,
  }
}

const areaItem = (desk: Desk, town: Town, a: AreaIncident): AlertItem => {
  const members = a.faults.flatMap((f) => {
    const { doorId, door, address } = placeOf(desk, town, f.lockId)
    return doorId && door
      ? [{ doorId, label: door.label, address: address ?? '', position: door.position }]
      : []
  })
  const n = Math.max(1, members.length)
  return {
    id: `${a.kind}/${a.area}`,
    kind: a.kind,
    severity: 'care',
    since: a.since,
    doorId: null,
    doorLabel: null,
    address: null,
    area: a.area,
    // With nobody to see them: how many, not which.
    members: members.map(({ doorId, label, address }, n) =>
      desk.who() ? { doorId, label, address } : { doorId: `hidden-${n + 1}`, label: '', address: '' },
    ),
    position:
      members.length === 0
        ? null
        : [
            members.reduce((sum, m) => sum + m.position[0], 0) / n,
            members.reduce((sum, m) => sum + m.position[1], 0) / n,
          ],
  }
}
