import { pause, type Visit } from './visit.ts'
import { changeOr } from './waiting.ts'

/** How often somebody with a lease tries a door before they go on to the next. */
const tries = 2

/**
 * A fire crew in a block: in by the street door, then from door to door. They open what their key opens, knock where
 * it does not, and lose no time before any. False when they were called off.
 */
export const walkBlock = async (v: Visit): Promise<boolean> => {
  for (const doorId of v.doorIds) {
    const isStreet = v.doors.row(doorId)?.place === 'street'
    if (!(await pause(v, 4, 10))) return false
    if (isStreet) await untilLease(v, doorId)
    const isIn = v.doors.isUnlocked(doorId) || (await opens(v, doorId))
    if (v.signal.aborted) return false
    if (isIn) v.doors.at(doorId)?.holdOpen(true)
    // Their own tools at the street door; at a flat somebody opens, or they note it and go on.
    else if (!(await pause(v, isStreet ? 40 : 5, isStreet ? 90 : 12))) return false
  }
  return true
}

/** Nobody gets up the stairs otherwise; without a lock of ours there is nothing to wait for. */
const untilLease = async (v: Visit, doorId: string): Promise<void> => {
  while (
    v.doors.at(doorId) &&
    !v.signal.aborted &&
    !v.phone.hasLeaseFor(doorId) &&
    !v.doors.isUnlocked(doorId)
  )
    await changeOr(v, 20)
}

const opens = async (v: Visit, doorId: string): Promise<boolean> => {
  const door = v.doors.at(doorId)
  for (let n = 0; door && n < tries && v.phone.hasLeaseFor(doorId); n += 1) {
    const tried = await v.phone.tryDoor(door)
    if (tried.kind === 'record' && tried.outcome.kind === 'opened') return true
    if (!(await pause(v, 4, 8))) return false
  }
  return false
}
