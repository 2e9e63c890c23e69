import type { Random } from '../random.ts'
import type { Addresses } from './addresses.ts'
import type { Side } from './faces.ts'
import type { Zone } from './layout.ts'
import type { Network } from './network.ts'
import { add, alongLine, at, lerp, moved, type Point, scale, sub, unit } from './plane.ts'
import { HALF_WIDTH, type Site } from './site.ts'

/** What the builders of a street side share. */
export interface Ground {
  readonly network: Network
  readonly addresses: Addresses
  readonly site: Site
  zoneAt(x: number, y: number): Zone
  /** Positive where one may build: gentle, dry. */
  ground(x: number, y: number): number
  /** 0–1: how tall and dense the town is built. */
  readonly dense: number
}

/** A place on a street's side: `kerb` is on the kerb, `d` runs with the side, its left is away from the street. */
interface Spot {
  readonly kerb: Point
  readonly d: Point
}

function walk(ground: Ground, side: Side): { line: readonly Point[]; length: number; half: number } {
  const link = at(ground.network.links, side.link)
  const line = side.forward ? link.line : link.line.slice().reverse()
  return { line, length: link.length, half: HALF_WIDTH[link.class] }
}

/** The street is taken as straight over the building's width, so that a building stands square to its own piece of it. */
function spotAt(line: readonly Point[], metres: number, width: number, half: number): Spot {
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
export function rectangle(kerb: Point, d: Point, along: number, setback: number, width: number, depth: number): Point[] {
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

/** Builds along one side of one link, by the zone behind the kerb. */
export function buildSide(random: Random, ground: Ground, side: Side): void {
  const { line, length, half } = walk(ground, side)
  if (at(ground.network.links, side.link).bridge || length < 14) return
  const ways = { trunk: 0.12, primary: 1, secondary: 1, residential: 1, service: 1, path: 0 }
  const willing = ways[at(ground.network.links, side.link).class]
  let s = 4
  while (s < length - 4) {
    const here = spotAt(line, s, 10, half)
    const [x, y] = moved(here.kerb, here.d, 0, 22)
    const zone = ground.zoneAt(x, y)
    const stop = length - 3
    if (ground.ground(x, y) < 4 || (willing < 1 && !random.chance(willing))) s += 24
    else if (zone === 'flats') s += slab(random, ground, side, line, half, s, stop)
    else if (zone === 'rows') s += rowOrVilla(random, ground, side, line, half, s, stop)
    else if (zone === 'industry') s += hall(random, ground, side, line, half, s, stop)
    else if (zone === 'rural') s += farm(random, ground, side, line, half, s)
    else if (zone === 'centre') s += townHouse(random, ground, side, line, half, s)
    else s += villa(random, ground, side, line, half, s, stop)
  }
}

function villa(random: Random, ground: Ground, side: Side, line: readonly Point[], half: number, s: number, stop: number): number {
  const width = random.between(9.5, 14.5)
  const depth = random.between(7.8, 10.2)
  const plot = width + random.between(7, 13)
  if (s + width > stop) return plot
  const { kerb, d } = spotAt(line, s + width / 2, width, half)
  const setback = random.between(4.5, 8.5)
  const across = random.chance(0.28)
  const shape = villaShape(random, kerb, d, setback, across ? depth : width, across ? width : depth)
  const ring = turned(shape, moved(kerb, d, 0, setback), random.normal(0, 0.035))
  const door = lerp(at(ring, 0), at(ring, 1), random.between(0.3, 0.7))
  const built = ground.site.build(
    {
      kind: 'house',
      ring,
      frontage: ground.addresses.frontage(side, s + width / 2),
      floors: random.chance(0.75) ? 2 : 1,
      doors: [door],
      perFloor: 1,
    },
    4.5,
    2.5,
  )
  if (!built) return random.between(5, 9)
  if (random.chance(0.33)) garage(random, ground, kerb, d, width, side, s)
  return plot
}

function villaShape(random: Random, kerb: Point, d: Point, setback: number, width: number, depth: number): Point[] {
  const ring = rectangle(kerb, d, 0, setback, width, depth)
  if (!random.chance(0.4)) return ring
  // A wing on one side, towards the garden.
  const wing = random.between(0.4, 0.55) * width
  const out = random.between(2.4, 4.2)
  const [a, b, c, e] = [at(ring, 0), at(ring, 1), at(ring, 2), at(ring, 3)]
  const back: Point = moved([0, 0], d, 0, out)
  const split = lerp(e, c, random.chance(0.5) ? wing / width : 1 - wing / width)
  return random.chance(0.5) ? [a, b, add(c, back), add(split, back), split, e] : [a, b, c, split, add(split, back), add(e, back)]
}

/** A house on a back plot, reached past its neighbours. */
function garage(random: Random, ground: Ground, kerb: Point, d: Point, width: number, side: Side, s: number): void {
  const ring = turned(rectangle(kerb, d, random.between(-4, 4), random.between(27, 34), 11, 8.5), kerb, random.normal(0, 0.05))
  const middle = lerp(at(ring, 0), at(ring, 2), 0.5)
  if (ground.ground(...middle) < 4 || ground.zoneAt(...middle) === 'rural') return
  ground.site.build(
    {
      kind: 'house',
      ring,
      frontage: ground.addresses.frontage(side, s + width / 2 + 1),
      floors: 2,
      doors: [lerp(at(ring, 0), at(ring, 1), 0.5)],
      perFloor: 1,
    },
    6,
    8,
  )
}

function rowOrVilla(random: Random, ground: Ground, side: Side, line: readonly Point[], half: number, s: number, stop: number): number {
  const unitWidth = random.between(6.4, 7.6)
  for (const units of [random.int(5, 8), 4, 3]) {
    const width = units * unitWidth
    if (s + width > stop) continue
    const { kerb, d } = spotAt(line, s + width / 2, width, half)
    const setback = random.between(4.5, 7)
    const depth = random.between(9.2, 10.8)
    const whole = rectangle(kerb, d, 0, setback, width, depth)
    if (!ground.site.fits(whole, 6, 2.5)) continue
    const frontage = ground.addresses.frontage(side, s + width / 2)
    const row = `${frontage.street}/${frontage.side}/${Math.round(frontage.along * 10)}`
    let step = 0
    for (let n = 0; n < units; n += 1) {
      // Rows step back now and then, as they do.
      if (n > 0 && n % 2 === 0 && random.chance(0.5)) step = step === 0 ? 1.4 : 0
      const ring = rectangle(kerb, d, -width / 2 + (n + 0.5) * unitWidth, setback + step, unitWidth - 0.12, depth - step)
      ground.site.build(
        {
          kind: 'rowhouse',
          ring,
          frontage: ground.addresses.frontage(side, s + (n + 0.5) * unitWidth),
          floors: 2,
          doors: [lerp(at(ring, 0), at(ring, 1), 0.3)],
          perFloor: 1,
          row,
        },
        0,
        1.5,
      )
    }
    return width + random.between(8, 14)
  }
  return villa(random, ground, side, line, half, s, stop)
}

function slab(random: Random, ground: Ground, side: Side, line: readonly Point[], half: number, s: number, stop: number): number {
  const tower = random.chance(0.12 + 0.12 * ground.dense)
  const doorsWanted = tower ? 1 : random.int(2, 4)
  const across = !tower && random.chance(0.4)
  const long = tower ? random.between(19, 23) : doorsWanted * random.between(16, 19)
  const deep = tower ? random.between(19, 22) : random.between(11.5, 13.5)
  const width = across ? deep : long
  const depth = across ? long : deep
  if (s + width > stop + 6) return random.between(7, 12)
  const { kerb, d } = spotAt(line, s + width / 2, Math.min(width, 40), half)
  const setback = across ? random.between(7, 10) : random.between(9, 15)
  const ring = rectangle(kerb, d, 0, setback, width, depth)
  const middle = lerp(at(ring, 0), at(ring, 2), 0.5)
  if (ground.ground(...middle) < 4) return 20
  const from = across ? at(ring, 0) : at(ring, 0)
  const to = across ? at(ring, 3) : at(ring, 1)
  const doors = Array.from({ length: doorsWanted }, (_, n) => lerp(from, to, (n + 0.5) / doorsWanted))
  const floors = tower ? random.int(7, 8 + Math.round(2 * ground.dense)) : random.pick([3, 4, 4, 4, 5, 6])
  const built = ground.site.build(
    {
      kind: 'flats',
      ring,
      frontage: ground.addresses.frontage(side, s + width / 2),
      floors: Math.round(floors * (1 + 0.4 * ground.dense)),
      doors,
      perFloor: tower ? 5 : random.chance(0.7) ? 2 : 3,
    },
    15,
    4,
  )
  if (!built) return random.between(6, 11)
  if (across) {
    const aside = -width / 2 - 5.5
    const lane = [moved(kerb, d, aside, -half), moved(kerb, d, aside, setback + depth - 3)]
    ground.site.pave({ class: 'service', name: '', line: lane }, 2.5)
  } else if (!tower) backSlab(random, ground, side, kerb, d, half, s + width / 2, width, setback + depth)
  return width + random.between(16, 26)
}

/** A second block behind the first, with a lane of its own past the gable. */
function backSlab(random: Random, ground: Ground, side: Side, kerb: Point, d: Point, half: number, s: number, width: number, behind: number): void {
  const setback = behind + random.between(24, 30)
  const ring = rectangle(kerb, d, 0, setback, width, random.between(11.5, 13.5))
  const middle = lerp(at(ring, 0), at(ring, 2), 0.5)
  if (ground.ground(...middle) < 4 || ground.zoneAt(...middle) !== 'flats' || !ground.site.fits(ring, 15, 6)) return
  const edge = -width / 2 - 6.5
  const lane = [moved(kerb, d, edge, -half), moved(kerb, d, edge, setback - 6), moved(kerb, d, width / 2 - 4, setback - 6)]
  if (!ground.site.pave({ class: 'service', name: '', line: lane }, 3)) return
  const count = Math.max(1, Math.round(width / 18))
  ground.site.build(
    {
      kind: 'flats',
      ring,
      frontage: ground.addresses.frontage(side, s + 2),
      floors: random.pick([3, 4, 4, 5]),
      doors: Array.from({ length: count }, (_, n) => lerp(at(ring, 0), at(ring, 1), (n + 0.5) / count)),
      perFloor: 2,
    },
    15,
    1,
  )
}

function hall(random: Random, ground: Ground, side: Side, line: readonly Point[], half: number, s: number, stop: number): number {
  const width = random.between(20, 52)
  const depth = random.between(16, 34)
  if (s + width > stop) return 12
  const { kerb, d } = spotAt(line, s + width / 2, width, half)
  const ring = rectangle(kerb, d, 0, random.between(6, 12), width, depth)
  const built = ground.site.build(
    {
      kind: 'industry',
      ring,
      frontage: ground.addresses.frontage(side, s + width / 2),
      floors: random.int(1, 2),
      doors: [lerp(at(ring, 0), at(ring, 1), 0.5)],
      perFloor: 0,
    },
    7,
    3,
  )
  return built ? width + random.between(9, 18) : 10
}

function farm(random: Random, ground: Ground, side: Side, line: readonly Point[], half: number, s: number): number {
  const apart = random.between(120, 620)
  if (random.chance(0.35)) return apart
  const { kerb, d } = spotAt(line, s, 20, half)
  const setback = random.between(18, 46)
  const turn = random.normal(0, 0.3)
  const house = turned(rectangle(kerb, d, 0, setback, 13, 8.5), kerb, turn)
  const barn = turned(rectangle(kerb, d, random.between(22, 30), setback + random.between(8, 20), 26, 13), kerb, turn + 0.25)
  if (ground.ground(...at(house, 2)) < 6) return apart
  const frontage = ground.addresses.frontage(side, s)
  const door = lerp(at(house, 0), at(house, 1), 0.5)
  const plan = { kind: 'house', ring: house, frontage, floors: 2, doors: [door], perFloor: 1 } as const
  if (!ground.site.build(plan, 14, 8) || !random.chance(0.7)) return apart
  const yard = [moved(kerb, d, 9, -half), moved(kerb, d, 12, setback - 4), lerp(at(barn, 0), at(barn, 1), 0.5)]
  const barnDoor = lerp(at(barn, 0), at(barn, 1), 0.5)
  const along = { ...frontage, along: frontage.along + 0.5 }
  ground.site.build({ kind: 'barn', ring: barn, frontage: along, floors: 1, doors: [barnDoor], perFloor: 0 }, 8, 8)
  ground.site.pave({ class: 'service', name: '', line: yard.slice(0, 2) }, 2.4)
  return apart
}

/** In the centre where no closed block stands: town houses side by side. */
function townHouse(random: Random, ground: Ground, side: Side, line: readonly Point[], half: number, s: number): number {
  const width = random.between(10, 19)
  const { kerb, d } = spotAt(line, s + width / 2, width, half)
  const ring = rectangle(kerb, d, 0, 2.6, width - 0.3, random.between(10, 13))
  const built = ground.site.build(
    {
      kind: 'centre',
      ring,
      frontage: ground.addresses.frontage(side, s + width / 2),
      floors: random.int(2, 4),
      doors: [lerp(at(ring, 0), at(ring, 1), 0.5)],
      perFloor: random.int(1, 3),
    },
    0.1,
    1.8,
  )
  return built ? width + (random.chance(0.15) ? random.between(4, 9) : 0) : 5
}

export const middleOf = (ring: readonly Point[]): Point =>
  scale(ring.reduce<Point>((sum, p) => add(sum, p), [0, 0]), 1 / ring.length)
