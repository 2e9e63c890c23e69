import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeTown } from '../../../../../src-centre/practice/town/make-town.ts'
import {
  alongRoute,
  nearestNode,
  route,
  travelTimes,
} from '../../../../../src-centre/practice/town/travel.ts'

const town = makeTown({ seed: 3, residents: 600 })
const { graph } = town
const node = fc.nat({ max: graph.nodes.length - 1 })

describe('travel times', () => {
  it('are the same both ways', () => {
    fc.assert(
      fc.property(node, node, (a, b) => {
        const [there] = travelTimes(graph, a, [b])
        const [back] = travelTimes(graph, b, [a])
        expect(there).toBeCloseTo(back ?? 0, 6)
      }),
    )
  })
  it('are never longer than a way round', () => {
    fc.assert(
      fc.property(node, node, node, (a, b, c) => {
        const [ab = 0, ac = 0] = travelTimes(graph, a, [b, c])
        const [bc = 0] = travelTimes(graph, b, [c])
        expect(ac).toBeLessThanOrEqual(ab + bc + 1e-6)
      }),
    )
  })
  it('are never faster than the trunk road as the crow flies', () => {
    fc.assert(
      fc.property(node, node, (a, b) => {
        const [p, q] = [graph.nodes[a], graph.nodes[b]]
        if (p === undefined || q === undefined) return
        const [seconds = 0] = travelTimes(graph, a, [b])
        expect(seconds).toBeGreaterThanOrEqual((Math.hypot(p.x - q.x, p.y - q.y) * 3.6) / 70 - 0.1)
      }),
    )
  })
})

describe('a route', () => {
  it('takes as long as the travel time and ends where it should', () => {
    fc.assert(
      fc.property(node, node, (a, b) => {
        const way = route(graph, a, b)
        const [seconds] = travelTimes(graph, a, [b])
        expect(way?.seconds).toBeCloseTo(seconds ?? 0, 6)
        if (way === undefined) return
        expect(nearestNode(graph, alongRoute(way, 0))).toBe(a)
        expect(nearestNode(graph, alongRoute(way, way.seconds + 5))).toBe(b)
        expect(way.times.every((time, i) => i === 0 || time >= (way.times[i - 1] ?? 0))).toBe(true)
      }),
    )
  })
})
