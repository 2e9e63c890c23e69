import { metresBetween } from '../actors/driving.ts'
import type { Home } from '../people/homes.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Resident } from '../people/residents.ts'
import type { LonLat } from '../town/town.ts'
import type { Casting, Scenario } from './scenario.ts'

export type Cast = ReadonlyMap<string, Resident>

/**
 * Finds the people whom a scenario needs, each once; the same for the same town. Where nobody fits, as in a
 * handful of residents, somebody near is taken: the alarm matters more than the door.
 */
export const castOf = (scenario: Scenario, m: Municipality, near: LonLat): Cast => {
  const taken = new Set<string>()
  const byDistance = living(m)
    .map((resident) => ({ resident, home: homeOf(m, resident) }))
    .map((one) => ({ ...one, metres: metresBetween(near, one.home.entrance) }))
    .toSorted((a, b) => a.metres - b.metres)
  const cast = new Map<string, Resident>()
  for (const [who, casting] of Object.entries(scenario.cast)) {
    const free = byDistance.filter((one) => !taken.has(one.resident.id))
    const found = free.find((one) => fits(m, one.home, casting)) ?? free[0]
    if (!found) continue
    taken.add(found.resident.id)
    cast.set(who, found.resident)
  }
  return cast
}

export const living = (m: Municipality): readonly Resident[] =>
  m.residents.filter((r) => r.serviceEndedAt === null)

export const homeOf = (m: Municipality, resident: Resident): Home => {
  const home = m.homes.get(resident.homeId)
  if (!home) throw new Error(`no home: ${resident.homeId}`)
  return home
}

/** Doors in walking order, with their locks. */
const doorsOf = (m: Municipality, home: Home) =>
  home.chain.flatMap((step) => {
    const door = step.kind === 'door' ? m.doors.get(step.doorId) : undefined
    if (!door) return []
    return [{ door, lock: door.lockId === null ? null : (m.locks.get(door.lockId) ?? null) }]
  })

export const locksOf = (m: Municipality, home: Home): readonly string[] =>
  doorsOf(m, home).flatMap(({ lock }) => (lock?.traceable ? [lock.id] : []))

export const fits = (m: Municipality, home: Home, casting: Casting): boolean => {
  const doors = doorsOf(m, home)
  const ours = doors.every(({ lock }) => lock?.traceable)
  const plain = doors.every(({ door }) => door.warnings.length === 0)
  switch (casting) {
    case 'twoLocks':
      return doors.length === 2 && ours && plain
    case 'chain':
      return ours && (doors.at(-1)?.door.warnings.includes('chain') ?? false)
    case 'house':
      return doors.length === 1 && ours && plain && home.flat === null
    case 'anybody':
      return true
  }
}
