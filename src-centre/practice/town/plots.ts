import type { Addresses } from './addresses.ts'
import type { Zone } from './layout.ts'
import type { Network } from './network.ts'
import { alongLine, lerp, moved, type Point, sub, unit } from './plane.ts'
import type { Site } from './site.ts'

/** What the builders of a street side share. */
export interface Ground {
  readonly network: Network
  readonly addresses: Addresses
  readonly site: Site
  readonly zoneAt: (x: number, y: number) => Zone
  /** Positive where one may build: gentle, dry. */
  readonly ground: (x: number, y: number) => number
  /** 0–1: how tall and dense the town is built. */
  readonly dense: number
}

/** A place on a street's side: `kerb` is on the kerb, `d` runs with the side, its left is away from the street. */
interface Spot {
  readonly kerb: Point
  readonly d: Point
}

/** The street is taken as straight over the building's width, so that a building stands square to its own piece of it. */
export function spotAt(line: readonly Point[], metres: number, width: number, half: number): Spot {
  const a = alongLine(line, metres - width / 2).point
  const b = alongLine(line, metres + width / 2).point
  const d = unit(sub(b, a))
  const middle = lerp(a, b, 0.5)
  const on = alongLine(line, metres).point
  // On the outside of a bend the chord lies nearer to the plots than the street: keep to the street's own middle.
  const bulge = (on[0] - middle[0]) * -d[1] + (on[1] - middle[1]) * d[0]
  return { kerb: moved(middle, d, 0, half + Math.max(0, bulge)), d }
}

/** A rectangle behind the kerb: `setback` metres in, `width` along the street, `depth` away from it. */
export function rectangle(
  kerb: Point,
  d: Point,
  along: number,
  setback: number,
  width: number,
  depth: number,
): Point[] {
  return [
    moved(kerb, d, along - width / 2, setback),
    moved(kerb, d, along + width / 2, setback),
    moved(kerb, d, along + width / 2, setback + depth),
    moved(kerb, d, along - width / 2, setback + depth),
  ]
}

export function turned(ring: readonly Point[], around: Point, radians: number): Point[] {
  const d: Point = [Math.cos(radians), Math.sin(radians)]
  return ring.map((p) => moved(around, d, p[0] - around[0], p[1] - around[1]))
}
