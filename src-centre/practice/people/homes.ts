import type { ChainStep, RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'
import type { Building, Dwelling, LonLat, Station, Town } from '../town/town.ts'
import type { Numbering } from './doors.ts'
import { type Door, type FittedDoor, fitHomeDoor, fitStreetDoor, type KeyStore, type Lock } from './doors.ts'
import { hangKeyBox, keepInCabinet } from './keys.ts'

export type Home = RegistryRow<'home'>

type Homes = {
  readonly homes: readonly Home[]
  readonly doors: readonly Door[]
  readonly locks: readonly Lock[]
  readonly keyStores: readonly KeyStore[]
}

/** Homes with their way in. Flats behind one entrance share its street door. */
export const makeHomes = (
  random: Random,
  ids: Numbering,
  town: Town,
  dwellings: readonly Dwelling[],
): Homes => {
  const homes: Home[] = []
  const doors: Door[] = []
  const locks: Lock[] = []
  const keyStores: KeyStore[] = []
  const buildings = new Map(town.buildings.map((b) => [b.id, b]))
  const bases = town.stations.filter((s) => s.kind === 'patrol')
  const base = bases[0] ?? town.stations[0]
  if (!base) throw new Error('a town without a patrol base')
  const streetDoors = new Map<string, Door>()
  let hooks = 0

  const keep = ({ door, lock }: FittedDoor): Door => {
    doors.push(door)
    if (lock) locks.push(lock)
    return door
  }
  const streetDoorOf = (dwelling: Dwelling): Door => {
    const key = `${dwelling.buildingId}/${dwelling.number}`
    const known = streetDoors.get(key)
    if (known) return known
    const board = boardOf(dwelling, buildings.get(dwelling.buildingId))
    const label = /[A-Z]$/.test(dwelling.number) ? `Oppgangsdør ${dwelling.number}` : 'Oppgangsdør'
    const door = keep(fitStreetDoor(random, ids, dwelling.entrance, board, label))
    streetDoors.set(key, door)
    return door
  }
  const keyFor = (at: LonLat, cabinetShare: number): KeyStore => {
    const store = random.chance(cabinetShare)
      ? keepInCabinet(ids, nearestBase(bases, base, at), hooks++)
      : hangKeyBox(random, ids, at)
    keyStores.push(store)
    return store
  }

  for (const dwelling of dwellings) {
    const flat = dwelling.flat ?? null
    const street = flat ? streetDoorOf(dwelling) : null
    const at = flat ? dwelling.position : dwelling.entrance
    const own = keep(fitHomeDoor(random, ids, at, flat?.label ?? null))
    homes.push({
      id: ids.next('home'),
      municipality: ids.municipality,
      street: dwelling.street,
      number: dwelling.number,
      flat: flat?.label ?? null,
      floor: flat?.floor ?? null,
      district: dwelling.district,
      position: dwelling.position,
      entrance: dwelling.entrance,
      chain: chainOf(random, dwelling, street, own, keyFor),
    })
  }
  return { homes, doors, locks, keyStores }
}

const noLock = (door: Door | null): boolean => door !== null && door.lockId === null

/**
 * A key that is needed comes before the first door that it opens (from a cabinet: before all, since it is fetched
 * on the way); a spare one, kept for locks that fail, stands last.
 */
const chainOf = (
  random: Random,
  dwelling: Dwelling,
  street: Door | null,
  own: Door,
  keyFor: (at: LonLat, cabinetShare: number) => KeyStore,
): ChainStep[] => {
  const walk = [...(street ? [street] : []), own]
  const steps = walk.map((door): ChainStep => ({ kind: 'door', doorId: door.id }))
  const firstLocked = walk.findIndex(noLock)
  if (firstLocked < 0) {
    if (!random.chance(0.3)) return steps
    const spare = keyFor(dwelling.entrance, 0.6)
    return [...steps, { kind: 'keyStore', keyStoreId: spare.id }]
  }
  const store = keyFor(dwelling.entrance, 0.35)
  const key: ChainStep = { kind: 'keyStore', keyStoreId: store.id }
  // A box hangs outside: a key for the flat alone is taken along from there too.
  return [key, ...steps]
}

const boardOf = (dwelling: Dwelling, building: Building | undefined): string => {
  if (building?.kind === 'carehome') return `${building.name ?? 'Omsorgsboliger'}, Fjordvik kommune`
  if (building?.kind === 'centre') return `sameiet ${dwelling.street} ${dwelling.number}`
  return `${dwelling.street} borettslag`
}

const nearestBase = (bases: readonly Station[], fallback: Station, at: LonLat): Station => {
  const away = (s: Station) => Math.hypot((s.position[0] - at[0]) / 2, s.position[1] - at[1])
  return bases.reduce((best, s) => (away(s) < away(best) ? s : best), fallback)
}
