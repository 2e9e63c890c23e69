import { type Municipality, makeMunicipality } from '../../../../src-centre/practice/people/municipality.ts'
import type {
  Building,
  Dwelling,
  Entrance,
  LonLat,
  Ring,
  Station,
  Town,
} from '../../../../src-centre/practice/town/town.ts'
import type { TravelEdge, TravelGraph, TravelNode } from '../../../../src-centre/practice/town/travel.ts'

/**
 * A town on squared paper: streets every 100 m, two blocks of flats and eight houses to a block. The generated
 * one has tests of its own; here only its shape matters, and that it is there at once.
 */
export const seed = 1
const streets = 13
const step = 100
const origin: LonLat = [8.6, 63.9]
const place = (x: number, y: number): LonLat => [
  origin[0] + x / (111_320 * Math.cos((origin[1] * Math.PI) / 180)),
  origin[1] + y / 111_320,
]

const graph = (): TravelGraph => {
  const nodes: TravelNode[] = []
  const edges: TravelEdge[] = []
  const number = (i: number, j: number) => i * streets + j
  for (let i = 0; i < streets; i += 1)
    for (let j = 0; j < streets; j += 1) {
      const [lon, lat] = place(i * step, j * step)
      nodes.push({ lon, lat, x: i * step, y: j * step })
    }
  const both = (a: number, b: number, ends: readonly [LonLat, LonLat]) => {
    const common = { metres: step, speed: 36, seconds: step / 10, road: 'road' }
    edges.push({ from: a, to: b, line: [...ends], ...common })
    edges.push({ from: b, to: a, line: ends.toReversed(), ...common })
  }
  for (let i = 0; i < streets; i += 1)
    for (let j = 0; j < streets; j += 1) {
      const here = place(i * step, j * step)
      if (i + 1 < streets) both(number(i, j), number(i + 1, j), [here, place((i + 1) * step, j * step)])
      if (j + 1 < streets) both(number(i, j), number(i, j + 1), [here, place(i * step, (j + 1) * step)])
    }
  const leaving = nodes.map((_, n) => edges.flatMap((edge, index) => (edge.from === n ? [index] : [])))
  return { nodes, edges, leaving }
}

const district = (i: number) => (i < streets / 2 ? 'Vestvika' : 'Nordvik')

const build = (): { buildings: Building[]; dwellings: Dwelling[] } => {
  const buildings: Building[] = []
  const dwellings: Dwelling[] = []
  for (let i = 0; i + 1 < streets; i += 1)
    for (let j = 0; j + 1 < streets; j += 1)
      for (let n = 0; n < 10; n += 1) {
        const flats = n < 2
        const x = i * step + 10 + n * 8
        const y = j * step + 12
        const entrances: Entrance[] = [{ number: String(n * 2 + 1), position: place(x, y) }]
        const building: Building = {
          id: `building-${buildings.length + 1}`,
          kind: flats ? 'flats' : 'house',
          footprint: [place(x, y), place(x + 6, y), place(x + 6, y + 6), place(x, y)] satisfies Ring,
          street: `Gate ${i + 1}.${j + 1}`,
          number: String(n * 2 + 1),
          floors: flats ? 4 : 1,
          entrance: place(x, y),
          entrances,
          district: district(i),
        }
        buildings.push(building)
        for (let floor = 1; floor <= building.floors; floor += 1)
          dwellings.push({
            id: `dwelling-${dwellings.length + 1}`,
            buildingId: building.id,
            street: building.street,
            number: building.number,
            ...(flats ? { flat: { label: `${floor}01`, floor, code: `H0${floor}01` } } : {}),
            district: building.district,
            position: place(x + 3, y + 3),
            entrance: building.entrance,
          })
      }
  return { buildings, dwellings }
}

const station = (kind: Station['kind'], name: string, i: number, j: number): Station => ({
  id: `station-${kind}-${i}-${j}`,
  kind,
  name,
  position: place(i * step, j * step),
  buildingId: 'building-1',
  node: i * streets + j,
})

const makeTown = (): Town => {
  const [west, south] = origin
  const [east, north] = place(streets * step, streets * step)
  const bounds = { west, south, east, north }
  return {
    municipality: { id: 'fjordvik', name: 'Fjordvik kommune' },
    bounds,
    mapped: bounds,
    centre: place((streets * step) / 2, (streets * step) / 2),
    roads: [],
    graph: graph(),
    ...build(),
    places: [],
    districts: [],
    stations: [
      station('patrol', 'Patruljebase Sentrum', 6, 6),
      station('patrol', 'Patruljebase Nordvik', 11, 3),
      station('fire', 'Fjordvik brannstasjon', 2, 9),
    ],
    water: [],
    landcover: [],
  }
}

export const residents = 400
let made: Municipality | undefined
export const fjordvik = (): Municipality => {
  made ??= makeMunicipality(seed, makeTown(), residents)
  return made
}
