import type { Random } from '../random.ts'
import type { Side } from './faces.ts'
import { centreStreets, families, firstParts, lastParts, mainRoads, people, wholeNames } from './names.ts'
import type { Link, Network } from './network.ts'
import { alongLine, at, distance, type Point } from './plane.ts'
import type { Stroke } from './streamlines.ts'
import type { RoadClass } from './town.ts'

/** A named run of links. House numbers start at its beginning, the end nearer to the old centre. */
export interface Street {
  readonly id: number
  readonly name: string
  readonly class: RoadClass
  readonly links: readonly number[]
  readonly length: number
}

/** Where a building belongs: `along` metres from the street's start; side 0 is left (odd numbers), 1 right (even). */
export interface Frontage {
  readonly street: number
  readonly along: number
  readonly side: 0 | 1
}

export interface Addresses {
  readonly streets: readonly Street[]
  readonly streetOf: readonly number[]
  /** @param along metres from the beginning of the side, in the direction that it is walked */
  readonly frontage: (side: Side, along: number) => Frontage
}

const RANK: Record<RoadClass, number> = {
  trunk: 0,
  primary: 1,
  secondary: 2,
  residential: 3,
  service: 4,
  path: 5,
}

/** Cuts strokes into streets of believable length and names each once. */
export function nameStreets(
  random: Random,
  network: Network,
  strokes: readonly Stroke[],
  middle: Point,
  centreRadius: number,
): Addresses {
  const runs = runsOf(network, strokes)
  const drafts = runs.map((links) => {
    const first = at(network.links, at(links, 0))
    const last = at(network.links, at(links, links.length - 1))
    const length = links.reduce((sum, i) => sum + at(network.links, i).length, 0)
    const ends = [at(first.line, 0), at(last.line, last.line.length - 1)] as const
    const turned = distance(ends[0], middle) > distance(ends[1], middle)
    const half = alongLine(at(network.links, at(links, links.length >> 1)).line, 30).point
    return {
      links: turned ? links.slice().reverse() : links,
      turned,
      length,
      class: first.class,
      half,
      stroke: first.stroke,
    }
  })
  const order = drafts.map((_, i) => i).sort((a, b) => at(drafts, b).length - at(drafts, a).length)
  const names = new Map<number, string>()
  const used = new Set<string>()
  const give = (i: number, name: string): void => {
    used.add(name)
    names.set(i, name)
  }
  for (const i of order) {
    const fixed = strokes[at(drafts, i).stroke]?.name
    if (fixed !== undefined && !used.has(fixed)) give(i, fixed)
  }
  const old = centreStreets.slice()
  const main = mainRoads.slice()
  const words = residentialNames(random)
  const fresh = (list: string[]): string => {
    for (let name = list.shift(); name !== undefined; name = list.shift()) if (!used.has(name)) return name
    for (let name = words.next(); ; name = words.next()) if (!used.has(name)) return name
  }
  for (const i of order) {
    if (names.has(i)) continue
    const draft = at(drafts, i)
    const central = distance(draft.half, middle) < centreRadius * 1.15
    if (central) give(i, fresh(old))
    else if (RANK[draft.class] <= 2 && draft.length > 260) give(i, fresh(main))
    else give(i, fresh([]))
  }
  const streetOf: number[] = new Array(network.links.length).fill(0)
  const before: number[] = new Array(network.links.length).fill(0)
  const turned: boolean[] = new Array(network.links.length).fill(false)
  const streets = drafts.map((draft, id): Street => {
    let length = 0
    for (const link of draft.links) {
      streetOf[link] = id
      before[link] = length
      turned[link] = draft.turned
      length += at(network.links, link).length
    }
    return { id, name: names.get(id) ?? '', class: draft.class, links: draft.links, length }
  })
  return {
    streets,
    streetOf,
    frontage(side, along) {
      const link = at(network.links, side.link)
      const flipped = at(turned, side.link)
      const withStreet = side.forward !== flipped
      return {
        street: at(streetOf, side.link),
        along: at(before, side.link) + (withStreet ? along : link.length - along),
        side: withStreet ? 0 : 1,
      }
    },
  }
}

/** Links of one stroke that follow on one another, cut where a long street meets a greater one. */
function runsOf(network: Network, strokes: readonly Stroke[]): number[][] {
  const runs: number[][] = []
  let run: number[] = []
  let length = 0
  let previous: Link | undefined
  network.links.forEach((link, i) => {
    const follows = previous !== undefined && previous.stroke === link.stroke && previous.to === link.from
    const meeting = at(network.crossings, link.from).links.some(
      (l) => RANK[at(network.links, l).class] < RANK[link.class],
    )
    const named = strokes[link.stroke]?.name !== undefined
    const cut = !named && ((meeting && length > 330) || length > 900)
    if (!follows || cut) {
      if (run.length > 0) runs.push(run)
      run = []
      length = 0
    }
    run.push(i)
    length += link.length
    previous = link
  })
  if (run.length > 0) runs.push(run)
  return runs
}

function residentialNames(random: Random): { next(): string } {
  // The first few are in every town.
  const whole = [...wholeNames.slice(0, 3), ...random.shuffle(wholeNames.slice(3))]
  const joined = new Set<string>()
  const pairs = random.shuffle(
    firstParts.flatMap((first) => [...new Set(lastParts)].map((last) => `${first}${last}`)),
  )
  const common = random.shuffle(firstParts).map((first) => `${first}${random.pick(lastParts)}`)
  const folk = random.shuffle(
    people.flatMap((person) => families.map((family) => `${person} ${family}s veg`)),
  )
  const queue = [
    ...whole.slice(0, 3),
    ...common.slice(0, 30),
    ...whole.slice(3, 12),
    ...common.slice(30),
    ...whole.slice(12),
  ]
  const all = [...queue, ...mixed(pairs, folk)].filter((name) => {
    if (joined.has(name)) return false
    joined.add(name)
    return true
  })
  let index = 0
  return {
    next: () => {
      const name = all[index] ?? `Felt ${index}`
      index += 1
      return name
    },
  }
}

function mixed(a: readonly string[], b: readonly string[]): string[] {
  const out: string[] = []
  a.forEach((item, i) => {
    out.push(item)
    if (i % 3 === 0 && b[i / 3] !== undefined) out.push(b[i / 3] as string)
  })
  return out
}
