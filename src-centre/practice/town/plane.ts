/** Plane geometry in local metres: x east, y north. */
export type Point = readonly [number, number]

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]]
export const sub = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]]
export const scale = (a: Point, factor: number): Point => [a[0] * factor, a[1] * factor]
export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1]
export const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0]
export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1])
export const lerp = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
]
/** `from` moved `along` metres in direction `d` and `aside` metres to its left. */
export const moved = (from: Point, d: Point, along: number, aside: number): Point => [
  from[0] + d[0] * along - d[1] * aside,
  from[1] + d[1] * along + d[0] * aside,
]

/** Unit vector; the zero vector becomes east. */
export function unit(a: Point): Point {
  const length = Math.hypot(a[0], a[1])
  return length < 1e-9 ? [1, 0] : [a[0] / length, a[1] / length]
}

export function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new Error(`index ${index} of ${items.length}`)
  return item
}

/** Item of a closed sequence; any whole index. */
export function ringAt<T>(items: readonly T[], index: number): T {
  return at(items, ((index % items.length) + items.length) % items.length)
}

/** Parameter 0–1 of the point on a–b nearest to p. */
export function projection(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const square = dx * dx + dy * dy
  if (square === 0) return 0
  return Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square))
}

export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const t = projection(p, a, b)
  return Math.hypot(p[0] - a[0] - (b[0] - a[0]) * t, p[1] - a[1] - (b[1] - a[1]) * t)
}

/** Where two segments cross, as parameters along each, or undefined. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { t: number; u: number } | undefined {
  const r = sub(b, a)
  const s = sub(d, c)
  const across = cross(r, s)
  if (Math.abs(across) < 1e-9) return undefined
  const ac = sub(c, a)
  const t = cross(ac, s) / across
  const u = cross(ac, r) / across
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? { t, u } : undefined
}

export function lengthOf(line: readonly Point[]): number {
  let sum = 0
  for (let i = 1; i < line.length; i += 1) sum += distance(at(line, i - 1), at(line, i))
  return sum
}

/** Point and direction at a distance along a line; ends are clamped. */
export function alongLine(line: readonly Point[], metres: number): { point: Point; direction: Point } {
  let rest = metres
  for (let i = 1; i < line.length; i += 1) {
    const a = at(line, i - 1)
    const b = at(line, i)
    const step = distance(a, b)
    if (rest <= step || i === line.length - 1) {
      const t = step === 0 ? 0 : Math.max(0, Math.min(1, rest / step))
      return { point: lerp(a, b, t), direction: unit(sub(b, a)) }
    }
    rest -= step
  }
  return { point: at(line, 0), direction: [1, 0] }
}

/** Twice-signed area halved: positive when the open ring runs counter-clockwise. Square metres. */
export function areaOf(ring: readonly Point[]): number {
  let sum = 0
  for (let i = 0; i < ring.length; i += 1) sum += cross(at(ring, i), ringAt(ring, i + 1))
  return sum / 2
}

export function centroidOf(ring: readonly Point[]): Point {
  let x = 0
  let y = 0
  let area = 0
  const origin = at(ring, 0)
  for (let i = 0; i < ring.length; i += 1) {
    const a = sub(at(ring, i), origin)
    const b = sub(ringAt(ring, i + 1), origin)
    const part = cross(a, b)
    area += part
    x += (a[0] + b[0]) * part
    y += (a[1] + b[1]) * part
  }
  return Math.abs(area) < 1e-9 ? origin : [origin[0] + x / (3 * area), origin[1] + y / (3 * area)]
}

export function inside(ring: readonly Point[], p: Point): boolean {
  let odd = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const a = at(ring, i)
    const b = at(ring, j)
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0])
      odd = !odd
  }
  return odd
}

/** Douglas–Peucker on an open line, tolerance in metres. */
export function simplify(line: readonly Point[], tolerance: number): Point[] {
  if (line.length < 3) return line.slice()
  const keep = new Uint8Array(line.length)
  keep[0] = 1
  keep[line.length - 1] = 1
  const stack: [number, number][] = [[0, line.length - 1]]
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    const [from, to] = span
    let worst = tolerance
    let index = -1
    for (let i = from + 1; i < to; i += 1) {
      const off = distanceToSegment(at(line, i), at(line, from), at(line, to))
      if (off > worst) {
        worst = off
        index = i
      }
    }
    if (index > 0) {
      keep[index] = 1
      stack.push([from, index], [index, to])
    }
  }
  return line.filter((_, i) => keep[i] === 1)
}

/** Douglas–Peucker on an open ring; keeps at least a triangle. */
export function simplifyRing(ring: readonly Point[], tolerance: number): Point[] {
  const first = at(ring, 0)
  let far = 0
  ring.forEach((p, i) => {
    if (distance(p, first) > distance(at(ring, far), first)) far = i
  })
  if (far === 0) return ring.slice()
  const one = simplify(ring.slice(0, far + 1), tolerance)
  const two = simplify([...ring.slice(far), first], tolerance)
  const joined = [...one.slice(0, -1), ...two.slice(0, -1)]
  return joined.length < 3 ? ring.slice() : joined
}

/** Chaikin corner cutting of an open line; the ends stay. */
export function rounded(line: readonly Point[], rounds: number): Point[] {
  let smooth = line.slice()
  for (let round = 0; round < rounds && smooth.length > 2; round += 1) {
    const next: Point[] = [at(smooth, 0)]
    for (let i = 1; i < smooth.length; i += 1) {
      const a = at(smooth, i - 1)
      const b = at(smooth, i)
      if (i > 1) next.push(lerp(a, b, 0.25))
      if (i < smooth.length - 1) next.push(lerp(a, b, 0.75))
    }
    next.push(at(smooth, smooth.length - 1))
    smooth = next
  }
  return smooth
}
