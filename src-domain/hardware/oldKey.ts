import type { RegistryRow } from '../registry/rows.ts'
import type { StockRow } from './rows.ts'

type Door = Pick<RegistryRow<'door'>, 'id' | 'lockId' | 'municipality'>
type Unit = Pick<StockRow, 'id' | 'doorId' | 'municipality'>

/**
 * The door to which a bench may have a lease, to prove a wipe with: the one on which the unit hung, and only while no
 * other lock hangs there. A lease is for a door and not for a lock: to a door that has a new one it would open
 * somebody's home. Nor to a door of another municipality, whatever platform said that it came from there.
 */
export const keyDoorOf = (stock: Unit, door: Door | undefined): string | null => {
  if (door?.id !== stock.doorId || door.municipality !== stock.municipality) return null
  return door.lockId === null || door.lockId === stock.id ? door.id : null
}

/**
 * Whether the unit guards somebody's home again, as far as the registry says: then its service key, which turns its
 * bolt, is for no bench. At the door that it came from it may only not have been taken out of the registry yet.
 */
export const hangsAnew = ({ doorId }: Pick<StockRow, 'doorId'>, hangsAt: readonly Door[]): boolean =>
  hangsAt.some(({ id }) => id !== doorId)
