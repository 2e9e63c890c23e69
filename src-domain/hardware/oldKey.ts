import type { RegistryRow } from '../registry/rows.ts'
import type { StockRow } from './rows.ts'

/**
 * The door to which a bench may have a lease, to prove a wipe with: the one on which the unit hung, and only while no
 * other lock hangs there. A lease is for a door and not for a lock: to a door that has a new one it would open
 * somebody's home. A unit that was signed for reuse was wiped and may hang anywhere by now: no key for it either.
 */
export const keyDoorOf = (
  stock: Pick<StockRow, 'id' | 'doorId' | 'life'>,
  door: Pick<RegistryRow<'door'>, 'id' | 'lockId'> | undefined,
): string | null => {
  if (door === undefined || door.id !== stock.doorId || stock.life === 'reuse') return null
  return door.lockId === null || door.lockId === stock.id ? door.id : null
}
