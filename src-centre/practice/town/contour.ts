import { areaOf, inside, type Point, simplifyRing } from './plane.ts'

export interface Area {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/** Outer ring counter-clockwise, holes clockwise; rings are open. */
export interface Shape {
  readonly outer: Point[]
  readonly holes: Point[][]
}

export interface ContourOptions {
  readonly area: Area
  /** Metres between samples. */
  readonly step: number
  /** Douglas–Peucker tolerance in metres. */
  readonly tolerance: number
  /** Shapes and holes smaller than this many square metres are left out. */
  readonly smallest: number
  /** Samples are skipped where a coarse sample is further from zero than this many metres times its width. */
  readonly steepness?: number
}

const BLOCK = 8

/** Shapes where the field is positive, by marching squares with interpolation; the area's edge closes them. */
export function contour(field: (x: number, y: number) => number, options: ContourOptions): Shape[] {
  const { area, step } = options
  const columns = Math.ceil((area.maxX - area.minX) / step / BLOCK) * BLOCK
  const rows = Math.ceil((area.maxY - area.minY) / step / BLOCK) * BLOCK
  const values = sample(field, area, step, columns, rows, options.steepness)
  const width = columns + 1
  const value = (i: number, j: number): number => values[j * width + i] ?? -1

  const next = new Map<number, number>()
  const points = new Map<number, Point>()
  // An edge of the lattice is 2 × node + (0: towards east, 1: towards north).
  const edgePoint = (i: number, j: number, north: 0 | 1): number => {
    const key = 2 * (j * width + i) + north
    if (!points.has(key)) {
      const a = value(i, j)
      const b = north === 1 ? value(i, j + 1) : value(i + 1, j)
      const t = a / (a - b)
      points.set(key, [
        area.minX + (i + (north === 1 ? 0 : t)) * step,
        area.minY + (j + (north === 1 ? t : 0)) * step,
      ])
    }
    return key
  }
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) {
      const sw = value(i, j) > 0
      const se = value(i + 1, j) > 0
      const ne = value(i + 1, j + 1) > 0
      const nw = value(i, j + 1) > 0
      const code = (sw ? 1 : 0) + (se ? 2 : 0) + (ne ? 4 : 0) + (nw ? 8 : 0)
      if (code === 0 || code === 15) continue
      const south = (): number => edgePoint(i, j, 0)
      const north = (): number => edgePoint(i, j + 1, 0)
      const west = (): number => edgePoint(i, j, 1)
      const east = (): number => edgePoint(i + 1, j, 1)
      // The positive side lies to the left of each link.
      if (code === 1) next.set(south(), west())
      else if (code === 2) next.set(east(), south())
      else if (code === 3) next.set(east(), west())
      else if (code === 4) next.set(north(), east())
      else if (code === 6) next.set(north(), south())
      else if (code === 7) next.set(north(), west())
      else if (code === 8) next.set(west(), north())
      else if (code === 9) next.set(south(), north())
      else if (code === 11) next.set(east(), north())
      else if (code === 12) next.set(west(), east())
      else if (code === 13) next.set(south(), east())
      else if (code === 14) next.set(west(), south())
      else if (code === 5) next.set(south(), west()).set(north(), east())
      else next.set(east(), south()).set(west(), north())
    }
  }
  return nest(follow(next, points), options)
}

function sample(
  field: (x: number, y: number) => number,
  area: Area,
  step: number,
  columns: number,
  rows: number,
  steepness: number | undefined,
): Float32Array {
  const width = columns + 1
  const values = new Float32Array(width * (rows + 1)).fill(Number.NaN)
  const read = (i: number, j: number): number => {
    // The frame counts as outside, so that every shape closes there.
    const v =
      i === 0 || j === 0 || i === columns || j === rows
        ? -1e-3
        : field(area.minX + i * step, area.minY + j * step)
    return v === 0 ? -1e-6 : v
  }
  for (let bj = 0; bj < rows; bj += BLOCK) {
    for (let bi = 0; bi < columns; bi += BLOCK) {
      const middle =
        steepness === undefined
          ? 0
          : field(area.minX + (bi + BLOCK / 2) * step, area.minY + (bj + BLOCK / 2) * step)
      const flat = steepness !== undefined && Math.abs(middle) > BLOCK * step * steepness
      for (let j = bj; j <= bj + BLOCK; j += 1) {
        for (let i = bi; i <= bi + BLOCK; i += 1) {
          const index = j * width + i
          if (!Number.isNaN(values[index])) continue
          const frame = i === 0 || j === 0 || i === columns || j === rows
          // A block's edge belongs to two blocks: leave it to the one that needs it exactly.
          if (flat) {
            if (frame) values[index] = -1e-3
            continue
          }
          values[index] = read(i, j)
        }
      }
      if (flat) fillFlat(values, width, bi, bj, middle)
    }
  }
  return values
}

function fillFlat(values: Float32Array, width: number, bi: number, bj: number, middle: number): void {
  for (let j = bj; j <= bj + BLOCK; j += 1) {
    for (let i = bi; i <= bi + BLOCK; i += 1) {
      const index = j * width + i
      if (Number.isNaN(values[index])) values[index] = middle
    }
  }
}

function follow(next: Map<number, number>, points: Map<number, Point>): Point[][] {
  const rings: Point[][] = []
  const seen = new Set<number>()
  for (const start of next.keys()) {
    if (seen.has(start)) continue
    const ring: Point[] = []
    let key: number | undefined = start
    while (key !== undefined && !seen.has(key)) {
      seen.add(key)
      const point = points.get(key)
      if (point !== undefined) ring.push(point)
      key = next.get(key)
    }
    if (ring.length >= 3) rings.push(ring)
  }
  return rings
}

function nest(rings: Point[][], options: ContourOptions): Shape[] {
  const outers: { shape: Shape; area: number }[] = []
  const holes: Point[][] = []
  for (const raw of rings) {
    if (Math.abs(areaOf(raw)) < options.smallest) continue
    const ring = simplifyRing(raw, options.tolerance)
    const area = areaOf(ring)
    if (area > 0) outers.push({ shape: { outer: ring, holes: [] }, area })
    else if (area < 0) holes.push(ring)
  }
  outers.sort((a, b) => a.area - b.area)
  for (const hole of holes) {
    const first = hole[0]
    const home = first && outers.find(({ shape, area }) => area > -areaOf(hole) && inside(shape.outer, first))
    home?.shape.holes.push(hole)
  }
  return outers.map(({ shape }) => shape)
}
