import type { Area } from './contour.ts'
import type { Layout } from './layout.ts'
import { fractal, ramp } from './noise.ts'
import type { Point } from './plane.ts'
import { rastered } from './raster.ts'
import type { Terrain } from './terrain.ts'

/** 0: the way that main streets run (along shore, river and hillside); 1: across it. */
export type Family = 0 | 1

/** Unit direction of a street of that family at a place; its sign is arbitrary. */
export type DirectionField = (x: number, y: number, family: Family) => Point

/**
 * A tensor field after Chen et al., "Interactive procedural street modeling" (2008): each influence votes for an axis
 * by its doubled angle, so that opposite directions agree and right angles cancel.
 */
export function makeField(seed: number, terrain: Terrain, layout: Layout): DirectionField {
  const { area } = layout
  const step = Math.max(25, Math.sqrt(((area.maxX - area.minX) * (area.maxY - area.minY)) / 30_000))
  const wide: Area = {
    minX: area.minX - 600,
    minY: area.minY - 600,
    maxX: area.maxX + 600,
    maxY: area.maxY + 600,
  }
  const height = rastered(terrain.height, wide, step)
  const vote = (x: number, y: number): { c: number; s: number } => {
    let c = 0
    let s = 0
    const add = (dx: number, dy: number, weight: number): void => {
      const square = dx * dx + dy * dy
      if (square < 1e-12) return
      c += (weight * (dx * dx - dy * dy)) / square
      s += (weight * 2 * dx * dy) / square
    }
    const middle = layout.quarters[0]?.centre ?? [0, 0]
    const r = layout.centreRadius * 1.25
    const angle = terrain.harbour.angle
    add(
      Math.cos(angle),
      Math.sin(angle),
      3.5 * Math.exp(-(((x - middle[0]) / r) ** 2) - ((y - middle[1]) / r) ** 2),
    )

    const gx = terrain.broad(x + 60, y) - terrain.broad(x - 60, y)
    const gy = terrain.broad(x, y + 60) - terrain.broad(x, y - 60)
    const coast = terrain.broad(x, y)
    add(-gy, gx, 1.3 * Math.exp(-Math.max(0, coast) / 330) + 0.12)

    const east = terrain.eastOfRiver(x, y)
    if (y < 150) {
      const along = 30
      const bend = terrain.eastOfRiver(x, y - along) - terrain.eastOfRiver(x, y + along)
      add(bend / (2 * along), 1, 1.1 * Math.exp(-Math.abs(east) / 200) + 0.08)
    }
    const hx = (height(x + step, y) - height(x - step, y)) / (2 * step)
    const hy = (height(x, y + step) - height(x, y - step)) / (2 * step)
    add(-hy, hx, 1.6 * ramp(0.015, 0.16, Math.hypot(hx, hy)))

    layout.quarters.forEach((quarter, i) => {
      if (i === 0) return
      const d = Math.hypot(quarter.centre[0] - x, quarter.centre[1] - y)
      if (d > 900) return
      const turn = Math.PI * fractal(seed + 61, i * 3.7, 0.4, 1)
      add(Math.cos(turn), Math.sin(turn), 0.45 * Math.exp(-((d / 330) ** 2)))
    })
    const drift = Math.PI * fractal(seed + 62, x / 700, y / 700, 2)
    add(Math.cos(drift), Math.sin(drift), 0.28)
    return { c, s }
  }
  const c = rastered((x, y) => vote(x, y).c, wide, step)
  const s = rastered((x, y) => vote(x, y).s, wide, step)
  return (x, y, family) => {
    const angle = Math.atan2(s(x, y), c(x, y)) / 2 + (family === 1 ? Math.PI / 2 : 0)
    return [Math.cos(angle), Math.sin(angle)]
  }
}
