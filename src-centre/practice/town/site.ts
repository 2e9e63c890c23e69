import type { Frontage } from './addresses.ts'
import type { Network } from './network.ts'
import { at, crossing, distanceToSegment, inside, type Point, ringAt } from './plane.ts'
import { placeIndex } from './raster.ts'
import type { BuildingKind, RoadClass } from './town.ts'

/** A building before it has a number. Local metres. */
export interface Plan {
  readonly kind: BuildingKind
  /** Open ring. */
  readonly ring: readonly Point[]
  readonly frontage: Frontage
  readonly floors: number
  /** Street doors from left to right as seen from the street; the first is the main one. */
  readonly doors: readonly Point[]
  /** Flats on each floor behind each door; 0: nobody lives here; 1 with `house` and `rowhouse`: the house itself. */
  readonly perFloor: number
  /** Units of one row share a number and differ by letter. */
  readonly row?: string
  readonly name?: string
}

/** Metres from a road's middle to its kerb. */
export const HALF_WIDTH: Record<RoadClass, number> = {
  trunk: 6.5,
  primary: 5.2,
  secondary: 4.4,
  residential: 3.1,
  service: 2,
  path: 1.2,
}

/** The ground being built on: refuses what would stand on a road, in the water or on another building. */
export interface Site {
  readonly plans: readonly Plan[]
  readonly lanes: readonly Lane[]
  /** True when there is room: `apart` metres to other buildings, `kerb` metres to the nearest kerb. */
  readonly fits: (ring: readonly Point[], apart: number, kerb: number) => boolean
  /** Adds if it fits. */
  readonly build: (plan: Plan, apart: number, kerb: number) => boolean
  /** True when no kerb is within that many metres. */
  readonly offRoad: (p: Point, metres: number) => boolean
  /** Keeps an area free of buildings. */
  readonly reserve: (ring: readonly Point[]) => void
  /** Adds a small road that touches no building, and that later buildings keep off; answers whether there was room. */
  readonly pave: (lane: Lane, apart: number) => boolean
  /** True when a line touches no building. */
  readonly passable: (line: readonly Point[], apart: number) => boolean
}

/** A road that is drawn but that no house number hangs on. */
export interface Lane {
  readonly class: 'service' | 'path'
  readonly name: string
  readonly line: readonly Point[]
}

interface Strip {
  readonly a: Point
  readonly b: Point
  readonly half: number
}

export function makeSite(network: Network, land: (x: number, y: number) => number): Site {
  const strips = placeIndex<Strip>(50)
  const rings = placeIndex<readonly Point[]>(50)
  const plans: Plan[] = []
  const lanes: Lane[] = []
  const strip = (line: readonly Point[], road: RoadClass): void => {
    for (let i = 1; i < line.length; i += 1) {
      const a = at(line, i - 1)
      const b = at(line, i)
      const [minX, minY, maxX, maxY] = boxOf([a, b])
      strips.put({ a, b, half: HALF_WIDTH[road] }, minX, minY, maxX, maxY)
    }
  }
  for (const link of network.links) strip(link.line, link.class)

  const onRoad = (ring: readonly Point[], kerb: number): boolean => {
    const [minX, minY, maxX, maxY] = boxOf(ring)
    const m = kerb + 7
    return strips.some(
      minX - m,
      minY - m,
      maxX + m,
      maxY + m,
      (s) => ringToSegment(ring, s.a, s.b) < s.half + kerb,
    )
  }
  const onBuilding = (ring: readonly Point[], apart: number): boolean => {
    const [minX, minY, maxX, maxY] = boxOf(ring)
    return rings.some(minX - apart, minY - apart, maxX + apart, maxY + apart, (other) =>
      nearer(ring, other, apart),
    )
  }
  const inWater = (ring: readonly Point[]): boolean =>
    ring.some((p, i) => {
      const q = ringAt(ring, i + 1)
      return land(...p) < 2.2 || land((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) < 2.2
    })
  const fits = (ring: readonly Point[], apart: number, kerb: number): boolean =>
    !inWater(ring) && !onRoad(ring, kerb) && !onBuilding(ring, apart)
  const reserve = (ring: readonly Point[]): void => rings.put(ring, ...boxOf(ring))
  const passable = (line: readonly Point[], apart: number): boolean =>
    line.slice(1).every((b, i) => {
      const a = at(line, i)
      const [minX, minY, maxX, maxY] = boxOf([a, b])
      return !rings.some(
        minX - apart,
        minY - apart,
        maxX + apart,
        maxY + apart,
        (ring) => ringToSegment(ring, a, b) < apart,
      )
    })
  return {
    plans,
    fits,
    offRoad: (p, metres) => {
      const m = metres + 7
      const near = (s: Strip): boolean => distanceToSegment(p, s.a, s.b) < s.half + metres
      return !strips.some(p[0] - m, p[1] - m, p[0] + m, p[1] + m, near)
    },
    reserve,
    lanes,
    pave(lane, apart) {
      if (!passable(lane.line, apart)) return false
      strip(lane.line, lane.class)
      lanes.push(lane)
      return true
    },
    build(plan, apart, kerb) {
      if (!fits(plan.ring, apart, kerb)) return false
      reserve(plan.ring)
      plans.push(plan)
      return true
    },
    passable,
  }
}

export function boxOf(points: readonly Point[]): [number, number, number, number] {
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let maxX = Number.NEGATIVE_INFINITY
  let maxY = Number.NEGATIVE_INFINITY
  for (const [x, y] of points) {
    if (x < minX) minX = x
    if (y < minY) minY = y
    if (x > maxX) maxX = x
    if (y > maxY) maxY = y
  }
  return [minX, minY, maxX, maxY]
}

/** Metres between an outline's filled area and a segment; 0 when they touch. */
export function ringToSegment(ring: readonly Point[], a: Point, b: Point): number {
  if (inside(ring, a) || inside(ring, b)) return 0
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 0; i < ring.length; i += 1) {
    const p = at(ring, i)
    const q = ringAt(ring, i + 1)
    if (crossing(p, q, a, b) !== undefined) return 0
    nearest = Math.min(
      nearest,
      distanceToSegment(p, a, b),
      distanceToSegment(a, p, q),
      distanceToSegment(b, p, q),
    )
  }
  return nearest
}

/** Whether two outlines come closer than `apart` metres. */
export function nearer(one: readonly Point[], two: readonly Point[], apart: number): boolean {
  const [ax, ay, bx, by] = boxOf(one)
  const [cx, cy, dx, dy] = boxOf(two)
  if (ax > dx + apart || cx > bx + apart || ay > dy + apart || cy > by + apart) return false
  for (let i = 0; i < one.length; i += 1) {
    const d = ringToSegment(two, at(one, i), ringAt(one, i + 1))
    if (d === 0 || d < apart) return true
  }
  return inside(one, at(two, 0))
}
