import type { Position } from '../../../src-domain/ids.ts'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'

type HomeAt = {
  readonly homeId: string
  readonly position: Position
  readonly district: string
  readonly doorIds: readonly string[]
}

/**
 * Which locks belong to which homes, over the whole municipality: small enough to be held, built in slices,
 * kept up with the registry. A street door's lock belongs to every home behind it.
 */
export const newTown = () => {
  const homes = new Map<string, HomeAt>()
  const homesOfDoor = new Map<string, Set<string>>()
  const lockOfDoor = new Map<string, string>()
  const doorOfLock = new Map<string, string>()

  const dropHome = (id: string) => {
    for (const doorId of homes.get(id)?.doorIds ?? []) homesOfDoor.get(doorId)?.delete(id)
    homes.delete(id)
  }
  const dropDoor = (id: string) => {
    const lock = lockOfDoor.get(id)
    if (lock !== undefined) doorOfLock.delete(lock)
    lockOfDoor.delete(id)
  }

  return {
    putHome: (row: RegistryRow<'home'>): void => {
      dropHome(row.id)
      const doorIds = row.chain.flatMap((s) => (s.kind === 'door' ? [s.doorId] : []))
      homes.set(row.id, { homeId: row.id, position: row.position, district: row.district, doorIds })
      for (const doorId of doorIds) {
        const set = homesOfDoor.get(doorId) ?? new Set<string>()
        set.add(row.id)
        homesOfDoor.set(doorId, set)
      }
    },
    putDoor: (row: RegistryRow<'door'>): void => {
      dropDoor(row.id)
      if (row.lockId === null) return
      lockOfDoor.set(row.id, row.lockId)
      doorOfLock.set(row.lockId, row.id)
    },
    dropHome,
    dropDoor,
    home: (id: string) => homes.get(id),
    homeIds: () => homes.keys(),
    locksOf: (homeId: string): string[] =>
      (homes.get(homeId)?.doorIds ?? []).flatMap((doorId) => lockOfDoor.get(doorId) ?? []),
    doorOf: (lockId: string): string | undefined => doorOfLock.get(lockId),
    homesOfDoor: (doorId: string): readonly string[] => [...(homesOfDoor.get(doorId) ?? [])],
    homesOfLock: (lockId: string): readonly string[] => {
      const doorId = doorOfLock.get(lockId)
      return doorId === undefined ? [] : [...(homesOfDoor.get(doorId) ?? [])]
    },
    clear: (): void => {
      for (const map of [homes, homesOfDoor, lockOfDoor, doorOfLock]) map.clear()
    },
  }
}
export type Town = ReturnType<typeof newTown>
