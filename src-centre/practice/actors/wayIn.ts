import type { RefusalCause } from '../../../src-domain/access/words.ts'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import type { DoorActor } from './door.ts'
import { directed, pause, reached, type Visit } from './visit.ts'
import { changeOr, untilClock, untilLeaseHelps } from './waiting.ts'

/** How often a door that does not move is tried before they take another way. */
const tries = 2

/** Walks in by the door chain; false when they were called off. Doors that they opened are held until `leave`. */
export const walkIn = async (v: Visit): Promise<boolean> => {
  const first = v.home?.chain[0]
  if (first?.kind === 'keyStore') {
    if (!(await pause(v, 15, 35))) return false
    await v.keypads.typeCode(first)
  }
  for (const doorId of v.doorIds) {
    if (!(await pause(v, 5, doorId === v.doorIds[0] ? 12 : 30))) return false
    if (!(await passDoor(v, doorId))) return false
    v.doors.at(doorId)?.holdOpen(true)
    reached(v, doorId === v.doorIds.at(-1) ? 'inside' : 'upstairs')
  }
  return true
}

export const leave = (v: Visit): void => {
  for (const doorId of v.doorIds) v.doors.at(doorId)?.holdOpen(false)
  v.phone.setCoverage(true)
  reached(v, 'left')
}

const passDoor = async (v: Visit, doorId: string): Promise<boolean> => {
  const door = v.doors.at(doorId)
  const own = doorId === v.doorIds.at(-1)
  // A metal key that they have with them, or a code that they know or are told.
  if (!door) {
    while (own && directed(v, 'codeUnknown') && !v.keypads.wasTold(stepOf(doorId)) && !v.signal.aborted)
      await changeOr(v, 10)
    return pause(v, 6, 14)
  }
  let failed = 0
  // A door without a clock wants the time from the centre: one of them then holds the phone out of the window.
  let needsLine = false
  let lost = own && directed(v, 'wrongDoorFirst')
  let lingers = own && directed(v, 'lingers')
  while (!v.signal.aborted) {
    if (v.doors.isUnlocked(doorId) && !directed(v, 'chainOn')) return pause(v, 2, 4)
    if (own && directed(v, 'useKeyStore')) return anotherWay(v, own)
    if (failed >= tries) return anotherWay(v, own)
    if (hasOnlyCode(v, doorId)) {
      const typed = await v.keypads.typeCode(stepOf(doorId))
      if (typed === 'opened') return opened(v, door, own)
      if (typed === 'jammed') failed += 1
      if (!(await pause(v, 6, 12))) return false
      continue
    }
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
    if (lingers) {
      lingers = false
      await untilClock(v, v.phone.leaseOf(doorId)?.until ?? 0)
    }
    if (own) reached(v, 'tries')
    const tried = await v.phone.tryDoor(door)
    if (tried.kind === 'record' && tried.outcome.kind === 'opened') return opened(v, door, own)
    if (tried.kind === 'record' && tried.outcome.kind === 'refused' && tried.outcome.cause !== 'jammed') {
      if (tried.outcome.cause === 'noClock') needsLine = true
      // None comes while they stand inside without a line.
      if (isOfLease(tried.outcome.cause)) await untilLeaseHelps(v, doorId)
      else await untilChange(v)
      continue
    }
    if (tried.kind !== 'noLease') failed += 1
    if (!(await pause(v, 6, 12))) return false
  }
  return false
}

/** Time or another lease changes this answer; asking again does not. */
const isOfLease = (cause: RefusalCause): boolean =>
  cause === 'notYetValid' || cause === 'expired' || cause === 'spent'

const stepOf = (doorId: string): ChainStep => ({ kind: 'door', doorId })

/** Nothing on the phone, or the phone is dead or blocked; but a code was read out to them. */
const hasOnlyCode = (v: Visit, doorId: string): boolean =>
  !v.phone.hasLeaseFor(doorId) && v.keypads.hasCode(stepOf(doorId))

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
    if (await openAgain(v, door)) return true
    await untilChange(v)
  }
  return false
}

const openAgain = async (v: Visit, door: DoorActor): Promise<boolean> => {
  if (hasOnlyCode(v, door.doorId)) return (await v.keypads.typeCode(stepOf(door.doorId))) === 'opened'
  const again = await v.phone.tryDoor(door)
  return again.kind === 'record' && again.outcome.kind === 'opened'
}

/** The neighbour's door knows nothing of this grant, and says so. */
const tryNeighbour = async (v: Visit, doorId: string): Promise<void> => {
  const next = v.doors.neighbourOf(doorId)
  if (next) await v.phone.tryDoor(next)
}

/** The spare key; or, where none is kept, somebody who lets them in: a neighbour, the caretaker, the fire brigade. */
const anotherWay = async (v: Visit, own: boolean): Promise<boolean> => {
  const spare = v.home?.chain.find((step) => step.kind === 'keyStore')
  if (!spare) return own ? pause(v, 240, 420) : pause(v, 40, 120)
  if (!(v.fetchSpare ? await v.fetchSpare() : await pause(v, 50, 90))) return false
  await v.keypads.typeCode(spare)
  return true
}

/** They step outside, where the phone has a line, and wait for whoever answers at the centre, or for a code. */
const untilLease = async (v: Visit, doorId: string): Promise<void> => {
  v.phone.setCoverage(true)
  const waits = () =>
    !v.phone.hasLeaseFor(doorId) && !v.keypads.hasCode(stepOf(doorId)) && !v.doors.isUnlocked(doorId)
  while (!v.signal.aborted && waits()) await changeOr(v, 20)
}

const untilChange = async (v: Visit): Promise<void> => {
  v.phone.setCoverage(true)
  await changeOr(v, 30)
}
