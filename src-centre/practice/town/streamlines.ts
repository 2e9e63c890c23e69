import type { Random } from '../random.ts'
import type { Area } from './contour.ts'
import type { DirectionField, Family } from './field.ts'
import { at, cross, distance, dot, moved, type Point, scale, sub, unit } from './plane.ts'
import { type PlaceIndex, placeIndex } from './raster.ts'
import type { RoadClass } from './town.ts'

/** A street as it was drawn, before crossings are worked out. */
export interface Stroke {
  readonly class: RoadClass
  readonly family: Family
  readonly line: readonly Point[]
  /** A name that it must carry. */
  readonly name?: string
}

export interface Level {
  readonly class: RoadClass
  /** Metres that two streets of a family keep between them; 0 where none may run. */
  readonly spacing: (x: number, y: number, family: Family) => number
  /** Positive where this kind of road may run. */
  readonly allowed: (x: number, y: number) => number
  /** Longest water that it bridges, metres; 0: none. */
  readonly bridge: number
  /** Shorter ones are not built, metres. */
  readonly shortest: number
  readonly seeds: number
  /** Radians that a street may turn in all on either side of where it was begun: main roads do not curl. */
  readonly turn: number
}

interface Sample {
  readonly x: number
  readonly y: number
  readonly direction: Point
}

const STEP = 6

/** Streets that follow the field, evenly apart (Jobard and Lefer, 1997), level by level from main roads down. */
export function drawStrokes(
  random: Random,
  field: DirectionField,
  water: (x: number, y: number) => number,
  area: Area,
  fixed: readonly Stroke[],
  levels: readonly Level[],
): Stroke[] {
  const strokes: Stroke[] = [...fixed]
  const samples: [PlaceIndex<Sample>, PlaceIndex<Sample>] = [placeIndex(60), placeIndex(60)]
  const remember = (line: readonly Point[], family: Family | undefined): void => {
    for (let i = 1; i < line.length; i += 1) {
      const a = at(line, i - 1)
      const b = at(line, i)
      const direction = unit(sub(b, a))
      const count = Math.max(1, Math.round(distance(a, b) / STEP))
      for (let n = 0; n < count; n += 1) {
        const x = a[0] + ((b[0] - a[0]) * n) / count
        const y = a[1] + ((b[1] - a[1]) * n) / count
        const own = family ?? (Math.abs(dot(field(x, y, 0), direction)) > 0.7 ? 0 : 1)
        samples[own].put({ x, y, direction }, x, y, x, y)
      }
    }
  }
  for (const stroke of fixed) remember(stroke.line, undefined)

  const clear = (x: number, y: number, family: Family, radius: number, direction: Point): boolean =>
    !samples[family].some(
      x - radius,
      y - radius,
      x + radius,
      y + radius,
      (s) =>
        (s.x - x) ** 2 + (s.y - y) ** 2 < radius * radius && Math.abs(dot(s.direction, direction)) > 0.55,
    )

  for (const level of levels) {
    const trace = (seed: Point, family: Family, sign: number, other: readonly Point[]): Point[] => {
      const line: Point[] = []
      let p = seed
      let heading = scale(field(p[0], p[1], family), sign)
      let length = 0
      let turned = 0
      while (length < 9000 && Math.abs(turned) < level.turn) {
        const ahead = moved(p, heading, STEP / 2, 0)
        let direction = field(ahead[0], ahead[1], family)
        if (dot(direction, heading) < 0) direction = scale(direction, -1)
        if (dot(direction, heading) < 0.82) break
        let next = moved(p, direction, STEP, 0)
        if (next[0] < area.minX || next[0] > area.maxX || next[1] < area.minY || next[1] > area.maxY) break
        if (level.allowed(next[0], next[1]) <= 0) {
          const far = level.bridge > 0 ? crossWater(p, direction, level, water) : undefined
          if (far === undefined) break
          if (bridges.some((b) => distance(b, far) < 330)) break
          bridges.push(far)
          next = far
        }
        const gap = level.spacing(next[0], next[1], family)
        if (gap <= 0 || !clear(next[0], next[1], family, gap * 0.62, direction)) break
        // Its own earlier course, past the stretch that is near only because it has just been drawn.
        const own = gap * 0.4
        const recent = 20 + Math.ceil((own * 2) / STEP)
        if (line.some((q, i) => i < line.length - recent && distance(q, next) < own)) break
        if (other.some((q, i) => i + line.length > recent && distance(q, next) < own)) break
        turned += Math.atan2(cross(heading, direction), dot(heading, direction))
        length += distance(p, next)
        line.push(next)
        p = next
        heading = direction
      }
      return line
    }
    const bridges: Point[] = []
    const tryAt = (seed: Point, family: Family): boolean => {
      const gap = level.spacing(seed[0], seed[1], family)
      if (gap <= 0 || level.allowed(seed[0], seed[1]) <= 0) return false
      if (!clear(seed[0], seed[1], family, gap * 0.82, field(seed[0], seed[1], family))) return false
      const back = trace(seed, family, -1, [])
      const line = [...back.slice().reverse(), seed, ...trace(seed, family, 1, back)]
      if ((line.length - 1) * STEP < level.shortest) return false
      strokes.push({ class: level.class, family, line })
      remember(line, family)
      return true
    }
    let grown = 0
    const grow = (): void => {
      for (; grown < strokes.length; grown += 1) {
        const stroke = at(strokes, grown)
        for (let i = 2; i < stroke.line.length - 2; i += 5) {
          const p = at(stroke.line, i)
          const direction = unit(sub(at(stroke.line, i + 1), p))
          const own: Family = Math.abs(dot(field(p[0], p[1], 0), direction)) > 0.7 ? 0 : 1
          const gap = level.spacing(p[0], p[1], own)
          if (gap <= 0) continue
          tryAt(moved(p, direction, 0, gap), own)
          tryAt(moved(p, direction, 0, -gap), own)
          // Across: a seed on the street itself grows side streets both ways.
          if (i % 3 === 0) tryAt(p, own === 0 ? 1 : 0)
        }
      }
    }
    grow()
    for (let n = 0; n < level.seeds; n += 1) {
      const p: Point = [random.between(area.minX, area.maxX), random.between(area.minY, area.maxY)]
      if (level.allowed(...p) > 0 && tryAt(p, random.chance(0.6) ? 0 : 1)) grow()
    }
  }
  return strokes
}

function crossWater(
  p: Point,
  direction: Point,
  level: Level,
  water: (x: number, y: number) => number,
): Point | undefined {
  let wet = false
  for (let m = STEP; m < level.bridge; m += 4) {
    const q = moved(p, direction, m, 0)
    const land = water(...q)
    if (land < 0) wet = true
    if (wet && land > 10 && level.allowed(...moved(q, direction, 8, 0)) > 0) return q
  }
  return undefined
}
