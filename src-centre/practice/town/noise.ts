/** Smooth noise in [-1, 1] over the plane with features about one unit wide. */
export function noise(seed: number, x: number, y: number): number {
  const x0 = Math.floor(x)
  const y0 = Math.floor(y)
  const fx = x - x0
  const fy = y - y0
  const u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
  const v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
  const a = gradient(seed, x0, y0, fx, fy)
  const b = gradient(seed, x0 + 1, y0, fx - 1, fy)
  const c = gradient(seed, x0, y0 + 1, fx, fy - 1)
  const d = gradient(seed, x0 + 1, y0 + 1, fx - 1, fy - 1)
  return (a + (b - a) * u + (c - a) * v + (a - b - c + d) * u * v) * 1.5
}

/** Noise summed over octaves, each half as wide and half as strong. */
export function fractal(seed: number, x: number, y: number, octaves: number): number {
  let sum = 0
  let strength = 0.55
  let width = 1
  for (let i = 0; i < octaves; i += 1) {
    sum += strength * noise(seed + i * 7919, x * width, y * width)
    strength /= 2
    width *= 2.03
  }
  return sum
}

const DIRECTIONS = Array.from({ length: 256 }, (_, i) => {
  const angle = (i * Math.PI) / 128
  return { x: Math.cos(angle), y: Math.sin(angle) }
})

function gradient(seed: number, ix: number, iy: number, dx: number, dy: number): number {
  let h = seed ^ Math.imul(ix, 0x27d4eb2d) ^ Math.imul(iy, 0x165667b1)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  const direction = DIRECTIONS[(h ^ (h >>> 16)) & 255]
  return direction === undefined ? 0 : direction.x * dx + direction.y * dy
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function ramp(low: number, high: number, value: number): number {
  const t = Math.max(0, Math.min(1, (value - low) / (high - low)))
  return t * t * (3 - 2 * t)
}
