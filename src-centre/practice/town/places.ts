import type { Face } from './faces.ts'
import type { Landmark } from './landmarks.ts'
import type { Layout, Quarter } from './layout.ts'
import { hillNames, islandNames } from './names.ts'
import { at, distance, type Point } from './plane.ts'
import { toLonLat } from './projection.ts'
import type { Terrain } from './terrain.ts'
import type { Place, PlaceKind } from './town.ts'

/** Names on the map, the greatest first. */
export function placesOf(
  terrain: Terrain,
  layout: Layout,
  landmarks: readonly Landmark[],
  square: Face | undefined,
  parks: readonly Face[],
  heartOf: (quarter: Quarter) => Point,
): Place[] {
  const k = terrain.scale
  const places: Place[] = []
  const put = (kind: PlaceKind, name: string, point: Point, rank: 1 | 2 | 3, turn = 0): void => {
    places.push({ id: `place-${places.length + 1}`, kind, name, position: toLonLat(point), rank, turn })
  }
  put('fjord', 'Fjordvikfjorden', [150 * k, 1650 * k], 1, -3)
  put('fjord', 'Vika', terrain.harbour.place(20, 330), 3)
  for (const y of [-820, -1700, -2900]) {
    const i = terrain.river.findIndex((p) => p[1] < y * k)
    const [a, b] = [at(terrain.river, i), at(terrain.river, i + 3)]
    const turn = (Math.atan2(a[0] - b[0], a[1] - b[1]) * 180) / Math.PI
    put('river', 'Vikelva', a, 2, Math.round(turn - 90))
  }
  layout.quarters.forEach((quarter, i) => {
    const label: Point = i === 0 ? [quarter.centre[0] - 70 * k, quarter.centre[1] - 85 * k] : heartOf(quarter)
    put('district', quarter.name, label, i < 8 ? 1 : 2)
  })
  if (square !== undefined) put('square', 'Torget', square.middle, 3)
  terrain.islands.forEach((island, i) => {
    put('island', islandNames[i] ?? 'Skjæret', [island.x, island.y], i === 2 ? 3 : 2)
  })
  hillNames.forEach((name, i) => {
    const top = summit(terrain, HILLS[i] ?? [0, 0])
    if (top !== undefined) put('hill', name, top, i < 2 ? 2 : 3)
  })
  const middle = layout.quarters[0]?.centre ?? [0, 0]
  const [cityPark] = parks.slice().sort((a, b) => distance(a.middle, middle) - distance(b.middle, middle))
  if (cityPark !== undefined) put('park', 'Byparken', cityPark.middle, 3)
  for (const landmark of landmarks)
    put('institution', landmark.name, landmark.middle, landmark.kind === 'hospital' ? 2 : 3)
  return places
}

const HILLS: readonly Point[] = [
  [-1150, -900],
  [1500, -900],
  [-1900, -500],
  [1700, -2000],
  [-1800, -2300],
  [700, 3100],
]

/** Climbs from a rough place to the top of its hill. */
function summit(terrain: Terrain, rough: Point): Point | undefined {
  let p: Point = [rough[0] * terrain.scale, rough[1] * terrain.scale]
  for (let step = 160; step >= 20; step /= 2) {
    for (let n = 0; n < 12; n += 1) {
      const around: Point[] = [
        [step, 0],
        [-step, 0],
        [0, step],
        [0, -step],
      ]
      const best = around
        .map(([dx, dy]): Point => [p[0] + dx, p[1] + dy])
        .sort((a, b) => terrain.height(...b) - terrain.height(...a))[0]
      if (best === undefined || terrain.height(...best) <= terrain.height(...p)) break
      p = best
    }
  }
  return terrain.height(...p) > 60 ? p : undefined
}
