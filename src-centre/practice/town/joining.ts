import {
  alongLine,
  at,
  distance,
  dot,
  lengthOf,
  lerp,
  type Point,
  projection,
  simplify,
  sub,
  unit,
} from './plane.ts'
import { placeIndex } from './raster.ts'
import type { Stroke } from './streamlines.ts'

/** Metres that a loose end of a residential street may be away from the street that it is joined to. */
const REACH = 46
/** Metres of road on land that belong to a bridge at either end. */
const HEAD = 9

/** A straight piece of a stroke. */
export interface Segment {
  readonly stroke: number
  readonly index: number
  readonly a: Point
  readonly b: Point
}

export function segmentsOf(lines: readonly (readonly Point[])[]): Segment[] {
  return lines.flatMap((line, stroke) =>
    line.slice(1).map((b, i): Segment => ({ stroke, index: i, a: at(line, i), b })),
  )
}

export function indexed(segments: readonly Segment[]) {
  const index = placeIndex<Segment>(40)
  for (const s of segments) {
    index.put(
      s,
      Math.min(s.a[0], s.b[0]),
      Math.min(s.a[1], s.b[1]),
      Math.max(s.a[0], s.b[0]),
      Math.max(s.a[1], s.b[1]),
    )
  }
  return index
}

/** Each loose end runs on to the nearest street ahead of it, if there is one within reach over dry land. */
export function joinEnds(strokes: readonly Stroke[], water: (x: number, y: number) => number): Point[][] {
  const lines = strokes.map((stroke) => withBridgeHeads(simplify(stroke.line, 0.5), water))
  const index = indexed(segmentsOf(lines))
  const joined = lines.map((line) => line.slice())
  lines.forEach((line, stroke) => {
    for (const side of [0, 1]) {
      const end = at(line, side === 0 ? 0 : line.length - 1)
      const before = at(line, side === 0 ? 1 : line.length - 2)
      const heading = unit(sub(end, before))
      let best: { point: Point; score: number } | undefined
      const reach = strokes[stroke]?.class === 'residential' ? REACH : REACH * 2
      index.some(end[0] - reach, end[1] - reach, end[0] + reach, end[1] + reach, (s) => {
        if (s.stroke === stroke) return false
        const point = lerp(s.a, s.b, projection(end, s.a, s.b))
        const d = distance(point, end)
        const ahead = d < 1 ? 1 : dot(unit(sub(point, end)), heading)
        const score = d * (1.8 - ahead)
        if (
          d <= reach &&
          ahead > 0.25 &&
          water(...lerp(end, point, 0.5)) > 4 &&
          (best === undefined || score < best.score)
        ) {
          best = { point, score }
        }
        return false
      })
      if (best === undefined) continue
      const list = at(joined, stroke)
      if (distance(best.point, end) < 0.01) continue
      if (side === 0) list.unshift(best.point)
      else list.push(best.point)
    }
  })
  return joined
}

/** Each stretch over water becomes one straight span from bank to bank, so that the bridge is a link of its own. */
function withBridgeHeads(line: readonly Point[], water: (x: number, y: number) => number): Point[] {
  const length = lengthOf(line)
  const spans: [number, number][] = []
  for (let m = 0; m <= length; m += 4) {
    if (water(...alongLine(line, m).point) > 0) continue
    const last = spans[spans.length - 1]
    if (last !== undefined && m - last[1] < 3 * HEAD) last[1] = m + HEAD
    else spans.push([m - HEAD, m + HEAD])
  }
  if (spans.length === 0) return line.slice()
  const marks = spans.flat().filter((m) => m > 0 && m < length)
  const out: Point[] = []
  let metres = 0
  line.forEach((p, i) => {
    const before = metres
    metres += i === 0 ? 0 : distance(at(line, i - 1), p)
    for (const m of marks) if (m >= before && m < metres) out.push(alongLine(line, m).point)
    if (!spans.some(([from, to]) => metres > from && metres < to)) out.push(p)
  })
  return out
}
