import { indexed, joinEnds, type Segment, segmentsOf } from './joining.ts'
import { at, crossing, distance, lengthOf, lerp, type Point, projection } from './plane.ts'
import { placeIndex } from './raster.ts'
import type { Stroke } from './streamlines.ts'
import type { RoadClass } from './town.ts'

export interface Crossing {
  readonly point: Point
  /** Indexes of links that meet here. */
  readonly links: number[]
}

/** A piece of street between two crossings. */
export interface Link {
  readonly from: number
  readonly to: number
  readonly line: readonly Point[]
  readonly class: RoadClass
  /** Index of the stroke that it belongs to. */
  readonly stroke: number
  readonly bridge: boolean
  readonly length: number
}

export interface Network {
  readonly crossings: readonly Crossing[]
  readonly links: readonly Link[]
}

const MERGE = 13

/** Strokes cut at their crossings into one connected planar network. */
export function makeNetwork(strokes: readonly Stroke[], water: (x: number, y: number) => number): Network {
  const lines = joinEnds(strokes, water)
  const cuts = cutPoints(lines, water)
  const { points, owner } = mergePoints(cuts)
  const links = makeLinks(strokes, lines, cuts, owner, points, water)
  return tidy(points, links)
}

interface Cut {
  readonly segment: number
  readonly t: number
  readonly point: Point
}

/** For each line the places where it is cut: ends, crossings, touching ends of others, bridge heads. */
function cutPoints(lines: readonly (readonly Point[])[], water: (x: number, y: number) => number): Cut[][] {
  const segments = segmentsOf(lines)
  const index = indexed(segments)
  const cuts: Cut[][] = lines.map((line) => [
    { segment: 0, t: 0, point: at(line, 0) },
    { segment: line.length - 2, t: 1, point: at(line, line.length - 1) },
  ])
  for (const s of segments) {
    const seen = new Set<Segment>()
    index.some(
      Math.min(s.a[0], s.b[0]) - 1,
      Math.min(s.a[1], s.b[1]) - 1,
      Math.max(s.a[0], s.b[0]) + 1,
      Math.max(s.a[1], s.b[1]) + 1,
      (o) => {
        if (seen.has(o) || o === s || (o.stroke === s.stroke && Math.abs(o.index - s.index) <= 1))
          return false
        seen.add(o)
        const hit = crossing(s.a, s.b, o.a, o.b)
        if (hit !== undefined)
          at(cuts, s.stroke).push({ segment: s.index, t: hit.t, point: lerp(s.a, s.b, hit.t) })
        // Ends that touch without crossing.
        for (const end of [o.index === 0 ? o.a : undefined, o.b]) {
          if (end === undefined || hit !== undefined) continue
          const t = projection(end, s.a, s.b)
          if (distance(lerp(s.a, s.b, t), end) < 0.3)
            at(cuts, s.stroke).push({ segment: s.index, t, point: end })
        }
        return false
      },
    )
    if (distance(s.a, s.b) > 20 && water(...lerp(s.a, s.b, 0.5)) < 0) {
      at(cuts, s.stroke).push({ segment: s.index, t: 0, point: s.a }, { segment: s.index, t: 1, point: s.b })
    }
  }
  for (const list of cuts) list.sort((p, q) => p.segment + p.t - q.segment - q.t)
  return cuts
}

/** Cuts closer than a few metres become one crossing. */
function mergePoints(cuts: readonly (readonly Cut[])[]): { points: Point[]; owner: number[][] } {
  const sums: { x: number; y: number; n: number }[] = []
  const index = placeIndex<number>(MERGE * 2)
  const owner = cuts.map((list) =>
    list.map((cut) => {
      let best = -1
      let nearest = MERGE
      index.some(
        cut.point[0] - MERGE,
        cut.point[1] - MERGE,
        cut.point[0] + MERGE,
        cut.point[1] + MERGE,
        (id) => {
          const sum = at(sums, id)
          const d = Math.hypot(sum.x / sum.n - cut.point[0], sum.y / sum.n - cut.point[1])
          if (d < nearest) {
            nearest = d
            best = id
          }
          return false
        },
      )
      if (best < 0) {
        best = sums.length
        sums.push({ x: 0, y: 0, n: 0 })
        index.put(best, ...cut.point, ...cut.point)
      }
      const sum = at(sums, best)
      sum.x += cut.point[0]
      sum.y += cut.point[1]
      sum.n += 1
      return best
    }),
  )
  return { points: sums.map((s): Point => [s.x / s.n, s.y / s.n]), owner }
}

function makeLinks(
  strokes: readonly Stroke[],
  lines: readonly (readonly Point[])[],
  cuts: readonly (readonly Cut[])[],
  owner: readonly (readonly number[])[],
  points: readonly Point[],
  water: (x: number, y: number) => number,
): Link[] {
  const links: Link[] = []
  const taken = new Map<string, number[]>()
  cuts.forEach((list, stroke) => {
    const line = at(lines, stroke)
    for (let i = 1; i < list.length; i += 1) {
      const from = at(at(owner, stroke), i - 1)
      const to = at(at(owner, stroke), i)
      if (from === to) continue
      const a = at(list, i - 1)
      const b = at(list, i)
      const middle = line.slice(a.segment + 1, b.segment + 1)
      const kept = middle.filter((p) => distance(p, at(points, from)) > 8 && distance(p, at(points, to)) > 8)
      const path = [at(points, from), ...kept, at(points, to)]
      const length = lengthOf(path)
      const key = from < to ? `${from}-${to}` : `${to}-${from}`
      const same = taken.get(key) ?? []
      if (same.some((other) => Math.abs(other - length) < 30)) continue
      taken.set(key, [...same, length])
      const half = lerp(at(path, 0), at(path, 1), 0.5)
      const bridge = path.length === 2 && water(...half) < 0
      links.push({ from, to, line: path, class: at(strokes, stroke).class, stroke, bridge, length })
    }
  })
  return links
}

/** Drops short stubs and whatever hangs apart from the main network, and numbers the rest anew. */
function tidy(points: readonly Point[], all: readonly Link[]): Network {
  let links = all.slice()
  for (let round = 0; round < 3; round += 1) {
    const degree = new Map<number, number>()
    for (const link of links) {
      degree.set(link.from, (degree.get(link.from) ?? 0) + 1)
      degree.set(link.to, (degree.get(link.to) ?? 0) + 1)
    }
    links = links.filter((l) => l.length > 38 || (degree.get(l.from) !== 1 && degree.get(l.to) !== 1))
  }
  const parent = points.map((_, i) => i)
  const root = (i: number): number => {
    let r = i
    while (parent[r] !== r) r = parent[r] ?? r
    parent[i] = r
    return r
  }
  for (const link of links) parent[root(link.from)] = root(link.to)
  const size = new Map<number, number>()
  for (const link of links) size.set(root(link.from), (size.get(root(link.from)) ?? 0) + 1)
  const main = [...size.entries()].sort((a, b) => b[1] - a[1])[0]?.[0]

  const renumbered = new Map<number, number>()
  const crossings: Crossing[] = []
  const number = (old: number): number => {
    let id = renumbered.get(old)
    if (id === undefined) {
      id = crossings.length
      renumbered.set(old, id)
      crossings.push({ point: at(points, old), links: [] })
    }
    return id
  }
  const kept: Link[] = []
  for (const link of links) {
    if (root(link.from) !== main) continue
    const from = number(link.from)
    const to = number(link.to)
    at(crossings, from).links.push(kept.length)
    at(crossings, to).links.push(kept.length)
    kept.push({ ...link, from, to })
  }
  return { crossings, links: kept }
}
