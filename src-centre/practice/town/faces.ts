import type { Network } from './network.ts'
import { areaOf, at, centroidOf, type Point, ringAt, sub } from './plane.ts'

/** One side of a link: walking it forward or backward, the block lies on the left. */
export interface Side {
  readonly link: number
  readonly forward: boolean
}

/** A block: what streets enclose. Dead ends are cut off its outline but kept in `sides`. */
export interface Face {
  readonly id: number
  readonly sides: readonly Side[]
  /** Open ring, counter-clockwise, along the streets' middles. */
  readonly ring: readonly Point[]
  /** For each ring edge (from point i to i + 1) the side that it belongs to. */
  readonly edges: readonly Side[]
  readonly area: number
  readonly middle: Point
}

/** All bounded faces of the network, and for each side the face on its left (undefined: open country). */
export function findFaces(network: Network): { faces: Face[]; faceOf: (side: Side) => Face | undefined } {
  const { links, crossings } = network
  const key = (side: Side): number => side.link * 2 + (side.forward ? 1 : 0)
  const start = (side: Side): number => (side.forward ? at(links, side.link).from : at(links, side.link).to)
  const end = (side: Side): number => (side.forward ? at(links, side.link).to : at(links, side.link).from)
  const pathOf = (side: Side): readonly Point[] =>
    side.forward ? at(links, side.link).line : at(links, side.link).line.slice().reverse()
  const bearing = (side: Side): number => {
    const path = pathOf(side)
    const d = sub(at(path, 1), at(path, 0))
    return Math.atan2(d[1], d[0])
  }
  const leaving: Side[][] = crossings.map(() => [])
  links.forEach((_, link) => {
    for (const forward of [true, false]) at(leaving, start({ link, forward })).push({ link, forward })
  })
  for (const sides of leaving) sides.sort((a, b) => bearing(a) - bearing(b) || key(a) - key(b))
  const place = new Map<number, number>()
  for (const sides of leaving) for (const [i, side] of sides.entries()) place.set(key(side), i)
  const follow = (side: Side): Side => {
    const back: Side = { link: side.link, forward: !side.forward }
    const sides = at(leaving, end(side))
    return ringAt(sides, (place.get(key(back)) ?? 0) - 1)
  }

  const faces: Face[] = []
  const byKey = new Map<number, Face>()
  const seen = new Set<number>()
  links.forEach((_, link) => {
    for (const forward of [true, false]) {
      let side: Side = { link, forward }
      if (seen.has(key(side))) continue
      const sides: Side[] = []
      while (!seen.has(key(side))) {
        seen.add(key(side))
        sides.push(side)
        side = follow(side)
      }
      const outline = withoutDeadEnds(sides)
      const ring: Point[] = []
      const edges: Side[] = []
      for (const s of outline) {
        const path = pathOf(s)
        for (let i = 0; i < path.length - 1; i += 1) {
          ring.push(at(path, i))
          edges.push(s)
        }
      }
      const area = ring.length < 3 ? 0 : areaOf(ring)
      if (area <= 1) continue
      const face: Face = { id: faces.length, sides, ring, edges, area, middle: centroidOf(ring) }
      faces.push(face)
      for (const s of sides) byKey.set(key(s), face)
    }
  })
  return { faces, faceOf: (side) => byKey.get(key(side)) }
}

function withoutDeadEnds(sides: readonly Side[]): Side[] {
  const twin = (a: Side | undefined, b: Side | undefined): boolean =>
    a !== undefined && b !== undefined && a.link === b.link && a.forward !== b.forward
  const kept: Side[] = []
  for (const side of sides) {
    if (twin(kept[kept.length - 1], side)) kept.pop()
    else kept.push(side)
  }
  while (kept.length > 1 && twin(kept[kept.length - 1], kept[0])) {
    kept.pop()
    kept.shift()
  }
  return kept
}
