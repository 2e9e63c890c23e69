import type { Addresses } from './addresses.ts'
import type { Network } from './network.ts'
import { at, type Point } from './plane.ts'
import { toLonLat } from './projection.ts'
import type { Lane } from './site.ts'
import type { Road, RoadClass } from './town.ts'
import type { TravelEdge, TravelGraph } from './travel.ts'

/** km/h that an ambulance-minded patrol car holds on average, stops included. */
const SPEED: Record<RoadClass, number> = { trunk: 68, primary: 48, secondary: 40, residential: 27, service: 15, path: 5 }

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
    const backward = first !== undefined && second !== undefined && (first.from === second.to || first.from === second.from)
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
    roads.push({ id: `road-${roads.length + 1}`, name: lane.name, class: lane.class, line: lane.line.map(toLonLat) })
  }
  return roads
}

export function travelGraphOf(network: Network, addresses: Addresses): TravelGraph {
  const nodes = network.crossings.map(({ point }) => {
    const [lon, lat] = toLonLat(point)
    return { lon, lat, x: point[0], y: point[1] }
  })
  const leaving: number[][] = nodes.map(() => [])
  const edges: TravelEdge[] = []
  network.links.forEach((link, i) => {
    const speed = SPEED[link.class]
    const line = link.line.map(toLonLat)
    const road = at(addresses.streets, at(addresses.streetOf, i)).name
    const shared = { metres: link.length, speed, seconds: (link.length * 3.6) / speed + 2, road }
    at(leaving, link.from).push(edges.length)
    edges.push({ ...shared, from: link.from, to: link.to, line })
    at(leaving, link.to).push(edges.length)
    edges.push({ ...shared, from: link.to, to: link.from, line: line.slice().reverse() })
  })
  return { nodes, edges, leaving }
}
