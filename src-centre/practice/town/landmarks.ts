import type { Random } from '../random.ts'
import type { Face, Side } from './faces.ts'
import { type LandmarkKind, type Want, wishes } from './institutions.ts'
import type { Layout } from './layout.ts'
import { alongSide } from './perimeter.ts'
import { at, distance, inside, lerp, moved, type Point, ringAt, sub, unit } from './plane.ts'
import type { Ground } from './plots.ts'

/** A building that has a name, standing on a block of its own. */
export interface Landmark {
  readonly kind: LandmarkKind
  readonly name: string
  readonly middle: Point
  /** Index into the site's plans. */
  readonly plan: number
  readonly face: Face
}

/** Institutions first, while there is room: each on the block that suits it nearest to where it wants to be. */
export function buildLandmarks(
  random: Random,
  ground: Ground,
  layout: Layout,
  faces: readonly Face[],
  square: Face | undefined,
): Landmark[] {
  const middle = square?.middle ?? layout.quarters[0]?.centre ?? [0, 0]
  const taken = new Set<Face>(square === undefined ? [] : [square])
  const landmarks: Landmark[] = []
  for (const want of wishes(random, layout, middle)) {
    const candidates = faces
      .filter((face) => !taken.has(face) && face.area > want.block && face.area < want.block * 4)
      .map((face) => ({
        face,
        score: distance(face.middle, want.near) + Math.max(0, face.area - want.block * 3) / 60,
      }))
      .sort((a, b) => a.score - b.score)
      .slice(0, 24)
    for (const { face } of candidates) {
      if (!raise(ground, want, face, landmarks)) continue
      if (want.alone) taken.add(face)
      break
    }
  }
  return landmarks
}

/** Tries street sides from the longest, places along them and setbacks; answers whether it found room. */
function raise(ground: Ground, want: Want, face: Face, landmarks: Landmark[]): boolean {
  for (const edge of longestEdges(ground, face)) {
    const d = unit(sub(edge.b, edge.a))
    for (const t of [0.5, 0.35, 0.65, 0.25, 0.75]) {
      const on = lerp(edge.a, edge.b, t)
      for (const setback of [17, 13, 22, 10]) {
        const ring = want.shape.map((p) => moved(on, d, p[0], p[1] + setback))
        if (!ring.every((p) => inside(face.ring, p) && ground.ground(...p) > 3)) continue
        const door = lerp(at(ring, 0), at(ring, 1), 0.5)
        const plan = {
          kind: want.building,
          ring,
          frontage: ground.addresses.frontage(edge.side, alongSide(ground, edge.side, door)),
          floors: want.floors,
          doors: [door],
          perFloor: want.perFloor,
          name: want.name,
        }
        if (!ground.site.build(plan, 6, 2)) continue
        const middle = lerp(door, at(ring, ring.length >> 1), 0.5)
        landmarks.push({ kind: want.kind, name: want.name, middle, plan: ground.site.plans.length - 1, face })
        return true
      }
    }
  }
  return false
}

function longestEdges(ground: Ground, face: Face): { a: Point; b: Point; side: Side }[] {
  return face.ring
    .map((a, i) => ({ a, b: ringAt(face.ring, i + 1), side: at(face.edges, i) }))
    .filter(({ side }) => at(ground.network.links, side.link).class !== 'trunk')
    .sort((p, q) => distance(q.a, q.b) - distance(p.a, p.b))
    .slice(0, 6)
}
