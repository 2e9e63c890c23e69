import type { Random } from '../random.ts'
import { contour } from './contour.ts'
import type { Side } from './faces.ts'
import { harbourAxes, type Layout } from './layout.ts'
import { fractal } from './noise.ts'
import { alongSide } from './perimeter.ts'
import {
  alongLine,
  at,
  cross,
  distance,
  lengthOf,
  lerp,
  moved,
  type Point,
  projection,
  sub,
  unit,
} from './plane.ts'
import { type Ground, rectangle } from './plots.ts'
import { placeIndex } from './raster.ts'
import type { Terrain } from './terrain.ts'

/** A narrow jetty on piles: an open ring over the water. */
export type Jetty = readonly Point[]

/** Boathouses in clusters along the shore where a street is near, jetties before some of them, and the marina. */
export function buildShore(random: Random, ground: Ground, terrain: Terrain, layout: Layout): Jetty[] {
  const jetties: Jetty[] = [...marina(terrain)]
  const nearest = nearestSide(ground)
  const area = { ...layout.area, maxY: layout.area.maxY + 300 }
  for (const { outer } of contour((x, y) => terrain.land(x, y) - 3, {
    area,
    step: 9,
    tolerance: 0.5,
    smallest: 20_000,
    steepness: 2.4,
  })) {
    const line = [...outer, at(outer, 0)]
    const length = lengthOf(line)
    for (let m = 0; m < length; m += random.between(9, 13)) {
      const { point, direction } = alongLine(line, m)
      const [a, o] = harbourAxes(terrain, ...point)
      const wild = Math.abs(a) > 310 || o > 260 || o < -300
      const inBay = fractal(417, point[0] / 130, point[1] / 130, 2) > 0.17
      const salt = Math.abs(terrain.eastOfRiver(...point)) > 70 || point[1] > 200
      if (!wild || !inBay || !salt || layout.urban(...point) < -0.35) continue
      const home = nearest(point, 150)
      if (home === undefined) continue
      // The shore has land on its left: walking along it, the water is to the right.
      const width = random.between(4.5, 7)
      const ring = rectangle(moved(point, direction, 0, 0.6), direction, 0, 0, width, random.between(7, 10))
      const door = lerp(at(ring, 2), at(ring, 3), 0.5)
      const frontage = ground.addresses.frontage(home, alongSide(ground, home, door))
      const built = ground.site.build(
        { kind: 'boathouse', ring, frontage, floors: 1, doors: [door], perFloor: 0 },
        1.5,
        4,
      )
      if (built && random.chance(0.16))
        jetties.push(rectangle(point, direction, 0, -random.between(16, 26), 2.2, 24))
    }
  }
  return jetties
}

/** Floating jetties in the basin. */
function marina(terrain: Terrain): Jetty[] {
  const place = terrain.harbour.place
  const bar = (a0: number, a1: number, o0: number, o1: number): Jetty => [
    place(a0, o0),
    place(a1, o0),
    place(a1, o1),
    place(a0, o1),
  ]
  const jetties: Jetty[] = []
  for (const a of [-112, -86, -60, -34]) {
    jetties.push(bar(a - 1.2, a + 1.2, -2, 62))
    for (let o = 12; o < 60; o += 9) jetties.push(bar(a - 8, a + 8, o, o + 0.7))
  }
  return jetties
}

/** The street side nearest to a place, facing it. */
function nearestSide(ground: Ground): (p: Point, reach: number) => Side | undefined {
  const index = placeIndex<{ link: number; a: Point; b: Point }>(80)
  ground.network.links.forEach((link, i) => {
    if (link.bridge || link.class === 'trunk') return
    for (let n = 1; n < link.line.length; n += 1) {
      const a = at(link.line, n - 1)
      const b = at(link.line, n)
      index.put(
        { link: i, a, b },
        Math.min(a[0], b[0]),
        Math.min(a[1], b[1]),
        Math.max(a[0], b[0]),
        Math.max(a[1], b[1]),
      )
    }
  })
  return (p, reach) => {
    let best: Side | undefined
    let near = reach
    index.some(p[0] - reach, p[1] - reach, p[0] + reach, p[1] + reach, ({ link, a, b }) => {
      const d = distance(p, lerp(a, b, projection(p, a, b)))
      if (d < near) {
        near = d
        best = { link, forward: cross(unit(sub(b, a)), sub(p, a)) > 0 }
      }
      return false
    })
    return best
  }
}
