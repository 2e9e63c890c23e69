import type { Area } from './contour.ts'

/** A field read once on a lattice and interpolated after: slow functions become fast ones. Clamped at the edge. */
export function rastered(
  field: (x: number, y: number) => number,
  area: Area,
  step: number,
): (x: number, y: number) => number {
  const columns = Math.max(2, Math.ceil((area.maxX - area.minX) / step) + 1)
  const rows = Math.max(2, Math.ceil((area.maxY - area.minY) / step) + 1)
  const values = new Float64Array(columns * rows)
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1)
      values[j * columns + i] = field(area.minX + i * step, area.minY + j * step)
  }
  return (x, y) => {
    const gx = Math.max(0, Math.min(columns - 1.001, (x - area.minX) / step))
    const gy = Math.max(0, Math.min(rows - 1.001, (y - area.minY) / step))
    const i = Math.floor(gx)
    const j = Math.floor(gy)
    const fx = gx - i
    const fy = gy - j
    const index = j * columns + i
    const a = values[index] ?? 0
    const b = values[index + 1] ?? 0
    const c = values[index + columns] ?? 0
    const d = values[index + columns + 1] ?? 0
    return (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy
  }
}

/** Things by place: put under a box, found by a box. Items may be found more than once per query when large. */
export interface PlaceIndex<T> {
  readonly put: (item: T, minX: number, minY: number, maxX: number, maxY: number) => void
  /** Calls `visit` for each item whose cells touch the box; an item may come twice. Stops when `visit` answers true. */
  readonly some: (
    minX: number,
    minY: number,
    maxX: number,
    maxY: number,
    visit: (item: T) => boolean,
  ) => boolean
}

export function placeIndex<T>(cell: number): PlaceIndex<T> {
  const cells = new Map<number, T[]>()
  const key = (i: number, j: number): number => (i + 32_768) * 65_536 + (j + 32_768)
  return {
    put(item, minX, minY, maxX, maxY) {
      for (let j = Math.floor(minY / cell); j <= Math.floor(maxY / cell); j += 1) {
        for (let i = Math.floor(minX / cell); i <= Math.floor(maxX / cell); i += 1) {
          const items = cells.get(key(i, j))
          if (items === undefined) cells.set(key(i, j), [item])
          else items.push(item)
        }
      }
    },
    some(minX, minY, maxX, maxY, visit) {
      for (let j = Math.floor(minY / cell); j <= Math.floor(maxY / cell); j += 1) {
        for (let i = Math.floor(minX / cell); i <= Math.floor(maxX / cell); i += 1) {
          for (const item of cells.get(key(i, j)) ?? []) if (visit(item)) return true
        }
      }
      return false
    },
  }
}
