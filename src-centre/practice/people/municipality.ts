import type { RegistryPut } from '../../practice-port.ts'
import { type Random, random as seeded } from '../random.ts'
import type { Dwelling, Town } from '../town/town.ts'
import type { Door, KeyStore, Lock, Numbering } from './doors.ts'
import { type Home, makeHomes } from './homes.ts'
import { makeProviders, type Provider, providerFor } from './providers.ts'
import { type HomeUnit, makeHomeUnit, makeResident, type Resident, wordsOnTheWay } from './residents.ts'
import { makeReturned, type Returned } from './returned.ts'
import { type Shift, shifts } from './shifts.ts'
import {
  type Account,
  makeAccounts,
  makeStaff,
  makeWorkplaces,
  type Person,
  type Workplace,
} from './staff.ts'
import { type Car, crewMembers, handsetRow, leaderOf, makeCars, unitRow } from './units.ts'

/** Everybody and everything that practice knows of, made from the town and the seed. */
export type Municipality = {
  readonly id: string
  readonly town: Town
  readonly providers: readonly Provider[]
  readonly residents: readonly Resident[]
  /** By resident. */
  readonly homeUnits: ReadonlyMap<string, HomeUnit>
  readonly homes: ReadonlyMap<string, Home>
  readonly doors: ReadonlyMap<string, Door>
  readonly locks: ReadonlyMap<string, Lock>
  readonly keyStores: ReadonlyMap<string, KeyStore>
  readonly staff: readonly Person[]
  readonly accounts: readonly Account[]
  readonly workplaces: readonly Workplace[]
  readonly cars: readonly Car[]
  /** Units that have come off their doors and wait for a bench. */
  readonly returned: readonly Returned[]
}

/** Metres around the square that the home care of Sentrum serves; a larger town has a larger middle. */
const middle = 450

export const makeMunicipality = (seed: number, town: Town, residents: number): Municipality => {
  const random = seeded(seed).fork('people')
  const id = town.municipality.id
  const ids = numbering(id)
  const dwellings = chooseDwellings(random.fork('dwellings'), town, residents)
  const built = makeHomes(random.fork('homes'), ids, town, dwellings)
  const doors = byId(built.doors)
  const keyStores = byId(built.keyStores)
  const providers = makeProviders(id)
  const reach = middle * Math.sqrt(Math.max(1, residents / 2_000))
  const lives = random.fork('residents')
  const people = Array.from({ length: residents }, (_, i): Resident => {
    // With more people than dwellings, the next ones move in with the first.
    const home = built.homes[i % built.homes.length]
    if (!home) throw new Error('a town without dwellings')
    const provider = providerFor(providers, town.centre, reach, home.position, lives)
    return makeResident(lives, ids, home, provider, wayWords(home, doors, keyStores), i)
  })
  const staff = makeStaff(random.fork('staff'), id)
  const cars = makeCars(random.fork('cars'), seed, id, town, providers)
  const leaders = cars.flatMap((car) => shifts.flatMap((shift) => leaderOf(car, shift) ?? []))
  return {
    id,
    town,
    providers,
    residents: people,
    homeUnits: new Map(people.map((p, i) => [p.id, makeHomeUnit(lives, ids, p, i)])),
    homes: byId(built.homes),
    doors,
    locks: byId(built.locks),
    keyStores,
    staff: staff.people,
    accounts: [...staff.accounts, ...makeAccounts(random.fork('pins'), leaders)],
    workplaces: makeWorkplaces(id),
    cars,
    returned: makeReturned(seeded(seed).fork('returned'), id, built.doors),
  }
}

/** In an order in which no row names one that comes later. */
export function* registryRows(m: Municipality, shift: Shift): Generator<RegistryPut> {
  const { id, name } = m.town.municipality
  yield { table: 'municipality', row: { id, municipality: id, name, centre: m.town.centre } }
  for (const row of m.providers) yield { table: 'provider', row }
  for (const row of m.workplaces) yield { table: 'workplace', row }
  for (const row of m.staff) yield { table: 'person', row }
  for (const row of m.cars.flatMap(crewMembers)) yield { table: 'person', row }
  yield* shiftRows(m, shift)
  for (const row of m.locks.values()) yield { table: 'lock', row }
  for (const { lock } of m.returned) yield { table: 'lock', row: lock }
  for (const row of m.doors.values()) yield { table: 'door', row }
  for (const row of m.keyStores.values()) yield { table: 'keyStore', row }
  for (const row of m.homes.values()) yield { table: 'home', row }
  for (const row of m.residents) yield { table: 'resident', row }
  for (const row of m.homeUnits.values()) yield { table: 'homeUnit', row }
}

/** Who drives which car, and carries which phone, in a shift. */
function* shiftRows(m: Municipality, shift: Shift): Generator<RegistryPut> {
  for (const car of m.cars) {
    yield { table: 'handset', row: handsetRow(car, m.id) }
    yield { table: 'unit', row: unitRow(car, shift, m.id) }
  }
}

/** People who need an alarm live in flats and care homes more often than others. */
const chooseDwellings = (random: Random, town: Town, count: number): Dwelling[] => {
  const kinds = new Map(town.buildings.map((b) => [b.id, b.kind]))
  const weight = (d: Dwelling) => (kinds.get(d.buildingId) === 'carehome' ? 6 : d.flat ? 1.6 : 1)
  // Weighted sampling without replacement by keys u^(1/w): Efraimidis and Spirakis, 2006.
  const drawn = town.dwellings.map((dwelling) => ({
    dwelling,
    key: Math.log(random.next()) / weight(dwelling),
  }))
  drawn.sort((a, b) => b.key - a.key)
  return drawn.slice(0, count).map((d) => d.dwelling)
}

const wayWords = (
  home: Home,
  doors: ReadonlyMap<string, Door>,
  keyStores: ReadonlyMap<string, KeyStore>,
): string | null => {
  const warnings = home.chain.flatMap((s) => (s.kind === 'door' ? (doors.get(s.doorId)?.warnings ?? []) : []))
  const stores = home.chain.flatMap((s) => (s.kind === 'keyStore' ? [keyStores.get(s.keyStoreId)] : []))
  const box = stores.find((s) => s?.kind === 'keyBox')
  return wordsOnTheWay(warnings, box?.label ?? null)
}

const numbering = (municipality: string): Numbering => {
  const last = new Map<string, number>()
  const next = (kind: string) => {
    const n = (last.get(kind) ?? 0) + 1
    last.set(kind, n)
    return `${kind}-${n}`
  }
  return { municipality, next }
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rows.map((row) => [row.id, row]))
