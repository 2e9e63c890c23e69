import { second } from '../../../src-domain/time.ts'
import type { Pace } from '../pace.ts'
import type { Home } from '../people/homes.ts'
import type { Random } from '../random.ts'
import type { Equipment } from '../telemetry/equipment.ts'
import type { Coverage } from './coverage.ts'
import type { Directions } from './directions.ts'
import type { DoorActor } from './door.ts'
import type { Doors } from './doors.ts'
import type { Phone } from './phone.ts'

export type Visit = {
  readonly home: Home | null
  /** In walking order, as the dispatch names them. */
  readonly doorIds: readonly string[]
  readonly phone: Phone
  readonly random: Random
  readonly pace: Pace
  readonly doors: Doors
  readonly equipment: Equipment
  readonly directions: Directions
  readonly coverage: Coverage
  readonly signal: AbortSignal
}

/** How often a door that does not move is tried before they take another way. */
const tries = 2

/** Walks in by the door chain; false when they were called off. Doors that they opened are held until `leave`. */
export const walkIn = async (v: Visit): Promise<boolean> => {
  const needsKey = v.home?.chain[0]?.kind === 'keyStore'
  if (needsKey && !(await pause(v, 15, 35))) return false
  for (const doorId of v.doorIds) {
    if (!(await pause(v, 5, doorId === v.doorIds[0] ? 12 : 30))) return false
    if (!(await passDoor(v, doorId))) return false
    v.doors.at(doorId)?.holdOpen(true)
  }
  return true
}

export const leave = (v: Visit): void => {
  for (const doorId of v.doorIds) v.doors.at(doorId)?.holdOpen(false)
  v.phone.setCoverage(true)
}

const pause = (v: Visit, least: number, most: number): Promise<boolean> =>
  v.pace.wait(v.random.between(least, most) * second, v.signal)

const directed = (v: Visit, kind: Parameters<Directions['has']>[1]) =>
  v.directions.has(v.home?.id ?? null, kind)

const passDoor = async (v: Visit, doorId: string): Promise<boolean> => {
  const door = v.doors.at(doorId)
  // A metal key that they have with them, or a code that the whole stair knows.
  if (!door) return pause(v, 6, 14)
  const own = doorId === v.doorIds.at(-1)
  let failed = 0
  // A door without a clock wants the time from the centre: one of them then holds the phone out of the window.
  let needsLine = false
  let lost = own && directed(v, 'wrongDoorFirst')
  while (!v.signal.aborted) {
    if (v.doors.isUnlocked(doorId) && !directed(v, 'chainOn')) return pause(v, 2, 4)
    if (own && directed(v, 'useKeyStore')) return anotherWay(v, own)
    if (failed >= tries) return anotherWay(v, own)
    if (!v.phone.hasLeaseFor(doorId)) {
      await untilLease(v, doorId)
      continue
    }
    if (lost) {
      await tryNeighbour(v, doorId)
      lost = false
      if (!(await pause(v, 10, 20))) return false
    }
    if (!needsLine && !covered(v)) v.phone.setCoverage(false)
    const tried = await v.phone.tryDoor(door)
    if (tried.kind === 'record' && tried.outcome.kind === 'opened') return opened(v, door, own)
    if (tried.kind === 'record' && tried.outcome.kind === 'refused' && tried.outcome.cause !== 'jammed') {
      if (tried.outcome.cause === 'noClock') needsLine = true
      // Another lease may help; none comes while they stand inside without a line.
      await untilChange(v)
      continue
    }
    if (tried.kind !== 'noLease') failed += 1
    if (!(await pause(v, 6, 12))) return false
  }
  return false
}

const covered = (v: Visit): boolean =>
  directed(v, 'smooth') || (!directed(v, 'noCoverage') && (v.home === null || v.coverage.inside(v.home.id)))

const opened = async (v: Visit, door: DoorActor, own: boolean): Promise<boolean> => {
  if (!own || !directed(v, 'chainOn')) return true
  const lockId = v.doors.row(door.doorId)?.lockId
  if (lockId != null) v.equipment.changeLock(lockId, { doorState: 'ajar', alarms: ['ajar'] })
  door.holdOpen(true)
  // Down to the car for the cutter, and up again.
  if (!(await pause(v, 110, 170))) return false
  if (lockId != null) v.equipment.changeLock(lockId, { doorState: 'closed', lockState: 'locked', alarms: [] })
  while (!v.signal.aborted) {
    const again = await v.phone.tryDoor(door)
    if (again.kind === 'record' && again.outcome.kind === 'opened') return true
    await untilChange(v)
  }
  return false
}

/** The neighbour's door knows nothing of this grant, and says so. */
const tryNeighbour = async (v: Visit, doorId: string): Promise<void> => {
  const next = v.doors.neighbourOf(doorId)
  if (next) await v.phone.tryDoor(next)
}

/** The spare key; or, where none is kept, somebody who lets them in: a neighbour, the caretaker, the fire brigade. */
const anotherWay = async (v: Visit, own: boolean): Promise<boolean> => {
  const spare = v.home?.chain.some((step) => step.kind === 'keyStore') ?? false
  if (spare) return pause(v, 50, 90)
  return own ? pause(v, 240, 420) : pause(v, 40, 120)
}

/** They step outside, where the phone has a line, and wait for whoever answers at the centre. */
const untilLease = async (v: Visit, doorId: string): Promise<void> => {
  v.phone.setCoverage(true)
  while (!v.signal.aborted && !v.phone.hasLeaseFor(doorId) && !v.doors.isUnlocked(doorId))
    await changeOr(v, 20)
}

const untilChange = async (v: Visit): Promise<void> => {
  v.phone.setCoverage(true)
  await changeOr(v, 30)
}

/** Something new on the phone, or so many seconds of life; returns at once when they are called off. */
const changeOr = (v: Visit, seconds: number): Promise<void> =>
  new Promise((resolve) => {
    const done = new AbortController()
    const stop = v.phone.onChange(() => done.abort())
    void v.pace.wait(seconds * second, AbortSignal.any([v.signal, done.signal])).then(() => {
      stop()
      resolve()
    })
  })
