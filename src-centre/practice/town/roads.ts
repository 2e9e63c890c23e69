import type { Addresses } from './addresses.ts'
import type { Network } from './network.ts'
import { alongLine, at, lengthOf, type Point } from './plane.ts'
import { toLonLat } from './projection.ts'
import type { Lane } from './site.ts'
import type { Road, RoadClass } from './town.ts'
import type { TravelEdge, TravelGraph } from './travel.ts'

/** km/h that an ambulance-minded patrol car holds on average, stops included. */
const SPEED: Record<RoadClass, number> = {
  trunk: 68,
  primary: 48,
  secondary: 40,
  residential: 27,
  service: 15,
  path: 5,
}

/** Each street as one line, cut only at its bridges. */
export function roadsOf(network: Network, addresses: Addresses, lanes: readonly Lane[]): Road[] {
  const roads: Road[] = []
  for (const street of addresses.streets) {
    let line: Point[] = []
    let bridge = false
    const flush = (): void => {
      if (line.length < 2) return
      const id = `road-${roads.length + 1}`
      const road = { id, name: street.name, class: street.class, line: line.map(toLonLat) }
      roads.push(bridge ? { ...road, bridge: true } : road)
    }
    const ordered = street.links.map((i) => at(network.links, i))
    const first = ordered[0]
    const second = ordered[1]
    const backward =
      first !== undefined && second !== undefined && (first.from === second.to || first.from === second.from)
    for (const link of ordered) {
      const path = backward ? link.line.slice().reverse() : link.line
      if (line.length > 0 && link.bridge !== bridge) {
        flush()
        line = []
      }
      bridge = link.bridge
      line.push(...(line.length === 0 ? path : path.slice(1)))
    }
    flush()
  }
  for (const lane of lanes) {
    roads.push({
      id: `road-${roads.length + 1}`,
      name: lane.name,
      class: lane.class,
      line: lane.line.map(toLonLat),
    })
  }
  return roads
}

/** Longest edge of the travel graph in metres, so that every street door has a node near by. */
const LONGEST = 70

/** Seconds lost at a junction. */
const JUNCTION = 2

export function travelGraphOf(network: Network, addresses: Addresses): TravelGraph {
  const points: Point[] = network.crossings.map(({ point }) => point)
  const edges: TravelEdge[] = []
  network.links.forEach((link, i) => {
    const speed = SPEED[link.class]
    const road = at(addresses.streets, at(addresses.streetOf, i)).name
    const pieces = Math.max(1, Math.ceil(link.length / LONGEST))
    let from = link.from
    for (let n = 1; n <= pieces; n += 1) {
      const to = n === pieces ? link.to : points.length
      const piece = pieceOf(link.line, (link.length * (n - 1)) / pieces, (link.length * n) / pieces)
      if (to === points.length) points.push(at(piece, piece.length - 1))
      const line = piece.map(toLonLat)
      const metres = lengthOf(piece)
      const shared = { metres, speed, seconds: (metres * 3.6) / speed + JUNCTION / pieces, road }
      edges.push(
        { ...shared, from, to, line },
        { ...shared, from: to, to: from, line: line.slice().reverse() },
      )
      from = to
    }
  })
  const nodes = points.map((point) => {
    const [lon, lat] = toLonLat(point)
    return { lon, lat, x: point[0], y: point[1] }
  })
  const leaving: number[][] = nodes.map(() => [])
  edges.forEach((edge, i) => {
    at(leaving, edge.from).push(i)
  })
  return { nodes, edges, leaving }
}

function pieceOf(line: readonly Point[], start: number, end: number): Point[] {
  const piece: Point[] = [alongLine(line, start).point]
  let metres = 0
  for (let i = 1; i < line.length - 1; i += 1) {
    metres += Math.hypot(at(line, i)[0] - at(line, i - 1)[0], at(line, i)[1] - at(line, i - 1)[1])
    if (metres > start + 0.5 && metres < end - 0.5) piece.push(at(line, i))
  }
  return [...piece, alongLine(line, end).point]
}
