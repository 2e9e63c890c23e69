import { minute } from '../../src-domain/time.ts'
import { metresBetween } from './actors/driving.ts'
import type { Municipality } from './people/municipality.ts'
import type { Resident } from './people/residents.ts'
import type { Car } from './people/units.ts'
import type { Random } from './random.ts'
import { fits, homeOf, living, locksOf } from './scenarios/cast.ts'
import type { LonLat } from './town/town.ts'
import { nearestNode, travelTimes } from './town/travel.ts'

/**
 * How practice opens: somebody behind a street door and a flat door presses while the newcomer still looks
 * around, and a patrol that is on every shift happens to be about a minute away.
 */
export type Opening = {
  readonly resident: Resident
  /** Seconds of life after the start. */
  readonly after: number
  /** Locks that begin sound and locked. */
  readonly lockIds: readonly string[]
  readonly nearCarId: string
}

const pressesAfter = 8
const nearCarId = 'patrol-4'
const nearSeconds = 60
/** The near car stays where it is for a while; the others set out sooner. */
const nearCarRests = 20 * minute

export const makeOpening = (m: Municipality): Opening => {
  const away = (r: Resident) => metresBetween(m.town.centre, homeOf(m, r).entrance)
  const alive = living(m)
  const all = alive.length > 0 ? alive : m.residents
  const fitting = all.filter((r) => fits(m, homeOf(m, r), 'twoLocks') && speaks(m, r))
  const nearest = (fitting.length > 0 ? fitting : all).reduce((best, r) => (away(r) < away(best) ? r : best))
  return {
    resident: nearest,
    after: pressesAfter,
    lockIds: locksOf(m, homeOf(m, nearest)),
    nearCarId,
  }
}

const speaks = (m: Municipality, r: Resident): boolean => m.homeUnits.get(r.id)?.voice === 'duplex'

/** Patrols begin somewhere in their part of the town, fire engines at their station. */
export const placeCars = (
  m: Municipality,
  opening: Opening,
  onRoad: (place: LonLat) => boolean,
  random: Random,
): ReadonlyMap<string, LonLat> => {
  const nodes = m.town.graph.nodes.map((n): LonLat => [n.lon, n.lat])
  const around = (base: LonLat) => {
    const near = nodes.filter((n) => metresBetween(n, base) < 900 && onRoad(n))
    return near.length > 0 ? random.pick(near) : base
  }
  const place = (car: Car): LonLat => {
    if (car.kind === 'fire') return car.base
    return car.id === opening.nearCarId
      ? aMinuteFrom(m, homeOf(m, opening.resident).entrance)
      : around(car.base)
  }
  return new Map(m.cars.map((car) => [car.id, place(car)]))
}

const aMinuteFrom = (m: Municipality, entrance: LonLat): LonLat => {
  const { graph } = m.town
  const times = travelTimes(
    graph,
    nearestNode(graph, entrance),
    graph.nodes.map((_, i) => i),
  )
  const off = (i: number) => Math.abs((times[i] ?? Number.POSITIVE_INFINITY) - nearSeconds)
  const best = graph.nodes.reduce((found, _, i) => (off(i) < off(found) ? i : found), 0)
  const node = graph.nodes[best]
  return node ? [node.lon, node.lat] : entrance
}

export const firstRound = (car: Car, opening: Opening, random: Random): number | null => {
  if (car.kind === 'fire') return null
  return car.id === opening.nearCarId ? nearCarRests : random.between(0.5, 6) * minute
}
