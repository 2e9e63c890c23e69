import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'
import type { LonLat, Station, Town } from '../town/town.ts'
import { type HandsetKey, handsetKey } from './handsetKeys.ts'
import { phoneNumber } from './names.ts'
import type { Provider } from './providers.ts'
import { patrolsOn, type Shift, shifts } from './shifts.ts'
import { makePerson, type Person } from './staff.ts'

export type Unit = RegistryRow<'unit'>
type Handset = RegistryRow<'handset'>

/** A car with a phone, and the crew that each shift puts into it; null when it stands still then. */
export type Car = {
  readonly id: string
  readonly kind: Unit['kind']
  readonly callSign: string
  readonly name: string
  readonly base: LonLat
  readonly phone: string
  /** Null for the municipality's own and for fire & rescue, who come to everybody. */
  readonly providerId: string | null
  readonly handsetId: string
  readonly key: HandsetKey
  readonly crews: Readonly<Record<Shift, readonly Person[] | null>>
}

const patrols = 12
const fireCrews = 2

/**
 * Patrols of home-care providers, who come to their own residents alone, by number. One drives in every shift, one
 * by day and evening, one by day: whoever practises at night meets one too.
 */
const providersOf: ReadonlyMap<number, string> = new Map([
  [6, 'Hjemmetjenesten Sentrum'],
  [9, 'Fjordgløtt omsorg'],
  [12, 'Trygg hverdag'],
])

export const makeCars = (
  random: Random,
  seed: number,
  municipality: string,
  town: Town,
  providers: readonly Provider[],
): Car[] => {
  const bases = town.stations.filter((s) => s.kind === 'patrol')
  const fire = town.stations.find((s) => s.kind === 'fire')
  let person = 0
  const crew = (size: number) =>
    Array.from({ length: size }, () => makePerson(random, municipality, 'responder', `responder-${++person}`))
  const patrol = (n: number): Car => {
    const base = stationAt(bases, n)
    const on = (shift: Shift) => n < patrolsOn[shift]
    return {
      ...car(seed, 'patrol', n, base),
      providerId: providers.find((one) => one.name === providersOf.get(n + 1))?.id ?? null,
      crews: crews((shift) => (on(shift) ? crew(2) : null)),
    }
  }
  const engine = (n: number): Car => ({
    ...car(seed, 'fire', n, fire ?? stationAt(bases, n)),
    crews: crews(() => crew(4)),
  })
  return [
    ...Array.from({ length: patrols }, (_, n) => patrol(n)),
    ...Array.from({ length: fireCrews }, (_, n) => engine(n)),
  ]
}

const crews = (of: (shift: Shift) => readonly Person[] | null): Car['crews'] => ({
  day: of('day'),
  evening: of('evening'),
  night: of('night'),
})

const stationAt = (stations: readonly Station[], n: number): Station => {
  const station = stations[n % stations.length]
  if (!station) throw new Error('a town without a patrol base')
  return station
}

const car = (seed: number, kind: Unit['kind'], n: number, base: Station): Omit<Car, 'crews'> => {
  const id = `${kind}-${n + 1}`
  const handsetId = `handset-${id}`
  return {
    id,
    kind,
    callSign: kind === 'fire' ? `B${n + 1}` : String(n + 1),
    name: kind === 'fire' ? `Fjordvik brann ${n + 1}` : `Patrulje ${n + 1}`,
    base: base.position,
    phone: phoneNumber((kind === 'fire' ? 970 : 950) + n),
    providerId: null,
    handsetId,
    key: handsetKey(seed, handsetId),
  }
}

export const unitRow = (car: Car, shift: Shift, municipality: string): Unit => ({
  id: car.id,
  municipality,
  kind: car.kind,
  name: car.name,
  callSign: car.callSign,
  base: car.base,
  crew: (car.crews[shift] ?? []).map((p) => p.id),
  handsetIds: [car.handsetId],
  onShift: car.crews[shift] !== null,
  phone: car.phone,
  providerId: car.providerId,
})

export const handsetRow = (car: Car, municipality: string): Handset => ({
  id: car.handsetId,
  municipality,
  unitId: car.id,
  publicKey: car.key.text,
  phone: car.phone,
})

/** The phone is shared; whoever leads the crew signs on to it at the start of the shift. */
export const leaderOf = (car: Car, shift: Shift): Person | null => car.crews[shift]?.[0] ?? null

export const crewMembers = (car: Car): readonly Person[] => shifts.flatMap((s) => car.crews[s] ?? [])
