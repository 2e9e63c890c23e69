import type { ChainStep } from '../../src-domain/registry/rows.ts'
import type { Clock } from '../clock.ts'
import { accessCrypto } from '../crypto.ts'
import type { PracticeCentre } from '../practice-port.ts'
import { makeCoverage } from './actors/coverage.ts'
import { type Crew, makeCrew } from './actors/crew.ts'
import type { Directions } from './actors/directions.ts'
import { makeDoors } from './actors/doors.ts'
import { makeFitter } from './actors/fitter.ts'
import { fragile } from './actors/fragile.ts'
import type { KeypadWorld } from './actors/keypad.ts'
import { makeKeypads } from './actors/keypads.ts'
import { type Dispatch, makePhone } from './actors/phone.ts'
import { firstRound, type Opening, placeCars } from './opening.ts'
import type { Pace } from './pace.ts'
import type { Home } from './people/homes.ts'
import type { Municipality } from './people/municipality.ts'
import type { Random } from './random.ts'
import type { Equipment } from './telemetry/equipment.ts'
import type { LonLat } from './town/town.ts'

export type Field = { readonly crews: readonly Crew[]; readonly close: () => void }

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
    readonly centre: Pick<PracticeCentre, 'authority' | 'trustListOf'>
    readonly keypadKey: PracticeCentre['keypadKey']
    readonly onSecret: PracticeCentre['onSecret']
    readonly keypadUsed: KeypadWorld['report']
  },
): Field => {
  const { clock, pace, equipment, directions } = world
  const fitted = makeFitter(world.centre, accessCrypto)
  const coverage = makeCoverage(random.fork('coverage'), seed, m.town)
  const doors = makeDoors(m, { crypto: accessCrypto, fitted, now: clock.now, pace, equipment })
  const keypads = makeKeypads(m, doors, world.keypadKey, {
    crypto: accessCrypto,
    clock,
    pace,
    equipment,
    report: world.keypadUsed,
  })
  // Whoever was told the digits at a console reads them aloud to the crew.
  world.onSecret(keypads.hear)
  const shared = {
    clock,
    pace,
    equipment,
    directions,
    graph: m.town.graph,
    doors,
    keypads,
    coverage,
    homeOf: homeByLastDoor(m),
    cabinetFor: (home: Home) => cabinetOf(m, home.chain[0]),
    spareFor: (home: Home) => (home.chain[0]?.kind === 'keyStore' ? null : cabinetOf(m, home.chain.at(-1))),
  }
  const places = placeCars(m, opening, coverage.onRoad, random.fork('places'))
  const crews = m.cars.map((car) => {
    const people = random.fork(car.id)
    const phone = fragile(makePhone(world.url, car.handsetId, car.key, clock, accessCrypto))
    return makeCrew(
      car,
      phone,
      places.get(car.id) ?? car.base,
      firstRound(car, opening, people),
      people,
      shared,
    )
  })
  return {
    crews,
    close: () => {
      for (const crew of crews) crew.close()
      keypads.close()
    },
  }
}

const cabinetOf = (m: Municipality, step: ChainStep | undefined): LonLat | null => {
  const store = step?.kind === 'keyStore' ? m.keyStores.get(step.keyStoreId) : undefined
  return store?.kind === 'keyCabinet' ? store.position : null
}

const doorsOf = (home: Home): readonly string[] =>
  home.chain.flatMap((step) => (step.kind === 'door' ? [step.doorId] : []))

/** A dispatch names doors, no home: the last of a chain belongs to one alone. Doors of many homes are nobody's home. */
const homeByLastDoor = (m: Municipality) => {
  const homes = new Map([...m.homes.values()].map((home) => [doorsOf(home).at(-1) ?? '', home]))
  return (dispatch: Dispatch): Home | null => {
    const home = homes.get(dispatch.doorIds.at(-1) ?? '')
    return home && doorsOf(home).join() === dispatch.doorIds.join() ? home : null
  }
}
