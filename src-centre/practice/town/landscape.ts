import { type Area, contour, type Shape } from './contour.ts'
import type { Face } from './faces.ts'
import { harbourAxes } from './layout.ts'
import { fractal, ramp } from './noise.ts'
import { alongLine, at, lengthOf, type Point } from './plane.ts'
import { rastered } from './raster.ts'
import { boxOf } from './site.ts'
import type { Terrain } from './terrain.ts'
import type { LandcoverKind, WaterDepth } from './town.ts'

export interface Patch {
  readonly kind: LandcoverKind
  readonly height: number
  readonly shape: Shape
}

/** Fjord, islands' outlines and river in one; two deeper bands on top. */
export function waterShapes(terrain: Terrain, area: Area): { depth: WaterDepth; shape: Shape }[] {
  const step = 7 * terrain.scale ** 0.5
  const bands: [WaterDepth, number, number, number][] = [
    ['shallow', 0, step, 0.9],
    ['middle', 60, step * 3, 2.5],
    ['deep', 240, step * 5, 4],
  ]
  return bands.flatMap(([depth, from, grid, tolerance]) => {
    const field = (x: number, y: number): number => -terrain.land(x, y) - from
    const shapes = contour(field, {
      area,
      step: grid,
      tolerance,
      smallest: 14 * grid * grid,
      ...(depth === 'shallow' ? { steepness: 2.4 } : {}),
    })
    return shapes.map((shape) => ({ depth, shape }))
  })
}

export function landPatches(
  seed: number,
  terrain: Terrain,
  area: Area,
  urban: (x: number, y: number) => number,
  built: readonly (readonly Point[])[],
  roads: readonly (readonly Point[])[],
): Patch[] {
  const k = terrain.scale
  const patches: Patch[] = []
  const put = (kind: LandcoverKind, height: number, shapes: readonly Shape[]): void => {
    for (const shape of shapes) patches.push({ kind, height, shape })
  }
  const coarse = 34 * k ** 0.6
  const height = rastered(terrain.height, area, 45 * k ** 0.6)
  for (let level = 30; level <= 390; level += 30) {
    put(
      'upland',
      level,
      contour((x, y) => height(x, y) - level, { area, step: coarse * 1.2, tolerance: 3, smallest: 9000 }),
    )
  }
  const toBuilding = distanceField(area, 16 * k ** 0.3, 90, built)
  const toRoad = distanceField(area, 16 * k ** 0.3, 90, roads)
  const open = (x: number, y: number): number => Math.min(toBuilding(x, y) - 20, toRoad(x, y) - 11)
  const land = rastered(terrain.land, area, 24 * k ** 0.5)
  const near = (x: number, y: number): number => Math.min(open(x, y), land(x, y) - 9, 330 - height(x, y))
  const wood = (x: number, y: number): number =>
    fractal(seed + 71, x / 420, y / 420, 4) * 330 +
    ramp(14, 80, height(x, y)) * 150 -
    ramp(170, 330, height(x, y)) * 200 -
    40
  const tilled = (x: number, y: number): number =>
    -wood(x, y) -
    12 -
    60 * ramp(18, 45, height(x, y)) +
    40 * Math.abs(fractal(seed + 72, x / 160, y / 160, 2)) -
    12
  const fine = { area, step: 22 * k ** 0.5, tolerance: 2.2, smallest: 1400 }
  put(
    'forest',
    0,
    contour((x, y) => unless(near(x, y), () => wood(x, y)), fine),
  )
  put(
    'field',
    0,
    contour(
      (x, y) =>
        unless(Math.min(toBuilding(x, y) - 26, toRoad(x, y) - 8, land(x, y) - 16, 55 - height(x, y)), () =>
          tilled(x, y),
        ),
      { ...fine, smallest: 4000 },
    ),
  )
  const leftOver = (x: number, y: number): number =>
    unless(Math.min(toBuilding(x, y) - 17, toRoad(x, y) - 7, urban(x, y) * 500), () =>
      Math.min(land(x, y) - 6, -wood(x, y)),
    )
  put('meadow', 0, contour(leftOver, { ...fine, step: 15 * k ** 0.5, smallest: 1600 }))
  put(
    'built',
    0,
    contour((x, y) => unless(30 - toBuilding(x, y), () => terrain.land(x, y) - 1), {
      ...fine,
      step: 16 * k ** 0.4,
      smallest: 11_000,
    }),
  )
  const bank = (x: number, y: number): number => {
    const edge = Math.min(
      38 - Math.abs(Math.abs(terrain.eastOfRiver(x, y)) - 22),
      (urban(x, y) - 0.02) * 300,
      -40 - y,
    )
    return unless(edge, () => Math.min(toBuilding(x, y) - 13, toRoad(x, y) - 7, terrain.land(x, y)))
  }
  put('park', 0, contour(bank, { area, step: 11 * k ** 0.4, tolerance: 1.2, smallest: 1200 }))
  put('quay', 0, quays(terrain))
  const beach = (x: number, y: number): number => {
    // The rough shore is enough to tell that a place is far from it.
    if (y < -100 * k || Math.abs(land(x, y)) > 90) return -99
    const shore = terrain.land(x, y)
    const [a, o] = harbourAxes(terrain, x, y)
    if (Math.abs(shore) > 60 || (Math.abs(a) < 320 && o > -90 && o < 260))
      return -Math.max(3, Math.abs(shore))
    const calm = fractal(seed + 73, x / 260, y / 260, 2) - 0.16
    return Math.min(shore + 1.5, 9 - shore, calm * 90)
  }
  put('beach', 0, contour(beach, { area, step: 7 * k ** 0.5, tolerance: 0.8, smallest: 250, steepness: 8 }))
  return patches
}

/** The lesser of two fields; the second is not asked where the first is far below zero already. */
function unless(first: number, second: () => number): number {
  return first < -40 ? first : Math.min(first, second())
}

/** Paved ground round the basin, out on the piers and along both moles. */
function quays(terrain: Terrain): Shape[] {
  const small = terrain.scale ** 0.4
  const [cx, cy] = terrain.harbour.centre
  const area: Area = {
    minX: cx - 420 * small,
    minY: cy - 260 * small,
    maxX: cx + 420 * small,
    maxY: cy + 330 * small,
  }
  const field = (x: number, y: number): number => {
    const [a, o] = harbourAxes(terrain, x, y)
    const strip = Math.min(o + 31, 276 - a, a + 300, 240 - o) * small
    return Math.min(terrain.land(x, y) - 0.4, strip)
  }
  return contour(field, { area, step: 5 * small, tolerance: 0.7, smallest: 300 })
}

/** Metres to the nearest of many outlines, up to `reach`. */
function distanceField(
  area: Area,
  step: number,
  reach: number,
  lines: readonly (readonly Point[])[],
): (x: number, y: number) => number {
  const columns = Math.ceil((area.maxX - area.minX) / step) + 1
  const rows = Math.ceil((area.maxY - area.minY) / step) + 1
  const near = new Float32Array(columns * rows).fill(reach)
  const stamp = (x: number, y: number): void => {
    const i0 = Math.max(0, Math.floor((x - reach - area.minX) / step))
    const i1 = Math.min(columns - 1, Math.ceil((x + reach - area.minX) / step))
    const j0 = Math.max(0, Math.floor((y - reach - area.minY) / step))
    const j1 = Math.min(rows - 1, Math.ceil((y + reach - area.minY) / step))
    for (let j = j0; j <= j1; j += 1) {
      for (let i = i0; i <= i1; i += 1) {
        const d = Math.hypot(area.minX + i * step - x, area.minY + j * step - y)
        const index = j * columns + i
        if (d < (near[index] ?? 0)) near[index] = d
      }
    }
  }
  for (const line of lines) {
    const length = lengthOf(line)
    const count = Math.max(1, Math.round(length / 14))
    for (let n = 0; n <= count; n += 1) stamp(...alongLine(line, (length * n) / count).point)
  }
  const lattice: Area = {
    ...area,
    maxX: area.minX + (columns - 1) * step,
    maxY: area.minY + (rows - 1) * step,
  }
  return rastered(
    (x, y) =>
      near[Math.round((y - area.minY) / step) * columns + Math.round((x - area.minX) / step)] ?? reach,
    lattice,
    step,
  )
}

/** A block drawn as open ground: its outline pulled in from the streets. */
export function blockShape(face: Face, inset: number): Shape {
  const n = face.ring.length
  const outer = face.ring.map((p, i): Point => {
    const a = at(face.ring, (i + n - 1) % n)
    const b = at(face.ring, (i + 1) % n)
    const d = [b[0] - a[0], b[1] - a[1]] as const
    const length = Math.hypot(d[0], d[1]) || 1
    return [p[0] - (d[1] / length) * inset, p[1] + (d[0] / length) * inset]
  })
  return { outer, holes: [] }
}

export function areaAround(points: readonly Point[], margin: number): Area {
  const [minX, minY, maxX, maxY] = boxOf(points)
  return { minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin }
}
