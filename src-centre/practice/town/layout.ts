import type { Random } from '../random.ts'
import type { Area } from './contour.ts'
import { districtNames } from './names.ts'
import { fractal, ramp } from './noise.ts'
import { distance, type Point } from './plane.ts'
import { rastered } from './raster.ts'
import type { Terrain } from './terrain.ts'

/** What is built in a part of town. */
export type Zone = 'centre' | 'flats' | 'rows' | 'villas' | 'industry' | 'rural'

export interface Quarter {
  readonly name: string
  readonly centre: Point
  /** What stands around its middle; villas stand further out. */
  readonly core: Exclude<Zone, 'rural' | 'villas'> | 'villas'
  /** Metres from the middle to where the core ends. */
  readonly coreRadius: number
}

export interface Layout {
  readonly quarters: readonly Quarter[]
  /** Where streets may be laid out. */
  readonly area: Area
  /** Positive where the town is: about 1 in the middle, 0 at its edge. */
  readonly urban: (x: number, y: number) => number
  /** Positive where the ground can carry a street: dry and not too steep. */
  readonly ground: (x: number, y: number) => number
  readonly quarterAt: (x: number, y: number) => Quarter
  /** Metres to the border between two quarters. */
  readonly fromBorder: (x: number, y: number) => number
  readonly zoneAt: (x: number, y: number) => Zone
  /** Radius of the old centre in metres. */
  readonly centreRadius: number
}

/** The named quarters in metres at scale 1: name, place, what it is, how far it reaches. */
const FIRST: readonly [string, number, number, Quarter['core'], number][] = [
  ['Sentrum', -170, -215, 'centre', 470],
  ['Elvebakken', 430, -300, 'rows', 440],
  ['Nordvik', 1080, 120, 'villas', 420],
  ['Åsen', -760, -700, 'flats', 400],
  ['Vestvika', -930, 60, 'villas', 400],
  ['Dalen', 120, -1080, 'flats', 470],
  ['Fagerlia', 930, -520, 'villas', 380],
  ['Moan', -390, -1000, 'rows', 330],
]

const STEEPEST = 0.3

export function makeLayout(random: Random, seed: number, terrain: Terrain, blocksOfFlats: number): Layout {
  const k = terrain.scale
  const area: Area = { minX: -1750 * k, minY: -1950 * k, maxX: 1900 * k, maxY: 900 * k }
  const step = Math.max(20, Math.sqrt(((area.maxX - area.minX) * (area.maxY - area.minY)) / 40_000))
  const height = rastered(terrain.height, area, step)

  const urbanAt = (x: number, y: number): number => {
    const wx = x / k + 150 * fractal(seed + 51, x / (420 * k), y / (420 * k), 3)
    const wy = y / k + 150 * fractal(seed + 52, x / (420 * k), y / (420 * k), 3)
    let best = -1
    for (const [, u, v, , reach] of FIRST) best = Math.max(best, 1 - Math.hypot(wx - u, wy - v) / reach)
    return best
  }
  const urban = rastered(urbanAt, area, step)
  const steep = rastered(
    (x, y) => {
      const dx = (height(x + step, y) - height(x - step, y)) / (2 * step)
      const dy = (height(x, y + step) - height(x, y - step)) / (2 * step)
      return Math.hypot(dx, dy)
    },
    area,
    step,
  )
  const ground = (x: number, y: number): number =>
    Math.min(terrain.land(x, y), (STEEPEST - steep(x, y)) * 300)

  const quarters = makeQuarters(random, terrain, urban, area, blocksOfFlats)
  const two = (x: number, y: number): { near: Quarter; gap: number } => {
    const wx = x + 55 * fractal(seed + 53, x / 210, y / 210, 2)
    const wy = y + 55 * fractal(seed + 54, x / 210, y / 210, 2)
    let near: Quarter | undefined
    let first = Number.POSITIVE_INFINITY
    let second = Number.POSITIVE_INFINITY
    for (const quarter of quarters) {
      const d = Math.hypot(quarter.centre[0] - wx, quarter.centre[1] - wy)
      if (d < first) {
        second = first
        first = d
        near = quarter
      } else if (d < second) second = d
    }
    if (near === undefined) throw new Error('a town without quarters')
    return { near, gap: (second - first) / 2 }
  }

  const centreRadius = 320 * k ** 0.75
  const middle = quarters[0]?.centre ?? [0, 0]
  const zoneAt = (x: number, y: number): Zone => {
    if (urban(x, y) < 0) return 'rural'
    const fromMiddle =
      Math.hypot(x - middle[0], (y - middle[1]) * 1.15) + 70 * fractal(seed + 55, x / 170, y / 170, 2)
    const [a, o] = harbourAxes(terrain, x, y)
    if (o > -70 && o < 90 && a > 60 && a < 300 && fromMiddle > 190) return 'industry'
    if (fromMiddle < centreRadius || (o > -75 && o < 60 && a > -260 && a < 260)) return 'centre'
    const { near } = two(x, y)
    const fromCore = distance(near.centre, [x, y]) + 90 * fractal(seed + 56, x / 150, y / 150, 2)
    if (near.core === 'centre') return fromMiddle < centreRadius * 1.35 ? 'rows' : 'villas'
    return fromCore < near.coreRadius ? near.core : 'villas'
  }
  return {
    quarters,
    area,
    urban,
    ground,
    centreRadius,
    quarterAt: (x, y) => two(x, y).near,
    fromBorder: (x, y) => two(x, y).gap,
    zoneAt,
  }
}

/** Local metres to metres along the quay and out from it. */
export function harbourAxes(terrain: Terrain, x: number, y: number): Point {
  const { centre, angle } = terrain.harbour
  const small = terrain.scale ** 0.4
  const dx = (x - centre[0]) / small
  const dy = (y - centre[1]) / small
  return [dx * Math.cos(angle) + dy * Math.sin(angle), dy * Math.cos(angle) - dx * Math.sin(angle)]
}

function makeQuarters(
  random: Random,
  terrain: Terrain,
  urban: (x: number, y: number) => number,
  area: Area,
  blocksOfFlats: number,
): Quarter[] {
  const k = terrain.scale
  const quarters: Quarter[] = FIRST.map(([name, u, v, core]) => ({
    name,
    centre: name === 'Sentrum' ? [u * k ** 0.5, v * k ** 0.5] : [u * k, v * k],
    core,
    coreRadius: core === 'villas' ? 0 : (core === 'flats' ? 250 : 190) * k ** 0.4,
  }))
  if (k < 1.25) return quarters
  const names = random
    .fork('names')
    .shuffle(districtNames)
    .filter((name) => !quarters.some((q) => q.name === name))
  const spacing = 600 * k ** 0.2
  for (let tries = 0; tries < 4000 * k * k && names.length > 0; tries += 1) {
    const p: Point = [random.between(area.minX, area.maxX), random.between(area.minY, area.maxY)]
    if (urban(...p) < 0.12 || terrain.land(...p) < 120) continue
    if (quarters.some((q) => distance(q.centre, p) < spacing)) continue
    const out = ramp(0, 1800 * k, Math.hypot(...p))
    const flats = random.chance(blocksOfFlats * (1 - 0.5 * out))
    const core = flats ? 'flats' : random.chance(0.3) ? 'rows' : random.chance(0.12) ? 'industry' : 'villas'
    quarters.push({
      name: names.pop() ?? 'Utmarka',
      centre: p,
      core,
      coreRadius: core === 'villas' ? 0 : random.between(0.32, 0.42 + 0.2 * blocksOfFlats) * spacing,
    })
  }
  return quarters
}
