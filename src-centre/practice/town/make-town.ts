import { random as seeded } from '../random.ts'
import { type Addresses, nameStreets } from './addresses.ts'
import type { Area } from './contour.ts'
import { districtShapes } from './districts.ts'
import { dwellingsOf, homesIn } from './dwellings.ts'
import { type Face, findFaces } from './faces.ts'
import { makeField } from './field.ts'
import { buildSide } from './frontage.ts'
import { buildLandmarks, type Landmark } from './landmarks.ts'
import { areaAround, blockShape, landPatches, waterShapes } from './landscape.ts'
import { type Layout, makeLayout, type Quarter } from './layout.ts'
import { makeNetwork, type Network } from './network.ts'
import { numberPlans } from './numbering.ts'
import { layPaths } from './paths.ts'
import { buildPerimeter } from './perimeter.ts'
import { placesOf } from './places.ts'
import { at, distance, type Point } from './plane.ts'
import type { Ground } from './plots.ts'
import { toLonLat, toPolygon, toRing } from './projection.ts'
import { roadsOf, travelGraphOf } from './roads.ts'
import { buildShore, type Jetty } from './shore.ts'
import { makeSite, type Site } from './site.ts'
import { drawStreets } from './streets.ts'
import { makeTerrain, type Terrain } from './terrain.ts'
import type { Bounds, Building, Landcover, Station, Town } from './town.ts'
import { nearestNode } from './travel.ts'

export interface TownOptions {
  readonly seed: number
  /** How many dwellings must be found; the town has more. */
  readonly residents: number
}

/** Fjordvik kommune, the same to the byte for the same options. Grows until it houses the residents. */
export function makeTown(options: TownOptions): Town {
  const wanted = Math.max(300, options.residents)
  const seed = options.seed | 0
  let scale = Math.max(0.7, 0.9 * (wanted / 2000) ** 0.265)
  for (;;) {
    const built = build(seed, wanted, scale)
    const homes = built.site.plans.reduce((sum, plan) => sum + homesIn(plan), 0)
    if (homes >= options.residents * 1.05) return finish(seed, built)
    scale *= Math.min(1.3, Math.max(1.05, Math.sqrt((options.residents * 1.15) / homes)))
  }
}

interface Built {
  readonly terrain: Terrain
  readonly layout: Layout
  readonly network: Network
  readonly addresses: Addresses
  readonly site: Site
  readonly landmarks: readonly Landmark[]
  readonly square: Face | undefined
  readonly parks: readonly Face[]
  readonly jetties: readonly Jetty[]
}

function finish(seed: number, built: Built): Town {
  const { terrain, layout, network, addresses, site, landmarks } = built
  const graph = travelGraphOf(network, addresses)
  const numbers = numberPlans(site.plans)
  const buildings = site.plans.map((plan, i): Building => {
    const number = at(numbers, i)
    const entrances = plan.doors.map((door, d) => ({ number: at(number.doors, d), position: toLonLat(door) }))
    const building = {
      id: `building-${i + 1}`,
      kind: plan.kind,
      footprint: toRing(plan.ring),
      street: at(addresses.streets, plan.frontage.street).name,
      number: number.number,
      floors: plan.floors,
      entrance: at(entrances, 0).position,
      entrances,
      district: layout.quarterAt(...at(plan.doors, 0)).name,
    }
    return plan.name === undefined ? building : { ...building, name: plan.name }
  })
  const stations = landmarks.flatMap((landmark): Station[] => {
    if (landmark.kind !== 'fire' && landmark.kind !== 'patrol' && landmark.kind !== 'hospital') return []
    const building = at(buildings, landmark.plan)
    const position = building.entrance
    const node = nearestNode(graph, position)
    return [
      {
        id: `station-${landmark.plan + 1}`,
        kind: landmark.kind,
        name: landmark.name,
        position,
        buildingId: building.id,
        node,
      },
    ]
  })
  const heartOf = heartsOf(layout, site)
  const k = terrain.scale
  const mapped: Area = { minX: -4300 * k, minY: -4300 * k, maxX: 4300 * k, maxY: 3900 * k }
  const town = areaAround(
    site.plans
      .filter((p) => p.kind !== 'barn')
      .map((p) => at(p.ring, 0))
      .filter((p) => layout.urban(...p) > 0),
    250,
  )
  return {
    municipality: { id: 'fjordvik', name: 'Fjordvik kommune' },
    bounds: boundsOf(town),
    mapped: boundsOf(mapped),
    centre: toLonLat(built.square?.middle ?? at(layout.quarters, 0).centre),
    roads: roadsOf(network, addresses, site.lanes),
    graph,
    buildings,
    dwellings: dwellingsOf(seeded(seed).fork('dwellings'), site.plans, buildings),
    places: placesOf(terrain, layout, landmarks, built.square, built.parks, heartOf),
    districts: districtShapes(terrain, layout).map(({ quarter, shapes }, i) => ({
      id: `district-${i + 1}`,
      name: quarter.name,
      centre: toLonLat(heartOf(quarter)),
      polygons: shapes.map(toPolygon),
    })),
    stations,
    water: waterShapes(terrain, mapped).map(({ depth, shape }) => ({ depth, polygon: toPolygon(shape) })),
    landcover: landcoverOf(seed, built, mapped),
  }
}

function build(seed: number, wanted: number, scale: number): Built {
  const random = seeded(seed)
  const dense = Math.max(0, Math.min(1, Math.log10(wanted / 2000) / 1.7))
  const terrain = makeTerrain(seed, scale)
  const layout = makeLayout(random.fork('layout'), seed, terrain, 0.25 + 0.5 * dense)
  const field = makeField(seed, terrain, layout)
  const strokes = drawStreets(random.fork('streets'), terrain, layout, field)
  const network = makeNetwork(strokes, terrain.land)
  const middle = at(layout.quarters, 0).centre
  const addresses = nameStreets(random.fork('names'), network, strokes, middle, layout.centreRadius)
  const { faces } = findFaces(network)
  const site = makeSite(network, terrain.land)
  const ground: Ground = { network, addresses, site, zoneAt: layout.zoneAt, ground: layout.ground, dense }

  const central = (face: Face): boolean => layout.zoneAt(...face.middle) === 'centre'
  const nearest = (list: readonly Face[], p: Point): Face | undefined =>
    list.slice().sort((a, b) => distance(a.middle, p) - distance(b.middle, p))[0]
  const square = nearest(
    faces.filter((f) => central(f) && f.area > 3000 && f.area < 9500),
    middle,
  )
  const greens = random.fork('parks')
  const parks: Face[] = []
  for (const face of greens.shuffle(faces)) {
    const fits = face !== square && face.area > 3500 && face.area < 15_000
    const apart = [...parks, ...(square === undefined ? [] : [square])].every(
      (p) => distance(p.middle, face.middle) > 430,
    )
    if (fits && (central(face) ? distance(face.middle, middle) < 260 : apart)) {
      if (!central(face) || !parks.some(central)) parks.push(face)
    }
  }
  for (const face of [square, ...parks]) if (face !== undefined) site.reserve(blockShape(face, 5).outer)
  const landmarks = buildLandmarks(
    random.fork('landmarks'),
    ground,
    layout,
    faces.filter((f) => !parks.includes(f)),
    square,
  )
  const alone = landmarks.filter(
    ({ kind }) => kind === 'church' || kind === 'hospital' || kind === 'carehome' || kind === 'school',
  )
  for (const { face } of alone) site.reserve(blockShape(face, 5).outer)
  const walls = random.fork('centre')
  for (const face of faces) if (central(face) && face !== square) buildPerimeter(walls, ground, face)
  const sides = random.fork('sides')
  network.links.forEach((_, link) => {
    for (const forward of [true, false]) buildSide(sides.fork(`${link}${forward}`), ground, { link, forward })
  })
  const jetties = buildShore(random.fork('shore'), ground, terrain, layout)
  layPaths(random.fork('paths'), ground, terrain, layout)
  return { terrain, layout, network, addresses, site, landmarks, square, parks, jetties }
}

/** Where a quarter's buildings are, on the whole: the label stands there. */
function heartsOf(layout: Layout, site: Site): (quarter: Quarter) => Point {
  const sums = new Map<Quarter, { x: number; y: number; n: number }>()
  for (const plan of site.plans) {
    const door = at(plan.doors, 0)
    if (layout.urban(...door) < 0) continue
    const quarter = layout.quarterAt(...door)
    const sum = sums.get(quarter) ?? { x: 0, y: 0, n: 0 }
    sums.set(quarter, { x: sum.x + door[0], y: sum.y + door[1], n: sum.n + 1 })
  }
  return (quarter) => {
    const sum = sums.get(quarter)
    return sum === undefined ? quarter.centre : [sum.x / sum.n, sum.y / sum.n]
  }
}

function landcoverOf(seed: number, built: Built, mapped: Area): Landcover[] {
  const { terrain, layout, site, network, landmarks, parks, square } = built
  const patches = landPatches(
    seed,
    terrain,
    mapped,
    layout.urban,
    site.plans.map((p) => p.ring),
    network.links.map((l) => l.line),
  )
  const grounds = landmarks.filter(
    ({ kind }) => kind === 'hospital' || kind === 'school' || kind === 'carehome',
  )
  const yards = landmarks.filter(({ kind }) => kind === 'church')
  return [
    ...patches.map(({ kind, height, shape }) => ({ kind, height, polygon: toPolygon(shape) })),
    ...[...parks, ...yards.map(({ face }) => face)].map((face) => ({
      kind: 'park' as const,
      height: 0,
      polygon: toPolygon(blockShape(face, 5)),
    })),
    ...grounds.map(({ face }) => ({
      kind: 'grounds' as const,
      height: 0,
      polygon: toPolygon(blockShape(face, 5)),
    })),
    ...built.jetties.map((outer) => ({
      kind: 'quay' as const,
      height: 0,
      polygon: toPolygon({ outer: outer.slice(), holes: [] }),
    })),
    ...(square === undefined
      ? []
      : [{ kind: 'square' as const, height: 0, polygon: toPolygon(blockShape(square, 5)) }]),
  ]
}

function boundsOf(area: Area): Bounds {
  const [west, south] = toLonLat([area.minX, area.minY])
  const [east, north] = toLonLat([area.maxX, area.maxY])
  return { west, south, east, north }
}
