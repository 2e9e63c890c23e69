import { mix, type Random } from '../random.ts'
import type { LonLat, Town } from '../town/town.ts'

/** Where a phone has no line. */
export type Coverage = {
  readonly onRoad: (place: LonLat) => boolean
  /** Inside a home; thick walls and cellars swallow the signal of about one in ten. */
  readonly inside: (homeId: string) => boolean
}

const deadHomes = 0.1
const metresPerDegree = 111_320
const reach = { least: 120, most: 260 } as const

/** Two hollows between the hills, away from the square. */
export const makeCoverage = (random: Random, seed: number, town: Town): Coverage => {
  const squeeze = Math.cos((town.centre[1] * Math.PI) / 180)
  const metres = (a: LonLat, b: LonLat) => Math.hypot((a[0] - b[0]) * squeeze, a[1] - b[1]) * metresPerDegree
  const far = town.graph.nodes
    .map((node): LonLat => [node.lon, node.lat])
    .filter((node) => metres(node, town.centre) > 700)
  const hollows = random
    .shuffle(far)
    .slice(0, 2)
    .map((middle) => ({ middle, radius: random.between(reach.least, reach.most) }))
  return {
    onRoad: (place) => hollows.every(({ middle, radius }) => metres(place, middle) > radius),
    inside: (homeId) => mix(seed, Number(homeId.replace(/\D/g, ''))) / 2 ** 32 >= deadHomes,
  }
}
