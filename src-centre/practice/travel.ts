import type { Position } from '../../src-domain/ids.ts'
import type { Travel } from '../practice-port.ts'
import type { Town } from './town/town.ts'
import { nearestNode, route } from './town/travel.ts'

/** By the same roads and speeds on which the practice patrols drive. Parked cars are asked for often: nodes are kept. */
export const makeTravel = (town: Town): Travel => {
  const nodes = new Map<string, number>()
  const nodeAt = (place: Position): number => {
    const key = place.join()
    const known = nodes.get(key)
    if (known !== undefined) return known
    if (nodes.size > 5_000) nodes.clear()
    const node = nearestNode(town.graph, place)
    nodes.set(key, node)
    return node
  }
  return (entrance, units) => {
    const home = nodeAt(entrance)
    return units
      .flatMap(({ unitId, position }) => {
        const way = route(town.graph, nodeAt(position), home)
        return way ? [{ unitId, seconds: Math.round(way.seconds), metres: Math.round(way.metres) }] : []
      })
      .toSorted((a, b) => a.seconds - b.seconds)
  }
}
