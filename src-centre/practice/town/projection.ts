import type { Shape } from './contour.ts'
import type { Point } from './plane.ts'
import type { LonLat, PolygonRings, Ring } from './town.ts'

/** Open sea west of Trøndelag: nobody lives here. */
const ORIGIN: LonLat = [8.6, 63.9]
const METRES_PER_DEGREE = 111_320
const SHRINK = Math.cos((ORIGIN[1] * Math.PI) / 180)

const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

/** Equirectangular at the town's latitude; 6 decimals are about 0.1 m. */
export function toLonLat(p: Point): LonLat {
  return [
    rounded(ORIGIN[0] + p[0] / (METRES_PER_DEGREE * SHRINK)),
    rounded(ORIGIN[1] + p[1] / METRES_PER_DEGREE),
  ]
}

/** Local metres east and north of the town's origin. */
export function toMetres(place: LonLat): Point {
  return [(place[0] - ORIGIN[0]) * METRES_PER_DEGREE * SHRINK, (place[1] - ORIGIN[1]) * METRES_PER_DEGREE]
}

/** An open ring in metres to a closed one in degrees. */
export function toRing(ring: readonly Point[]): Ring {
  const line = ring.map(toLonLat)
  const first = line[0]
  return first === undefined ? [] : [...line, [first[0], first[1]]]
}

export function toPolygon(shape: Shape): PolygonRings {
  return [toRing(shape.outer), ...shape.holes.map(toRing)]
}
