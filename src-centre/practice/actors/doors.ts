import type { Door } from '../people/doors.ts'
import type { Municipality } from '../people/municipality.ts'
import { type DoorActor, type DoorWorld, makeDoorActor } from './door.ts'
import { metresBetween } from './driving.ts'

/** All doors with a lock that our keys open; each comes to life when somebody first stands before it. */
export type Doors = {
  readonly at: (doorId: string) => DoorActor | null
  readonly row: (doorId: string) => Door | undefined
  /** A door of the same kind nearby that is easily mistaken for it. */
  readonly neighbourOf: (doorId: string) => DoorActor | null
  /** Whether one can walk in as it stands: no lock that is known, or unlocked. */
  readonly isUnlocked: (doorId: string) => boolean
}

export const makeDoors = (m: Municipality, world: DoorWorld): Doors => {
  const alive = new Map<string, DoorActor>()
  const lockOf = (doorId: string) => {
    const lockId = m.doors.get(doorId)?.lockId
    return lockId == null ? undefined : m.locks.get(lockId)
  }
  const at = (doorId: string): DoorActor | null => {
    const known = alive.get(doorId)
    if (known) return known
    const door = m.doors.get(doorId)
    const lock = lockOf(doorId)
    if (!door || !lock?.traceable) return null
    const actor = makeDoorActor(door, lock.id, world)
    alive.set(doorId, actor)
    return actor
  }
  return {
    at,
    neighbourOf: (doorId) => {
      const door = m.doors.get(doorId)
      const alike = [...m.doors.values()].filter(
        (other) => other.id !== doorId && other.place === door?.place && lockOf(other.id)?.traceable,
      )
      const away = (other: Door) => (door ? metresBetween(door.position, other.position) : 0)
      const nearest = alike.toSorted((a, b) => away(a) - away(b))[0]
      return nearest ? at(nearest.id) : null
    },
    row: (doorId) => m.doors.get(doorId),
    isUnlocked: (doorId) => {
      const lock = lockOf(doorId)
      const state = lock && world.equipment.lock(lock.id)?.lockState
      return state === 'unlocked' || state === 'unlatched'
    },
  }
}
