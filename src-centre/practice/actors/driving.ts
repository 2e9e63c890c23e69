import { second } from '../../../src-domain/time.ts'
import type { Pace } from '../pace.ts'
import type { LonLat } from '../town/town.ts'
import { alongRoute, nearestNode, type Route, route, type TravelGraph } from '../town/travel.ts'

/** Off the network, from the kerb to the house: km/h of a car that looks for a number. */
const creeping = 12
const metresPerDegree = 111_320

/** From where it stands to a door, by road as far as there is one. Undefined where no road leads. */
export const wayTo = (graph: TravelGraph, from: LonLat, to: LonLat): Route | undefined => {
  const way = route(graph, nearestNode(graph, from), nearestNode(graph, to))
  const first = way?.line[0]
  const last = way?.line.at(-1)
  if (!way || !first || !last) return undefined
  const out = creep(from, first)
  const away = creep(last, to)
  return {
    seconds: out + way.seconds + away,
    metres: way.metres,
    line: [from, ...way.line, to],
    times: [0, ...way.times.map((t) => t + out), out + way.seconds + away],
  }
}

const creep = (a: LonLat, b: LonLat): number => metresBetween(a, b) / (creeping / 3.6)

export const metresBetween = (a: LonLat, b: LonLat): number =>
  Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]) * metresPerDegree

export type Underway = { readonly position: LonLat; readonly heading: number | null }

/**
 * Seconds of life between two words of where the car is: one second by the wall clock, up to twenty times life;
 * beyond that more often, so that a car is not silent for long when the speed is set back.
 */
const longestStep = 20
const stepOf = (pace: Pace): number => Math.min(longestStep, Math.max(0.2, pace.speed()))

/**
 * Drives along the way and says each second where it is. False when it was stopped; it then stands where it said
 * last. `share`: how much of the way it comes, 1 for all.
 */
export const drive = async (
  pace: Pace,
  way: Route,
  share: number,
  haste: number,
  say: (where: Underway) => void,
  signal: AbortSignal,
): Promise<boolean> => {
  const end = way.seconds * share
  for (let done = 0; done < end; ) {
    const step = Math.min(end - done, stepOf(pace) * haste)
    if (!(await pace.wait((step * second) / haste, signal))) return false
    done += step
    const position = alongRoute(way, done)
    say({ position, heading: done < end ? headingOf(position, alongRoute(way, done + 2)) : null })
  }
  return true
}

/** Degrees clockwise from north; null when both are one place. */
const headingOf = (a: LonLat, b: LonLat): number | null => {
  const east = (b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180)
  const north = b[1] - a[1]
  if (Math.hypot(east, north) * metresPerDegree < 0.5) return null
  return Math.round(((Math.atan2(east, north) * 180) / Math.PI + 360) % 360)
}
