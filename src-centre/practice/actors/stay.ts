import { reentryLife } from '../../../src-domain/access/limits.ts'
import { second } from '../../../src-domain/time.ts'
import { directed, pause, type Visit } from './visit.ts'
import { untilClock } from './waiting.ts'
import { leave, walkIn } from './wayIn.ts'

/** One visit in so many needs the bag from the car, and the door once more. */
const bagForgotten = 7
/** Longer than a lock stands open by itself. */
const locksBehindThem = 180 * second

/** Four to twelve minutes with whoever pressed. False when they were called off. */
export const help = async (v: Visit): Promise<boolean> => {
  const own = v.doorIds.at(-1)
  const door = own === undefined ? null : v.doors.at(own)
  const isPlain = v.home === null || directed(v, 'smooth') || directed(v, 'briefly')
  if (door && !isPlain && v.random.chance(1 / bagForgotten) && v.phone.hasLeaseFor(door.doorId)) {
    if (!(await pause(v, 50, 150))) return false
    await v.phone.tryDoor(door)
  }
  return directed(v, 'briefly') ? pause(v, 60, 90) : pause(v, 4 * 60, 12 * 60)
}

/**
 * Where a scenario wants it: the bag is still inside, and the doors have locked themselves. The same grant lets them
 * in again, or no longer.
 */
export const comeBack = async (v: Visit): Promise<boolean> => {
  const isLate = directed(v, 'comesBackLate')
  if (!isLate && !directed(v, 'comesBack')) return true
  leave(v)
  const over = v.clock.now() + reentryLife
  if (!(await v.pace.wait(locksBehindThem, v.signal))) return false
  if (isLate && !(await untilClock(v, over + second))) return false
  return walkIn(v)
}
