import type { DoorActor } from './door.ts'
import type { Phone } from './phone.ts'

/** Dead: no power. Lost: in the hands of somebody who keeps it from its network, so that nobody can reach it. */
type Mishap = 'dead' | 'lost'

/** A phone that something may befall: its crew then has no phone, and what they would have said waits in it. */
export type FragilePhone = Phone & {
  /** Null: it is whole again, or back. */
  readonly befall: (mishap: Mishap | null) => void
  /** Whoever found it stands before a door with it. */
  readonly triedByFinder: (door: DoorActor) => ReturnType<Phone['tryDoor']>
}

export const fragile = (phone: Phone): FragilePhone => {
  let mishap: Mishap | null = null
  let covered = false
  const noLease = { kind: 'noLease' } as const
  return {
    ...phone,
    setCoverage: (next) => {
      covered = next
      if (mishap === null) phone.setCoverage(next)
    },
    hasLeaseFor: (doorId) => mishap === null && phone.hasLeaseFor(doorId),
    leaseOf: (doorId) => (mishap === null ? phone.leaseOf(doorId) : null),
    tryDoor: async (door) => (mishap === null ? phone.tryDoor(door) : noLease),
    befall: (next) => {
      mishap = next
      phone.setCoverage(covered && next === null)
    },
    triedByFinder: async (door) => (mishap === 'lost' ? phone.tryDoor(door) : noLease),
  }
}
