import { blockOf } from '../../../src-domain/registry/block.ts'
import { metresBetween } from '../actors/driving.ts'
import type { Home } from '../people/homes.ts'
import type { Municipality } from '../people/municipality.ts'
import type { Resident } from '../people/residents.ts'
import { shifts } from '../people/shifts.ts'
import type { LonLat } from '../town/town.ts'
import type { Casting, HomeCasting, Scenario } from './scenario.ts'

export type Cast = ReadonlyMap<string, Resident>

/**
 * Finds the people whom a scenario needs, each once; the same for the same town. Where nobody fits, as in a
 * handful of residents, somebody near is taken: the alarm matters more than the door.
 */
export const castOf = (scenario: Scenario, m: Municipality, near: LonLat): Cast => {
  const byDistance = living(m)
    .map((resident) => ({ resident, home: homeOf(m, resident) }))
    .map((one) => ({ ...one, metres: metresBetween(near, one.home.entrance) }))
    .toSorted((a, b) => a.metres - b.metres)
  const cast = new Map<string, Resident>()
  for (const [who, casting] of Object.entries(scenario.cast)) {
    const taken = new Set([...cast.values()].map((one) => one.id))
    const free = byDistance.filter((one) => !taken.has(one.resident.id))
    const found = free.find(suits(m, casting, cast)) ?? secondBest(m, casting, free)
    if (found) cast.set(who, found.resident)
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

/** Of the last door, where our keys open it. */
export const ownLockOf = (m: Municipality, home: Home): string | null => {
  const lock = doorsOf(m, home).at(-1)?.lock
  return lock?.traceable ? lock.id : null
}

type Candidate = { readonly resident: Resident; readonly home: Home }
const suits = (m: Municipality, casting: Casting, cast: Cast): ((one: Candidate) => boolean) => {
  switch (casting) {
    case 'ownPatrol': {
      const always = m.cars.filter((car) => shifts.every((shift) => car.crews[shift] !== null))
      const providers = new Set(always.flatMap((car) => car.providerId ?? []))
      return ({ resident, home }) => providers.has(resident.providerId) && fits(m, home, 'twoLocks')
    }
    case 'block': {
      const homes = [...m.homes.values()]
      return ({ home }) => fits(m, home, 'twoLocks') && isLivelyBlock(m, blockOf(home, homes))
    }
    case 'sameBlock': {
      const ours = [...cast.values()].map((one) => homeOf(m, one))
      return ({ home }) => ours.some((other) => other.street === home.street && other.number === home.number)
    }
    default:
      return ({ home }) => fits(m, home, casting)
  }
}

/** A small town has no block that is full enough: its fullest one. */
const secondBest = (m: Municipality, casting: Casting, free: readonly Candidate[]): Candidate | undefined => {
  if (casting !== 'block') return free[0]
  const homes = [...m.homes.values()]
  const neighbours = (one: Candidate) => blockOf(one.home, homes).length
  return free.reduce<Candidate | undefined>(
    (best, one) => (best && neighbours(best) >= neighbours(one) ? best : one),
    undefined,
  )
}

/** Homes in a block that is worth a fire, and how many of their doors our keys have to open. Ours. */
const homesInBlock = 6
const openInBlock = 3
const isLivelyBlock = (m: Municipality, homes: readonly Home[]): boolean =>
  homes.length >= homesInBlock && homes.filter((home) => ownLockOf(m, home) !== null).length >= openInBlock

export const fits = (m: Municipality, home: Home, casting: HomeCasting): boolean => {
  const doors = doorsOf(m, home)
  const own = doors.at(-1)
  const ours = doors.every(({ lock }) => lock?.traceable)
  const plain = doors.every(({ door }) => door.warnings.length === 0)
  switch (casting) {
    case 'twoLocks':
      return doors.length === 2 && ours && plain
    case 'spareKey':
      return fits(m, home, 'twoLocks') && isCabinet(m, home.chain.at(-1))
    case 'chain':
      return ours && (own?.door.warnings.includes('chain') ?? false)
    case 'house':
      return doors.length === 1 && ours && plain && home.flat === null
    case 'keypad':
      return fits(m, home, 'twoLocks') && own?.lock?.keypad === true
    case 'privateLock':
      return (
        home.chain[0]?.kind === 'door' &&
        doors.slice(0, -1).every(({ lock }) => lock?.traceable) &&
        own?.door.sharedCode === true
      )
    case 'keyCabinet':
      return isCabinet(m, home.chain[0])
    case 'anybody':
      return true
  }
}

const isCabinet = (m: Municipality, step: Home['chain'][number] | undefined): boolean =>
  step?.kind === 'keyStore' && m.keyStores.get(step.keyStoreId)?.kind === 'keyCabinet'
