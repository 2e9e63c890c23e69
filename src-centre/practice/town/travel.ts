import type { Position as LonLat } from '../../../src-domain/ids.ts'
import { type PlaceIndex, placeIndex } from './raster.ts'

export interface TravelNode {
  readonly lon: number
  readonly lat: number
  /** Local metres east and north. */
  readonly x: number
  readonly y: number
}

export interface TravelEdge {
  readonly from: number
  readonly to: number
  readonly metres: number
  /** km/h. */
  readonly speed: number
  readonly seconds: number
  readonly road: string
  readonly line: readonly LonLat[]
}

/** What a car can drive. Every edge exists in both directions. */
export interface TravelGraph {
  readonly nodes: readonly TravelNode[]
  readonly edges: readonly TravelEdge[]
  /** Indexes of the edges that leave each node. */
  readonly leaving: readonly (readonly number[])[]
}

export interface Route {
  readonly seconds: number
  readonly metres: number
  readonly line: readonly LonLat[]
  /** Seconds from the start at each point of the line. */
  readonly times: readonly number[]
}

/** Seconds from one node to each of the others asked for; `Infinity` where no road leads. Dijkstra, one pass. */
export function travelTimes(graph: TravelGraph, from: number, to: readonly number[]): number[] {
  const wanted = new Set(to)
  const { seconds } = search(graph, from, (node) => {
    wanted.delete(node)
    return wanted.size === 0
  })
  return to.map((node) => seconds[node] ?? Number.POSITIVE_INFINITY)
}

/** The fastest way, or undefined where no road leads. */
export function route(graph: TravelGraph, from: number, to: number): Route | undefined {
  const { seconds, arrivedBy } = search(graph, from, (node) => node === to)
  const total = seconds[to] ?? Number.POSITIVE_INFINITY
  if (total === Number.POSITIVE_INFINITY) return undefined
  const path: TravelEdge[] = []
  for (let node = to; node !== from; ) {
    const edge = graph.edges[arrivedBy[node] ?? -1]
    if (edge === undefined) return undefined
    path.push(edge)
    node = edge.from
  }
  path.reverse()
  const start = graph.nodes[from]
  const line: LonLat[] = start === undefined ? [] : [[start.lon, start.lat]]
  const times: number[] = [0]
  let metres = 0
  let clock = 0
  for (const edge of path) {
    const steps = edge.line.slice(1).map((point, i) => degreesBetween(edge.line[i] ?? point, point))
    const whole = steps.reduce((sum, step) => sum + step, 0)
    steps.forEach((step, i) => {
      clock += whole === 0 ? 0 : (edge.seconds * step) / whole
      line.push(edge.line[i + 1] as LonLat)
      times.push(clock)
    })
    metres += edge.metres
  }
  return { seconds: total, metres, line, times }
}

/** Where somebody is who set out that many seconds ago; clamped to the route's ends. */
export function alongRoute(way: Route, seconds: number): LonLat {
  const last = way.line.length - 1
  let low = 0
  let high = last
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((way.times[middle] ?? 0) <= seconds) low = middle
    else high = middle
  }
  const a = way.line[low] ?? [0, 0]
  const b = way.line[high] ?? a
  const before = way.times[low] ?? 0
  const after = way.times[high] ?? before
  const t = after <= before ? 0 : Math.max(0, Math.min(1, (seconds - before) / (after - before)))
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
}

/** Index of the node nearest to a place, as the crow flies; 0 when the graph has no nodes. */
export function nearestNode(graph: TravelGraph, place: LonLat): number {
  const first = graph.nodes[0]
  if (first === undefined) return 0
  const shrink = Math.cos((first.lat * Math.PI) / 180)
  const index = nodeIndex(graph, first, shrink)
  const x = (place[0] - first.lon) * shrink
  const y = place[1] - first.lat
  for (let reach = CELL; reach < 1; reach *= 3) {
    let best = -1
    let nearest = reach
    index.some(x - reach, y - reach, x + reach, y + reach, (i) => {
      const node = graph.nodes[i] as TravelNode
      const d = Math.hypot((node.lon - first.lon) * shrink - x, node.lat - first.lat - y)
      if (d < nearest || (d === nearest && i < best)) {
        nearest = d
        best = i
      }
      return false
    })
    if (best >= 0) return best
  }
  return 0
}

/** Degrees of latitude, about 170 m. */
const CELL = 0.0015

const indexes = new WeakMap<TravelGraph, PlaceIndex<number>>()

/** Built at the first question and kept for as long as the graph lives: a graph never changes. */
function nodeIndex(graph: TravelGraph, first: TravelNode, shrink: number): PlaceIndex<number> {
  const known = indexes.get(graph)
  if (known !== undefined) return known
  const index = placeIndex<number>(CELL)
  graph.nodes.forEach((node, i) => {
    const x = (node.lon - first.lon) * shrink
    const y = node.lat - first.lat
    index.put(i, x, y, x, y)
  })
  indexes.set(graph, index)
  return index
}

function degreesBetween(a: LonLat, b: LonLat): number {
  return Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1])
}

function search(
  graph: TravelGraph,
  from: number,
  done: (node: number) => boolean,
): { seconds: Float64Array; arrivedBy: Int32Array } {
  const seconds = new Float64Array(graph.nodes.length).fill(Number.POSITIVE_INFINITY)
  const arrivedBy = new Int32Array(graph.nodes.length).fill(-1)
  const settled = new Uint8Array(graph.nodes.length)
  const heap = timeHeap()
  seconds[from] = 0
  heap.push(0, from)
  for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
    if (settled[node] === 1) continue
    settled[node] = 1
    if (done(node)) break
    const here = seconds[node] ?? 0
    for (const index of graph.leaving[node] ?? []) {
      const edge = graph.edges[index]
      if (edge === undefined) continue
      const there = here + edge.seconds
      if (there < (seconds[edge.to] ?? 0)) {
        seconds[edge.to] = there
        arrivedBy[edge.to] = index
        heap.push(there, edge.to)
      }
    }
  }
  return { seconds, arrivedBy }
}

/** A binary heap of nodes, earliest first. */
function timeHeap() {
  const times: number[] = []
  const nodes: number[] = []
  const before = (i: number, j: number): boolean => (times[i] as number) < (times[j] as number)
  const swap = (i: number, j: number): void => {
    const time = times[i] as number
    const node = nodes[i] as number
    times[i] = times[j] as number
    nodes[i] = nodes[j] as number
    times[j] = time
    nodes[j] = node
  }
  return {
    push(time: number, node: number): void {
      let i = times.push(time) - 1
      nodes.push(node)
      for (let up = (i - 1) >> 1; i > 0 && before(i, up); i = up, up = (i - 1) >> 1) swap(i, up)
    },
    pop(): number | undefined {
      if (times.length === 0) return undefined
      swap(0, times.length - 1)
      times.pop()
      const node = nodes.pop()
      for (let i = 0; ; ) {
        let least = i
        for (const child of [2 * i + 1, 2 * i + 2])
          if (child < times.length && before(child, least)) least = child
        if (least === i) return node
        swap(i, least)
        i = least
      }
    },
  }
}
