import type { Random } from '../random.ts'
import type { Face, Side } from './faces.ts'
import {
  areaOf,
  at,
  cross,
  distance,
  dot,
  lerp,
  moved,
  type Point,
  projection,
  ringAt,
  sub,
  unit,
} from './plane.ts'
import type { Ground } from './plots.ts'
import { HALF_WIDTH } from './site.ts'

/** A straight side of a block: a line to push inwards, and the street side that it belongs to. */
interface Wall {
  readonly point: Point
  readonly d: Point
  readonly side: Side
  /** Metres from the street's middle to the house wall. */
  readonly off: number
}

const PAVEMENT = 2.4
const DEPTH = 12

/**
 * Closes a block of the old centre with houses wall to wall: L-shaped at the corners, a gateway here and there, small
 * houses in the yard. Answers false when the block is too small or too crooked for that.
 */
export function buildPerimeter(random: Random, ground: Ground, face: Face): boolean {
  const walls = wallsOf(ground, face)
  const outer = pushed(walls, 0)
  if (outer === undefined || outer.ring.length < 3) return false
  const inner = pushed(outer.walls, DEPTH)
  if (inner === undefined || inner.walls.length !== outer.walls.length || areaOf(inner.ring) < 150)
    return false
  const { ring } = outer
  const corner = ring.map((_, i) => cornerReach(outer.walls, i))
  ring.forEach((p, i) => {
    const wall = at(outer.walls, i)
    const q = ringAt(ring, i + 1)
    const length = distance(p, q)
    let start = at(corner, i)
    let end = length - ringAt(corner, i + 1)
    if (end - start < -1) {
      start = length / 2
      end = length / 2
    }
    if (at(corner, i) > 3) buildCorner(random, ground, face, outer.walls, ring, i, at(corner, i))
    const units = Math.max(0, Math.round((end - start) / random.between(12, 19)))
    for (let n = 0; n < units; n += 1) {
      if (random.chance(0.07)) continue
      const from = start + ((end - start) * n) / units + 0.1
      const to = start + ((end - start) * (n + 1)) / units - 0.1
      const depth = DEPTH + random.pick([-1.5, -0.5, 0, 0, 0.8, 2])
      const unitRing = [
        moved(p, wall.d, from, 0),
        moved(p, wall.d, to, 0),
        moved(p, wall.d, to, depth),
        moved(p, wall.d, from, depth),
      ]
      place(random, ground, face, wall, unitRing, lerp(at(unitRing, 0), at(unitRing, 1), 0.5), units)
    }
  })
  yardHouses(random, ground, inner.walls, inner.ring)
  return true
}

/** A ring of street middles made into walls; bends of less than 12° belong to one wall. */
function wallsOf(ground: Ground, face: Face): Wall[] {
  const n = face.ring.length
  const walls: Wall[] = []
  for (let i = 0; i < n; i += 1) {
    const a = at(face.ring, i)
    const b = ringAt(face.ring, i + 1)
    const side = at(face.edges, i)
    const d = unit(sub(b, a))
    const last = walls[walls.length - 1]
    const road = at(ground.network.links, side.link).class
    if (last !== undefined && last.side.link === side.link && dot(last.d, d) > 0.978) continue
    if (distance(a, b) < 5) continue
    walls.push({ point: a, d, side, off: HALF_WIDTH[road] + PAVEMENT })
  }
  return walls
}

/** Each wall moved inwards; walls that vanish in doing so are dropped. */
function pushed(walls: readonly Wall[], extra: number): { ring: Point[]; walls: Wall[] } | undefined {
  let left = walls.map((w) => ({ ...w, off: w.off + extra }))
  for (let round = 0; round < 8 && left.length >= 3; round += 1) {
    const ring = left.map((wall, i) => meet(ringAt(left, i - 1), wall))
    const flipped = left.map((wall, i) => dot(sub(ringAt(ring, i + 1), at(ring, i)), wall.d) < 2)
    if (!flipped.includes(true)) {
      if (areaOf(ring) <= 0) return undefined
      return { ring, walls: left }
    }
    left = left.filter((_, i) => !flipped[i])
  }
  return undefined
}

function meet(one: Wall, two: Wall): Point {
  const a = moved(one.point, one.d, 0, one.off)
  const b = moved(two.point, two.d, 0, two.off)
  const across = cross(one.d, two.d)
  if (Math.abs(across) < 0.08) return b
  const t = cross(sub(b, a), two.d) / across
  return moved(a, one.d, t, 0)
}

/** How far a corner house reaches along both streets; small where the bend is slight or turns outward. */
function cornerReach(walls: readonly Wall[], i: number): number {
  const one = ringAt(walls, i - 1)
  const two = at(walls, i)
  const turn = Math.atan2(cross(one.d, two.d), dot(one.d, two.d))
  if (turn < 0) return Math.min(30, 1 + DEPTH * Math.tan(Math.min(1.2, -turn / 2)))
  if (turn < 0.35) return 1
  return Math.min(26, DEPTH * Math.tan(turn / 2) + 4.5)
}

function buildCorner(
  random: Random,
  ground: Ground,
  face: Face,
  walls: readonly Wall[],
  ring: readonly Point[],
  i: number,
  reach: number,
): void {
  const one = ringAt(walls, i - 1)
  const two = at(walls, i)
  if (cross(one.d, two.d) <= 0) return
  const o = at(ring, i)
  const before = distance(ringAt(ring, i - 1), o)
  const after = distance(o, ringAt(ring, i + 1))
  const back = Math.min(reach, before / 2) - 0.1
  const ahead = Math.min(reach, after / 2) - 0.1
  const a = moved(o, one.d, -back, 0)
  const b = moved(o, two.d, ahead, 0)
  const turn = Math.atan2(cross(one.d, two.d), dot(one.d, two.d))
  const inner = moved(moved(o, one.d, -DEPTH * Math.tan(turn / 2), 0), one.d, 0, DEPTH)
  const shape: Point[] =
    back > DEPTH * Math.tan(turn / 2) + 1 && ahead > DEPTH * Math.tan(turn / 2) + 1
      ? [a, o, b, moved(b, two.d, 0, DEPTH), inner, moved(a, one.d, 0, DEPTH)]
      : [a, o, b, inner]
  if (areaOf(shape) < 60) return
  place(random, ground, face, two, shape, lerp(o, b, 0.6), 2)
}

function place(
  random: Random,
  ground: Ground,
  face: Face,
  wall: Wall,
  ring: Point[],
  door: Point,
  _units: number,
): void {
  const frontage = ground.addresses.frontage(wall.side, alongSide(ground, wall.side, door))
  ground.site.build(
    {
      kind: 'centre',
      ring,
      frontage,
      floors: random.pick([2, 3, 3, 3, 4, 4]) + (face.area > 9000 ? 1 : 0) + Math.round(ground.dense),
      doors: [door],
      perFloor: random.int(1, 3),
    },
    0.05,
    1.2,
  )
}

/** Metres along a side at the place nearest to a door. */
export function alongSide(ground: Ground, side: Side, door: Point): number {
  const link = at(ground.network.links, side.link)
  const line = side.forward ? link.line : link.line.slice().reverse()
  let best = 0
  let nearest = Number.POSITIVE_INFINITY
  let before = 0
  for (let i = 1; i < line.length; i += 1) {
    const a = at(line, i - 1)
    const b = at(line, i)
    const t = projection(door, a, b)
    const d = distance(lerp(a, b, t), door)
    if (d < nearest) {
      nearest = d
      best = before + t * distance(a, b)
    }
    before += distance(a, b)
  }
  return best
}

function yardHouses(random: Random, ground: Ground, walls: readonly Wall[], inner: readonly Point[]): void {
  if (areaOf(inner) < 700) return
  inner.forEach((p, i) => {
    const wall = at(walls, i)
    const length = distance(p, ringAt(inner, i + 1))
    if (length < 20 || !random.chance(0.75)) return
    const width = random.between(6, 10)
    const along = random.between(4, length - width - 4)
    const depth = random.between(8, 14)
    const base = moved(p, wall.d, along, 0.4)
    const ring = [
      base,
      moved(base, wall.d, width, 0),
      moved(base, wall.d, width, depth),
      moved(base, wall.d, 0, depth),
    ]
    const door = at(ring, 0)
    ground.site.build(
      {
        kind: 'centre',
        ring,
        frontage: ground.addresses.frontage(wall.side, alongSide(ground, wall.side, door)),
        floors: 2,
        doors: [lerp(at(ring, 1), at(ring, 2), 0.5)],
        perFloor: 1,
      },
      0.2,
      6,
    )
  })
}
