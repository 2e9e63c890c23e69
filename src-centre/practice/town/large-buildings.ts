import type { Random } from '../random.ts'
import type { Side } from './faces.ts'
import { at, lerp, moved, type Point } from './plane.ts'
import { type Ground, rectangle, spotAt } from './plots.ts'

export function slab(
  random: Random,
  ground: Ground,
  side: Side,
  line: readonly Point[],
  half: number,
  s: number,
  stop: number,
): number {
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
function backSlab(
  random: Random,
  ground: Ground,
  side: Side,
  kerb: Point,
  d: Point,
  half: number,
  s: number,
  width: number,
  behind: number,
): void {
  const setback = behind + random.between(24, 30)
  const ring = rectangle(kerb, d, 0, setback, width, random.between(11.5, 13.5))
  const middle = lerp(at(ring, 0), at(ring, 2), 0.5)
  if (ground.ground(...middle) < 4 || ground.zoneAt(...middle) !== 'flats' || !ground.site.fits(ring, 15, 6))
    return
  const edge = -width / 2 - 6.5
  const lane = [
    moved(kerb, d, edge, -half),
    moved(kerb, d, edge, setback - 6),
    moved(kerb, d, width / 2 - 4, setback - 6),
  ]
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

export function hall(
  random: Random,
  ground: Ground,
  side: Side,
  line: readonly Point[],
  half: number,
  s: number,
  stop: number,
): number {
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
