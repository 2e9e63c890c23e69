import { fromBase64url } from '../../src-domain/access/bytes.ts'
import { trusted } from '../../src-domain/access/token.ts'
import type { PublicKey } from '../../src-domain/journal/checkpoint.ts'
import type { Clock } from '../clock.ts'
import { accessCrypto } from '../crypto.ts'
import { makeCoverage } from './actors/coverage.ts'
import { type Crew, makeCrew } from './actors/crew.ts'
import type { Directions } from './actors/directions.ts'
import { makeDoors } from './actors/doors.ts'
import { type Dispatch, makePhone } from './actors/phone.ts'
import { firstRound, type Opening, placeCars } from './opening.ts'
import type { Pace } from './pace.ts'
import type { Home } from './people/homes.ts'
import type { Municipality } from './people/municipality.ts'
import type { Random } from './random.ts'
import type { Equipment } from './telemetry/equipment.ts'
import type { LonLat } from './town/town.ts'

/** Cars with their crews and phones, and the doors that they stand before. */
export const openField = (
  m: Municipality,
  seed: number,
  random: Random,
  opening: Opening,
  world: {
    readonly clock: Clock
    readonly pace: Pace
    readonly equipment: Equipment
    readonly directions: Directions
    readonly url: string
    readonly trust: readonly PublicKey[]
  },
): readonly Crew[] => {
  const { clock, pace, equipment, directions } = world
  const trust = world.trust.flatMap((key) => {
    const bytes = fromBase64url(key.publicKey)
    return bytes ? [trusted(bytes, accessCrypto)] : []
  })
  const coverage = makeCoverage(random.fork('coverage'), seed, m.town)
  const shared = {
    clock,
    pace,
    equipment,
    directions,
    graph: m.town.graph,
    doors: makeDoors(m, { crypto: accessCrypto, trust, now: clock.now, pace, equipment }),
    coverage,
    homeOf: homeByLastDoor(m),
    cabinetFor: (home: Home): LonLat | null => {
      const first = home.chain[0]
      const store = first?.kind === 'keyStore' ? m.keyStores.get(first.keyStoreId) : undefined
      return store?.kind === 'keyCabinet' ? store.position : null
    },
  }
  const places = placeCars(m, opening, coverage.onRoad, random.fork('places'))
  return m.cars.map((car) => {
    const people = random.fork(car.id)
    const phone = makePhone(world.url, car.handsetId, car.key, clock, accessCrypto)
    return makeCrew(
      car,
      phone,
      places.get(car.id) ?? car.base,
      firstRound(car, opening, people),
      people,
      shared,
    )
  })
}

/** A dispatch names doors, no home: the last door of the chain belongs to one alone. */
const homeByLastDoor = (m: Municipality) => {
  const homes = new Map<string, Home>()
  for (const home of m.homes.values()) {
    const last = home.chain.findLast((step) => step.kind === 'door')
    if (last?.kind === 'door') homes.set(last.doorId, home)
  }
  return (dispatch: Dispatch): Home | null => homes.get(dispatch.doorIds.at(-1) ?? '') ?? null
}
