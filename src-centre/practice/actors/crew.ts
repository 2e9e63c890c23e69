import { type Ms, minute, second } from '../../../src-domain/time.ts'
import { type Clock, every } from '../../clock.ts'
import type { Pace } from '../pace.ts'
import type { Home } from '../people/homes.ts'
import type { Account } from '../people/staff.ts'
import type { Car } from '../people/units.ts'
import type { Random } from '../random.ts'
import type { Equipment } from '../telemetry/equipment.ts'
import type { LonLat } from '../town/town.ts'
import type { TravelGraph } from '../town/travel.ts'
import { walkBlock } from './block.ts'
import type { Coverage } from './coverage.ts'
import type { Directions } from './directions.ts'
import type { Doors } from './doors.ts'
import { drive, type Underway, wayTo } from './driving.ts'
import type { FragilePhone } from './fragile.ts'
import type { Keypads } from './keypads.ts'
import type { Dispatch, Seen } from './phone.ts'
import { comeBack, help } from './stay.ts'
import { reached, type Visit } from './visit.ts'
import { leave, walkIn } from './wayIn.ts'

type CrewWorld = {
  readonly clock: Clock
  readonly pace: Pace
  readonly graph: TravelGraph
  readonly doors: Doors
  readonly keypads: Keypads
  readonly equipment: Equipment
  readonly directions: Directions
  readonly coverage: Coverage
  readonly homeOf: (dispatch: Dispatch) => Home | null
  /** Where the key of this home is fetched on the way; null when it is with them or at the door. */
  readonly cabinetFor: (home: Home) => LonLat | null
  /** Where the spare key hangs, for locks that fail; null when it does so at the house, or there is none. */
  readonly spareFor: (home: Home) => LonLat | null
}

/** The people in one car: they do what the phone asks, as fast as people do. */
export type Crew = {
  readonly carId: string
  /** A crew that is out on a dispatch finishes it before its shift ends. */
  readonly whenFree: () => Promise<void>
  /** Whoever leads the crew signs on at its phone; null for the end of a shift. */
  readonly setOnShift: (leader: Account | null) => void
  readonly close: () => void
}

/** A car that stands says so this often, so that the age of its place stays small. */
const standingWord: Ms = 20 * second
/** Fire engines drive with blue lights. */
const blueLights = 1.3
/** How far a car comes that never arrives. */
const breakdown = 0.55

export const makeCrew = (
  car: Car,
  phone: FragilePhone,
  start: LonLat,
  /** Life until it sets out on its first round of planned visits; null for one that waits at its station. */
  firstRound: Ms | null,
  random: Random,
  world: CrewWorld,
): Crew => {
  const { pace } = world
  const haste = car.kind === 'fire' ? blueLights : 1
  const finished = new Set<string>()
  let where: Underway = { position: start, heading: null }
  let status: Seen['status'] = 'offShift'
  let job: { readonly dispatchId: string; readonly end: AbortController } | null = null
  let round: AbortController | null = null
  let onShift = false
  const whenFree: (() => void)[] = []

  const say = (next: Seen['status'], at: Underway = where) => {
    status = next
    where = at
    phone.show({ position: at.position, heading: at.heading, status })
  }
  const roll = (next: Seen['status']) => (at: Underway) => {
    say(next, at)
    phone.setCoverage(world.coverage.onRoad(at.position))
  }
  const driveTo = async (to: LonLat, share: number, as: Seen['status'], signal: AbortSignal) => {
    const way = wayTo(world.graph, where.position, to)
    // An island without a road: they stay where they are and the operator sees it.
    if (!way) return false
    const came = await drive(pace, way, share, haste, roll(as), signal)
    say(as, { ...where, heading: null })
    return came
  }

  const serve = async (dispatch: Dispatch, signal: AbortSignal): Promise<void> => {
    const { dispatchId } = dispatch
    const home = world.homeOf(dispatch)
    const people = (least: number, most: number) => pace.wait(random.between(least, most) * second, signal)
    if (dispatch.state === 'sent') {
      if (!(await people(4, 14))) return
      phone.step('accept', dispatchId)
    }
    if (dispatch.state !== 'arrived') {
      say('driving')
      if (!(await people(6, 15))) return
      if (!(await driveThere(dispatch, home, signal))) return
      phone.step('arrive', dispatchId)
    }
    say('onScene', { ...where, heading: null })
    const fetchSpare = fetching(home, signal)
    const visit: Visit = { ...world, home, doorIds: dispatch.doorIds, phone, random, fetchSpare, signal }
    try {
      reached(visit, 'arrived')
      if (!(await (home ? walkIn : walkBlock)(visit))) return
      if (!(await help(visit)) || !(await comeBack(visit))) return
    } finally {
      leave(visit)
    }
    finished.add(dispatchId)
    phone.step('clear', dispatchId)
  }
  const driveThere = async (dispatch: Dispatch, home: Home | null, signal: AbortSignal): Promise<boolean> => {
    const goal = dispatch.position ?? home?.entrance ?? null
    if (goal === null) return true
    if (home && world.directions.has(home.id, 'neverArrives')) {
      await driveTo(goal, breakdown, 'driving', signal)
      await aborted(signal)
      return false
    }
    const cabinet = home && world.cabinetFor(home)
    if (cabinet && !(await driveTo(cabinet, 1, 'driving', signal))) return false
    return driveTo(goal, 1, 'driving', signal)
  }
  /** To the cabinet for the spare key and back again, in the middle of a visit. */
  const fetching = (home: Home | null, signal: AbortSignal): Visit['fetchSpare'] => {
    const cabinet = home && world.spareFor(home)
    if (!home || !cabinet) return null
    return async () => {
      const came =
        (await driveTo(cabinet, 1, 'driving', signal)) && (await driveTo(home.entrance, 1, 'driving', signal))
      if (came) say('onScene')
      return came
    }
  }

  const take = (dispatch: Dispatch) => {
    round?.abort()
    round = null
    const mine = { dispatchId: dispatch.dispatchId, end: new AbortController() }
    job = mine
    void serve(dispatch, mine.end.signal).then(() => {
      if (job !== mine) return
      job = null
      if (onShift) say('free')
      for (const free of whenFree.splice(0)) free()
      look()
    })
  }
  const look = () => {
    const asked = phone.dispatches().filter((d) => !finished.has(d.dispatchId))
    const current = job
    if (current && !phone.dispatches().some((d) => d.dispatchId === current.dispatchId))
      return current.end.abort()
    const next = asked[0]
    if (!job && next && onShift) take(next)
    else if (!job && onShift && !round) goRound()
  }
  /** Planned visits, which the centre does not see: the car moves about its part of the town and is free. */
  const goRound = () => {
    const nodes = world.graph.nodes
    if (firstRound === null || nodes.length === 0) return
    const mine = new AbortController()
    round = mine
    const walk = async () => {
      for (let rest = firstRound; await pace.wait(rest, mine.signal); rest = random.between(3, 9) * minute) {
        // Somebody free waits where the phone has a line.
        const near = Array.from({ length: 6 }, () => random.pick(nodes))
          .map((n): LonLat => [n.lon, n.lat])
          .filter(world.coverage.onRoad)
          .toSorted((a, b) => away(a) - away(b))[0]
        if (near && !(await driveTo(near, 1, 'free', mine.signal))) return
      }
    }
    void walk()
  }
  const away = (place: LonLat) => Math.hypot((place[0] - car.base[0]) / 2, place[1] - car.base[1])

  phone.onChange(() => {
    if (onShift) say(status)
    look()
  })
  const stopWords = every(world.clock, standingWord, () => {
    if (onShift) say(status)
  })
  return {
    carId: car.id,
    whenFree: () =>
      new Promise((resolve) => {
        if (job) whenFree.push(resolve)
        else resolve()
      }),
    setOnShift: (leader) => {
      phone.signOn(leader)
      const on = leader !== null
      if (on === onShift) return
      onShift = on
      if (!on) {
        round?.abort()
        round = null
        say('offShift')
      }
      phone.setCoverage(on)
      if (on) {
        status = 'free'
        look()
      }
    },
    close: () => {
      stopWords()
      job?.end.abort()
      round?.abort()
      phone.close()
    },
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
