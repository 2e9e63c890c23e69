import type { Random } from '../random.ts'
import type { Side } from './faces.ts'
import { add, at, lerp, moved, type Point } from './plane.ts'
import { type Ground, rectangle, spotAt, turned } from './plots.ts'

export function villa(
  random: Random,
  ground: Ground,
  side: Side,
  line: readonly Point[],
  half: number,
  s: number,
  stop: number,
): number {
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

function villaShape(
  random: Random,
  kerb: Point,
  d: Point,
  setback: number,
  width: number,
  depth: number,
): Point[] {
  const ring = rectangle(kerb, d, 0, setback, width, depth)
  if (!random.chance(0.4)) return ring
  // A wing on one side, towards the garden.
  const wing = random.between(0.4, 0.55) * width
  const out = random.between(2.4, 4.2)
  const [a, b, c, e] = [at(ring, 0), at(ring, 1), at(ring, 2), at(ring, 3)]
  const back: Point = moved([0, 0], d, 0, out)
  const split = lerp(e, c, random.chance(0.5) ? wing / width : 1 - wing / width)
  return random.chance(0.5)
    ? [a, b, add(c, back), add(split, back), split, e]
    : [a, b, c, split, add(split, back), add(e, back)]
}

/** A house on a back plot, reached past its neighbours. */
function garage(
  random: Random,
  ground: Ground,
  kerb: Point,
  d: Point,
  width: number,
  side: Side,
  s: number,
): void {
  const ring = turned(
    rectangle(kerb, d, random.between(-4, 4), random.between(27, 34), 11, 8.5),
    kerb,
    random.normal(0, 0.05),
  )
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

export function rowOrVilla(
  random: Random,
  ground: Ground,
  side: Side,
  line: readonly Point[],
  half: number,
  s: number,
  stop: number,
): number {
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
      const ring = rectangle(
        kerb,
        d,
        -width / 2 + (n + 0.5) * unitWidth,
        setback + step,
        unitWidth - 0.12,
        depth - step,
      )
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

export function farm(
  random: Random,
  ground: Ground,
  side: Side,
  line: readonly Point[],
  half: number,
  s: number,
): number {
  const apart = random.between(120, 620)
  if (random.chance(0.35)) return apart
  const { kerb, d } = spotAt(line, s, 20, half)
  const setback = random.between(18, 46)
  const turn = random.normal(0, 0.3)
  const house = turned(rectangle(kerb, d, 0, setback, 13, 8.5), kerb, turn)
  const barn = turned(
    rectangle(kerb, d, random.between(22, 30), setback + random.between(8, 20), 26, 13),
    kerb,
    turn + 0.25,
  )
  if (ground.ground(...at(house, 2)) < 6) return apart
  const frontage = ground.addresses.frontage(side, s)
  const door = lerp(at(house, 0), at(house, 1), 0.5)
  const plan = { kind: 'house', ring: house, frontage, floors: 2, doors: [door], perFloor: 1 } as const
  if (!ground.site.build(plan, 14, 8) || !random.chance(0.7)) return apart
  const yard = [
    moved(kerb, d, 9, -half),
    moved(kerb, d, 12, setback - 4),
    lerp(at(barn, 0), at(barn, 1), 0.5),
  ]
  const barnDoor = lerp(at(barn, 0), at(barn, 1), 0.5)
  const along = { ...frontage, along: frontage.along + 0.5 }
  ground.site.build(
    { kind: 'barn', ring: barn, frontage: along, floors: 1, doors: [barnDoor], perFloor: 0 },
    8,
    8,
  )
  ground.site.pave({ class: 'service', name: '', line: yard.slice(0, 2) }, 2.4)
  return apart
}

/** In the centre where no closed block stands: town houses side by side. */
export function townHouse(
  random: Random,
  ground: Ground,
  side: Side,
  line: readonly Point[],
  half: number,
  s: number,
): number {
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
