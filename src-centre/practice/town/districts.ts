import { contour, type Shape } from './contour.ts'
import type { Layout, Quarter } from './layout.ts'
import { rastered } from './raster.ts'
import type { Terrain } from './terrain.ts'

/** Each quarter's land: nearer to it than to any other, and not far out in the woods. */
export function districtShapes(terrain: Terrain, layout: Layout): { quarter: Quarter; shapes: Shape[] }[] {
  const { area } = layout
  const step = Math.max(26, Math.sqrt(((area.maxX - area.minX) * (area.maxY - area.minY)) / 60_000))
  const land = rastered(terrain.land, area, step)
  const urban = rastered(layout.urban, area, step)
  return layout.quarters.map((quarter) => {
    const reach = 1500
    const near = {
      minX: Math.max(area.minX, quarter.centre[0] - reach),
      minY: Math.max(area.minY, quarter.centre[1] - reach),
      maxX: Math.min(area.maxX, quarter.centre[0] + reach),
      maxY: Math.min(area.maxY, quarter.centre[1] + reach),
    }
    const field = (x: number, y: number): number => {
      const shore = Math.min(land(x, y), (urban(x, y) + 0.22) * 500)
      if (shore < -60) return shore
      const gap = layout.fromBorder(x, y)
      return Math.min(shore, layout.quarterAt(x, y) === quarter ? gap : -gap)
    }
    return { quarter, shapes: contour(field, { area: near, step, tolerance: 3, smallest: 6000 }) }
  })
}
