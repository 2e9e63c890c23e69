import type { Random } from '../random.ts'
import { contour } from './contour.ts'
import { harbourAxes, type Layout } from './layout.ts'
import { noise } from './noise.ts'
import { at, distance, lengthOf, lerp, moved, type Point, rounded, simplify, sub, unit } from './plane.ts'
import type { Ground } from './plots.ts'
import type { Terrain } from './terrain.ts'

/** Footpaths: along river and shore, between dead ends, and into the woods. Last of all, since they give way to houses. */
export function layPaths(random: Random, ground: Ground, terrain: Terrain, layout: Layout): void {
  const dry = (line: readonly Point[]): boolean => line.every((p) => terrain.land(...p) > 3)
  const lay = (line: readonly Point[], name: string, apart: number): boolean =>
    dry(line) && ground.site.pave({ class: 'path', name, line }, apart)

  for (const bank of [-1, 1]) {
    const wide = bank * 32 * terrain.scale ** 0.4
    const line = terrain.river
      .filter((p) => p[1] < -60 && p[1] > -1500 * terrain.scale)
      .map((p): Point => [p[0] + wide, p[1]])
    for (const part of runs(line, (p) => layout.urban(...p) > -0.12 && terrain.land(...p) > 5, ground, 1.8))
      lay(part, bank < 0 ? 'Elvestien' : '', 1.8)
  }
  const { area } = layout
  const shore = {
    area: { ...area, maxY: area.maxY + 300 },
    step: 12,
    tolerance: 1.5,
    smallest: 150_000,
    steepness: 2.4,
  }
  for (const { outer } of contour((x, y) => terrain.land(x, y) - 17, shore)) {
    const walkable = (p: Point): boolean => {
      const [a, o] = harbourAxes(terrain, ...p)
      return (
        layout.urban(...p) > -0.2 &&
        p[1] > 60 &&
        !(Math.abs(a) < 330 && o < 250) &&
        Math.abs(terrain.eastOfRiver(...p)) > 70
      )
    }
    for (const part of runs([...outer, at(outer, 0)], walkable, ground, 2.5))
      lay(rounded(part, 1), 'Kyststien', 2.2)
  }
  const ends = ground.network.crossings.filter((c) => c.links.length === 1).map((c) => c.point)
  ends.forEach((end, i) => {
    const short = ground.network.crossings
      .filter((c) => c.point !== end && distance(c.point, end) < 150)
      .sort((a, b) => distance(a.point, end) - distance(b.point, end))
    for (const { point } of short.slice(0, 3)) if (lay([end, point], '', 2)) break
    const woods = ends
      .slice(i + 1)
      .filter((other) => distance(other, end) > 260 && distance(other, end) < 1100 * terrain.scale ** 0.5)
    for (const other of random.shuffle(woods).slice(0, 2)) lay(trail(end, other), '', 8)
  })
}

/** A line that wanders from one place to the other. */
function trail(from: Point, to: Point): Point[] {
  const d = unit(sub(to, from))
  const far = distance(from, to)
  const steps = Math.max(4, Math.round(far / 45))
  const line = Array.from({ length: steps + 1 }, (_, i): Point => {
    const t = i / steps
    const p = lerp(from, to, t)
    const sway = Math.sin(Math.PI * t)
    return moved(
      p,
      d,
      0,
      sway * (0.2 * far * noise(907, from[0] / 300, from[1] / 300) + 34 * noise(911, p[0] / 120, p[1] / 120)),
    )
  })
  return simplify(rounded(line, 2), 1)
}

/** The stretches of a line that can be walked and pass no building, at least 90 m long. */
function runs(
  line: readonly Point[],
  walkable: (p: Point) => boolean,
  ground: Ground,
  apart: number,
): Point[][] {
  const found: Point[][] = []
  let run: Point[] = []
  const flush = (): void => {
    if (run.length > 1 && lengthOf(run) > 90) found.push(run)
    run = []
  }
  for (const p of line) {
    const last = run[run.length - 1]
    if (!walkable(p) || !ground.site.offRoad(p, 5)) flush()
    else if (last !== undefined && !ground.site.passable([last, p], apart)) {
      flush()
      run = [p]
    } else run.push(p)
  }
  flush()
  return found
}
