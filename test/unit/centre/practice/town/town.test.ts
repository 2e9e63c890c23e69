import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeTown } from '../../../../../src-centre/practice/town/make-town.ts'
import { inside, type Point } from '../../../../../src-centre/practice/town/plane.ts'
import { toMetres } from '../../../../../src-centre/practice/town/projection.ts'
import { placeIndex } from '../../../../../src-centre/practice/town/raster.ts'
import { boxOf, HALF_WIDTH, nearer, ringToSegment } from '../../../../../src-centre/practice/town/site.ts'
import type { LonLat, Ring, Town } from '../../../../../src-centre/practice/town/town.ts'
import { townMap } from '../../../../../src-centre/practice/town/town-map.ts'
import { nearestNode, travelTimes } from '../../../../../src-centre/practice/town/travel.ts'

const hash = (town: Town): string => createHash('sha256').update(JSON.stringify(town)).digest('hex')

const open = (ring: Ring): Point[] => ring.slice(0, -1).map(toMetres)

/** Pulled in by the rounding of coordinates, about 0.1 m, twice: houses wall to wall do not count as overlapping. */
function pulledIn(ring: Point[]): Point[] {
  const x = ring.reduce((sum, p) => sum + p[0], 0) / ring.length
  const y = ring.reduce((sum, p) => sum + p[1], 0) / ring.length
  return ring.map((p) => {
    const far = Math.hypot(p[0] - x, p[1] - y) || 1
    const keep = Math.max(0, far - 0.3) / far
    return [x + (p[0] - x) * keep, y + (p[1] - y) * keep]
  })
}

const towns = [7, 20].map((seed): [number, Town] => [seed, makeTown({ seed, residents: 2000 })])

describe('one seed', () => {
  it('gives the same town to the byte, another seed another town', { timeout: 120_000 }, () => {
    const [first, again, other] = [7, 7, 8].map((seed) => hash(makeTown({ seed, residents: 300 })))
    expect(again).toBe(first)
    expect(other).not.toBe(first)
  })
})

describe.each(towns)('Fjordvik from seed %i', (_seed, town) => {
  it('is the size of a small town with a home for each resident', () => {
    expect(town.buildings.length).toBeGreaterThan(1800)
    expect(town.buildings.length).toBeLessThan(3000)
    expect(town.dwellings.length).toBeGreaterThan(2000)
  })

  it('has no building that overlaps another', () => {
    const index = placeIndex<{ id: string; ring: Point[] }>(60)
    const clashes: string[] = []
    for (const building of town.buildings) {
      const ring = pulledIn(open(building.footprint))
      const box = boxOf(ring)
      index.some(...box, (other) => {
        if (nearer(ring, other.ring, 0)) clashes.push(`${building.id} ${other.id}`)
        return false
      })
      index.put({ id: building.id, ring }, ...box)
    }
    expect(clashes).toEqual([])
  })

  it('has no building on a road', () => {
    const index = placeIndex<{ a: Point; b: Point; half: number; name: string }>(60)
    for (const road of town.roads) {
      const line = road.line.map(toMetres)
      line.slice(1).forEach((b, i) => {
        const a = line[i] as Point
        index.put({ a, b, half: HALF_WIDTH[road.class], name: road.name }, ...boxOf([a, b]))
      })
    }
    const clashes: string[] = []
    for (const building of town.buildings) {
      const ring = open(building.footprint)
      const [minX, minY, maxX, maxY] = boxOf(ring)
      index.some(minX - 8, minY - 8, maxX + 8, maxY + 8, (s) => {
        if (ringToSegment(ring, s.a, s.b) < s.half - 0.2)
          clashes.push(`${building.street} ${building.number} on ${s.name}`)
        return false
      })
    }
    expect(clashes).toEqual([])
  })

  it('has no building in the water', () => {
    const water = town.water.filter((w) => w.depth === 'shallow').map((w) => w.polygon.map(open))
    const wet = town.buildings.filter((building) =>
      open(building.footprint).some((p) =>
        water.some(
          ([outer, ...holes]) =>
            outer !== undefined && inside(outer, p) && !holes.some((hole) => inside(hole, p)),
        ),
      ),
    )
    expect(wet.map((b) => `${b.kind} ${b.street} ${b.number}`)).toEqual([])
  })

  it('lets the fire brigade reach every home', () => {
    const fire = town.stations.find((station) => station.kind === 'fire')
    expect(fire).toBeDefined()
    const { nodes } = town.graph
    const seconds = travelTimes(
      town.graph,
      fire?.node ?? 0,
      nodes.map((_, i) => i),
    )
    expect(seconds.every(Number.isFinite)).toBe(true)
    const far = new Set<string>()
    const seen = new Map<string, number>()
    for (const { entrance, street, number } of town.dwellings) {
      const key = entrance.join()
      if (seen.has(key)) continue
      const node = nodes[nearestNode(town.graph, entrance)]
      const [x, y] = toMetres(entrance)
      const metres = node === undefined ? Number.POSITIVE_INFINITY : Math.hypot(node.x - x, node.y - y)
      seen.set(key, metres)
      if (metres > 110) far.add(`${street} ${number}: ${Math.round(metres)} m`)
    }
    expect([...far]).toEqual([])
  })

  it('names every street once', () => {
    const streets = new Map<string, Set<string>>()
    for (const edge of town.graph.edges)
      streets.set(edge.road, (streets.get(edge.road) ?? new Set()).add(edge.road))
    const lines = town.roads.filter(
      (road) => road.class !== 'path' && road.class !== 'service' && road.bridge !== true,
    )
    expect(lines.every((road) => road.name.length > 2)).toBe(true)
    // Pieces of one name hang together: each has an end in common with another, or is cut by a bridge.
    for (const name of streets.keys()) {
      const own = town.roads.filter((road) => road.name === name)
      const ends = own
        .flatMap((road) => [road.line[0], road.line[road.line.length - 1]] as LonLat[])
        .map((p) => p.join())
      const loose = ends.filter((end) => ends.filter((other) => other === end).length === 1)
      expect({ name, loose: loose.length <= 2 }).toEqual({ name, loose: true })
    }
  })

  it('numbers houses odd and even by side, once each', () => {
    const doors = town.buildings.flatMap((b) => b.entrances.map((e) => `${b.street} ${e.number}`))
    expect(doors.length).toBe(new Set(doors).size)
    expect(town.buildings.every((b) => /^\d+[A-Z]?$/.test(b.number))).toBe(true)
  })

  it('numbers flats as Norway does', () => {
    const flats = town.dwellings.flatMap((d) => (d.flat === undefined ? [] : [d.flat]))
    expect(flats.length).toBeGreaterThan(1000)
    for (const flat of flats) {
      expect(flat.code).toMatch(/^H\d{4}$/)
      expect(flat.code).toBe(`H${flat.label.padStart(4, '0')}`)
      expect(Number(flat.code.slice(1, 3))).toBe(flat.floor)
    }
    const homes = town.dwellings.map((d) => `${d.street} ${d.number} ${d.flat?.code}`)
    expect(homes.length).toBe(new Set(homes).size)
  })

  it('has a patrol base in the centre and others, a fire station, a hospital and a care home', () => {
    const kinds = town.stations.map((station) => station.kind)
    expect(kinds.filter((kind) => kind === 'patrol').length).toBeGreaterThan(1)
    expect(kinds).toContain('fire')
    expect(kinds).toContain('hospital')
    expect(town.buildings.some((b) => b.kind === 'carehome')).toBe(true)
  })

  it('fits a map below 3 MB', () => {
    expect(JSON.stringify(townMap(town)).length).toBeLessThan(3_000_000)
  })
})
