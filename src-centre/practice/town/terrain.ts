import { fractal, noise, ramp } from './noise.ts'
import { at, distanceToSegment, type Point } from './plane.ts'

/**
 * The ground before anybody built on it, plus the harbour that everybody came for. All in local metres, the origin at
 * the head of the bay. The large shapes (fjord, valley, hills) grow with `scale`; coves, skerries and quays do not.
 */
export interface Terrain {
  readonly scale: number
  /** Metres from the shore: positive on land, negative in the water. Roughly a distance, good near the shore. */
  readonly land: (x: number, y: number) => number
  /** Metres from the fjord's shore without coves, islands, harbour and river: what roads along the coast follow. */
  readonly broad: (x: number, y: number) => number
  /** Metres above the sea, 0 at the shore. */
  readonly height: (x: number, y: number) => number
  /** Signed metres east of the river's middle. */
  readonly eastOfRiver: (x: number, y: number) => number
  /** The river's middle, from the mouth inland. */
  readonly river: readonly Point[]
  readonly harbour: Harbour
  /** The named islands' middles. */
  readonly islands: readonly { readonly x: number; readonly y: number }[]
}

/** The quay's own axes: `along` the quay from west to east, `out` towards the fjord. */
export interface Harbour {
  readonly centre: Point
  readonly angle: number
  /** From the quay's axes to local metres. */
  readonly place: (along: number, out: number) => Point
}

interface Island {
  readonly x: number
  readonly y: number
  readonly length: number
  readonly width: number
  readonly angle: number
}

const FAR = 1e6

const bump = (u: number, middle: number, width: number): number => Math.exp(-(((u - middle) / width) ** 2))

export function makeTerrain(seed: number, scale: number): Terrain {
  const phase = (n: number): number => noise(seed + n, 0.37 * n + 0.5, 0.71) * Math.PI
  const [p1, p2, p3, p4] = [phase(1), phase(2), phase(3), phase(4)]
  const small = scale ** 0.4

  const shoreAt = (u: number): number => {
    const away = 1 - Math.exp(-((u / 640) ** 2))
    const heads = 130 * bump(u, -640, 150) + 170 * bump(u, 640, 170) + 210 * bump(u, 1330, 190)
    const bays = 260 * bump(u, 1700, 170) + 240 * bump(u, -1420, 200) + 90 * bump(u, 980, 120)
    return 430 * away + heads - bays + ramp(500, 1300, Math.abs(u)) * (120 * Math.sin(u / 520 + p1) + 0.1 * u)
  }
  const shore = tabled(shoreAt, -6500, 6500, 5)
  const shoreSlope = tabled((u) => (shoreAt(u + 20) - shoreAt(u - 20)) / 40, -6500, 6500, 5)
  const farShore = (u: number): number => 2450 + 260 * Math.sin(u / 1150 + p2) - 0.13 * u
  const fjord = (u: number, v: number): number => {
    const south = (shore(u) - v) / Math.hypot(1, shoreSlope(u))
    const north = v - farShore(u)
    const head = u - 3500 + 0.35 * Math.abs(v - 1500)
    return Math.max(south, north, head)
  }

  const riverAt = (y: number): number => {
    const v = y / scale
    const inland = ramp(60, -620, v)
    const wide = 215 * Math.sin(v / 330 + p3) + 88 * Math.sin(v / 141 + p4)
    return scale * (150 + inland * wide) + inland * (scale - 1) * 40 * Math.sin(y / 140 + p1)
  }
  const riverX = tabled(riverAt, -4700 * scale, 4200 * scale, 6)
  const riverSlope = tabled((y) => (riverAt(y + 8) - riverAt(y - 8)) / 16, -4700 * scale, 4200 * scale, 6)
  const riverHalf = (y: number): number =>
    (12 + 5 * ramp(-900, 0, y / scale) + 30 * ramp(-60, 160, y)) * small
  const eastOfRiver = (x: number, y: number): number => {
    return (x - riverX(y)) / Math.hypot(1, riverSlope(y))
  }

  const harbour = makeHarbour(small)
  const calm = (x: number, y: number): number =>
    ramp(290, 600, Math.hypot(x - harbour.centre[0] - 60, (y - harbour.centre[1]) * 1.1) / small)

  const islands = makeIslands(seed, scale)
  const broad = (x: number, y: number): number => scale * fjord(x / scale, y / scale)

  const land = (x: number, y: number): number => {
    const wild = calm(x, y)
    const wx = x + wild * scale * 170 * fractal(seed + 11, x / (430 * scale), y / (430 * scale), 3)
    const wy = y + wild * scale * 190 * fractal(seed + 12, x / (430 * scale), y / (430 * scale), 3)
    let metres = broad(wx, wy)
    if (metres < 900 * scale) {
      const coves = wild * 58 * fractal(seed + 13, x / 170, y / 170, 4)
      metres += coves
      for (const island of islands) metres = Math.max(metres, islandField(island, x, y) + coves * 0.7)
      metres = harbourField(harbour, small, x, y, metres)
    }
    const bank = Math.abs(x - riverX(y)) < 260 * small + 200 ? Math.abs(eastOfRiver(x, y)) : FAR
    const ripple = 2.2 * noise(seed + 15, x / 46, y / 46)
    return y < 260 * small ? Math.min(metres, bank - riverHalf(y) + ripple) : metres
  }

  const height = (x: number, y: number): number => {
    const u = x / scale
    const v = y / scale
    const coast = broad(x, y) / scale
    const valley = Math.abs(u - riverX(y) / scale)
    const rough = fractal(seed + 21, u / 620, v / 620, 4)
    const sides = ramp(640, 1900, valley) * ramp(120, 950, coast) * (190 + 130 * rough)
    const behind = ramp(1500, 4200, valley + Math.max(0, -v - 1800) * 0.6) * 210 * (0.8 + rough)
    const knolls =
      ramp(80, 420, coast * scale) *
      (10 + 26 * fractal(seed + 22, x / 330, y / 330, 3)) *
      ramp(120, 420, valley)
    const aas = 30 * Math.exp(-(((u + 800) / 330) ** 2) - ((v + 640) / 280) ** 2)
    const metres =
      9 * ramp(10, 220, coast * scale) + sides + Math.max(0, behind) * ramp(200, 1200, coast) + knolls + aas
    return Math.max(0, metres)
  }

  const river: Point[] = []
  for (let y = 130; y > -4400 * scale; y -= 20) river.push([riverX(y), y])
  return { scale, land, broad, height, eastOfRiver, river, harbour, islands: islands.slice(0, 5) }
}

/** A function of one number read once and interpolated after. */
function tabled(f: (y: number) => number, low: number, high: number, step: number): (y: number) => number {
  const values = Float64Array.from({ length: Math.ceil((high - low) / step) + 2 }, (_, i) =>
    f(low + i * step),
  )
  return (y) => {
    const g = Math.max(0, Math.min(values.length - 2, (y - low) / step))
    const i = Math.floor(g)
    return (values[i] ?? 0) + ((values[i + 1] ?? 0) - (values[i] ?? 0)) * (g - i)
  }
}

function makeHarbour(small: number): Harbour {
  const centre: Point = [-205 * small, 30 * small]
  const angle = 0.13
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const place = (along: number, out: number): Point => [
    centre[0] + (along * cos - out * sin) * small,
    centre[1] + (along * sin + out * cos) * small,
  ]
  return { centre, angle, place }
}

/** Quay, basin, two piers and two breakwaters, cut sharply into the natural shore. */
function harbourField(harbour: Harbour, small: number, x: number, y: number, natural: number): number {
  const dx = (x - harbour.centre[0]) / small
  const dy = (y - harbour.centre[1]) / small
  if (Math.hypot(dx, dy) > 700) return natural
  const cos = Math.cos(harbour.angle)
  const sin = Math.sin(harbour.angle)
  const a = dx * cos + dy * sin
  const o = dy * cos - dx * sin
  let metres = natural / small
  metres = Math.min(metres, -box(a, o, 20, 75, 235, 75))
  metres = Math.max(metres, box(a, o, -20, -85, 270, 85))
  metres = Math.max(
    metres,
    box(a, o, -240, 20, 30, 20),
    box(a, o, -150, 30, 9, 34),
    box(a, o, 20, 42, 24, 46),
    box(a, o, 165, 26, 10, 30),
  )
  const moles: [number, number][][] = [
    [
      [-290, 10],
      [-285, 95],
      [-225, 168],
      [-120, 192],
    ],
    [
      [262, -20],
      [262, 80],
      [205, 150],
      [120, 172],
    ],
  ]
  for (const mole of moles) {
    for (let i = 1; i < mole.length; i += 1) {
      metres = Math.max(metres, 7 - distanceToSegment([a, o], at(mole, i - 1), at(mole, i)))
    }
  }
  return metres * small
}

/** Signed distance to a box: positive inside. */
function box(a: number, o: number, ca: number, co: number, halfA: number, halfO: number): number {
  const da = Math.abs(a - ca) - halfA
  const d = Math.abs(o - co) - halfO
  return da > 0 && d > 0 ? -Math.hypot(da, d) : -Math.max(da, d)
}

function makeIslands(seed: number, scale: number): Island[] {
  const spread = (n: number): number => noise(seed + 31, n * 1.37 + 0.3, 4.6)
  const island = (u: number, v: number, length: number, width: number, n: number): Island => ({
    x: u * scale,
    y: v * scale,
    length: length * scale ** 0.8,
    width: width * scale ** 0.8,
    angle: 0.35 + 0.8 * spread(n),
  })
  const isles = [
    island(520, 1010, 330, 150, 1),
    island(-760, 980, 170, 80, 2),
    island(-330, 700, 70, 38, 3),
    island(-1900, 1250, 420, 170, 4),
    island(1750, 1350, 130, 70, 5),
  ]
  for (let n = 0; n < 16; n += 1) {
    const group = n % 4
    const u = [-980, -420, 300, -1500][group] ?? 0
    const v = [880, 760, 1330, 900][group] ?? 0
    isles.push(
      island(
        u + 210 * spread(10 + n),
        v + 130 * spread(40 + n),
        26 + 14 * spread(60 + n),
        14 + 6 * spread(80 + n),
        n,
      ),
    )
  }
  return isles
}

function islandField(island: Island, x: number, y: number): number {
  const dx = x - island.x
  const dy = y - island.y
  // Beyond this the island decides no depth either.
  if (Math.abs(dx) + Math.abs(dy) > island.length * (2.5 + 420 / island.width)) return -FAR
  const a = dx * Math.cos(island.angle) + dy * Math.sin(island.angle)
  const o = dy * Math.cos(island.angle) - dx * Math.sin(island.angle)
  const round = Math.hypot(a / island.length, o / island.width)
  return (1 - round) * island.width
}
