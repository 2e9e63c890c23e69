import type { Random } from '../random.ts'
import type { DirectionField } from './field.ts'
import { harbourAxes, type Layout } from './layout.ts'
import { fractal } from './noise.ts'
import { at, type Point, rounded } from './plane.ts'
import { drawStrokes, type Level, type Stroke } from './streamlines.ts'
import type { Terrain } from './terrain.ts'

/** All streets as strokes: the trunk road first, then main, collector and residential streets by zone. */
export function drawStreets(
  random: Random,
  terrain: Terrain,
  layout: Layout,
  field: DirectionField,
): Stroke[] {
  const k = terrain.scale
  const fixed = [...trunkRoads(terrain), ...quayStreets(terrain), ...riverStreets(terrain, layout)]
  const seed = random.int(1, 1e6)
  const out = (x: number, y: number): number => {
    const [a, o] = harbourAxes(terrain, x, y)
    return Math.abs(a + 20) < 300 && o > -40 && o < 120 ? -1 : 1
  }
  const levels: Level[] = [
    {
      class: 'primary',
      spacing: () => 560 * k ** 0.3,
      allowed: (x, y) => Math.min(layout.ground(x, y) - 22, layout.urban(x, y) + 0.12, out(x, y)),
      bridge: 120,
      shortest: 420,
      seeds: Math.round(60 * k * k),
      turn: 1.5,
    },
    {
      class: 'secondary',
      spacing: () => 290 * k ** 0.15,
      allowed: (x, y) => Math.min(layout.ground(x, y) - 20, layout.urban(x, y) + 0.03, out(x, y)),
      bridge: 0,
      shortest: 240,
      seeds: Math.round(160 * k * k),
      turn: 1.9,
    },
    {
      class: 'residential',
      spacing: (x, y, family) => SPACING[layout.zoneAt(x, y)][family],
      allowed: (x, y) => {
        const wedge = layout.fromBorder(x, y) - 16 + 60 * Math.max(0, layout.urban(x, y) - 0.42)
        const green = (Math.abs(fractal(seed, x / 1000, y / 1000, 2)) - (k < 1.3 ? 0.016 : 0.034)) * 900
        const finger = Math.hypot(x, y) < 700 ? 1 : green
        return Math.min(layout.ground(x, y) - 16, layout.urban(x, y), wedge, finger, out(x, y))
      },
      bridge: 0,
      shortest: 70,
      seeds: Math.round(1500 * k * k),
      turn: 3.2,
    },
  ]
  return drawStrokes(random, field, terrain.land, layout.area, fixed, levels)
}

const SPACING = {
  centre: [80, 98],
  flats: [112, 190],
  rows: [78, 165],
  villas: [70, 190],
  industry: [110, 150],
  rural: [0, 0],
} as const

/** The E-road from the valley past the centre and on along the western shore, and a trunk road to the east. */
function trunkRoads(terrain: Terrain): Stroke[] {
  const k = terrain.scale
  const side = (y: number, metres: number): Point => {
    return [riverAt(terrain, y)[0] + metres, y]
  }
  const offset = -190 * k ** 0.5
  const valley: Point[] = []
  for (let v = -4300; v <= -760; v += 240) {
    const near = [-120, -60, 0, 60, 120].map((d) => side((v + d) * k, 0)[0])
    const mean = near.reduce((sum, x) => sum + x, 0) / near.length
    let x = mean * 0.75 + 150 * k * 0.25 + offset
    for (const d of [-60, 0, 60]) while (terrain.eastOfRiver(x, (v + d) * k) > -75 * k ** 0.4) x -= 10
    valley.push([x, v * k])
  }
  const shoreAt = (u: number, inland: number): Point => {
    let y = 1500 * k
    while (y > -1500 * k && Math.min(terrain.broad(u * k, y) / k, terrain.land(u * k, y)) < inland) y -= 12
    return [u * k, y]
  }
  const west: Point[] = []
  for (let u = -820; u >= -4200; u -= 260) west.push(shoreAt(u, 210 + 60 * Math.sin(u / 300)))
  const east: Point[] = []
  for (let u = 900; u <= 3400; u += 260) east.push(shoreAt(u, 230 + 50 * Math.sin(u / 270)))
  const trunk = [...valley, [-330 * k ** 0.7, -520 * k], [-560 * k, -340 * k] as Point, ...west] as Point[]
  const branch = [
    at(trunk, valley.length),
    [40 * k, -470 * k] as Point,
    [330 * k, -430 * k] as Point,
    [620 * k, -220 * k] as Point,
    ...east,
  ]
  return [
    { class: 'trunk', family: 0, line: rounded(trunk, 4), name: 'Europavegen' },
    { class: 'primary', family: 0, line: rounded(branch, 4), name: 'Fjordvegen' },
  ]
}

/** The street along the quay and the two that lead out on the piers. */
function quayStreets(terrain: Terrain): Stroke[] {
  const place = terrain.harbour.place
  return [
    {
      class: 'secondary',
      family: 0,
      line: [place(-285, -34), place(-210, -38), place(-100, -38), place(100, -38), place(236, -38)],
      name: 'Strandgata',
    },
  ]
}

/** A street on each bank through the town, and the bridges between them. */
function riverStreets(terrain: Terrain, layout: Layout): Stroke[] {
  const k = terrain.scale
  const small = k ** 0.4
  const bank = (low: number, high: number, aside: number): Point[] =>
    terrain.river
      .filter((p, i) => p[1] < high && p[1] > low && i % 2 === 0)
      .map((p): Point => [p[0] + aside, p[1]])
  const streets: Stroke[] = [
    { class: 'residential', family: 1, line: bank(-600 * k, -75 * small, -46 * small), name: 'Elvegata' },
    {
      class: 'residential',
      family: 1,
      line: bank(-690 * k, -20 * small, 47 * small),
      name: 'Østre Elvebredd',
    },
  ]
  const [cos, sin] = [Math.cos(terrain.harbour.angle), Math.sin(terrain.harbour.angle)]
  const start = terrain.harbour.place(-190, -212)
  const middle: Point[] = []
  for (
    let m = 0;
    m < 2000 && (middle.length < 3 || terrain.eastOfRiver(...at(middle, middle.length - 1)) < 150 * small);
    m += 30
  ) {
    middle.push([start[0] + cos * m, start[1] + sin * m])
  }
  streets.push({ class: 'secondary', family: 0, line: bridged(middle, terrain), name: 'Brugata' })
  for (let y = -1010 * k; y > -1900 * k; y -= 700) {
    const [x] = riverAt(terrain, y)
    if (layout.urban(x - 200, y) < 0.1 || layout.urban(x + 200, y) < 0.1) continue
    const across: Point[] = []
    for (let m = -170 * small; m <= 150 * small; m += 20) across.push([x + m, y + m * 0.12])
    streets.push({ class: 'secondary', family: 0, line: bridged(across, terrain) })
  }
  return streets
}

function riverAt(terrain: Terrain, y: number): Point {
  return terrain.river.reduce((best, p) => (Math.abs(p[1] - y) < Math.abs(best[1] - y) ? p : best))
}

/** Leaves out the points over water, so that a bridge is one straight span. */
function bridged(line: readonly Point[], terrain: Terrain): Point[] {
  return line.filter((p) => terrain.land(...p) > 9)
}
