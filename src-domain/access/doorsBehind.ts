import type { RegistryRow } from '../registry/rows.ts'
import type { DoorTrustRow, TrustRow } from './rows.ts'

type Door = RegistryRow<'door'>

/** The trust list that a door is known to hold; until a handset says otherwise, the first: its fitter's. */
export const knownVersion = (row: DoorTrustRow | undefined): number => row?.version ?? 1

/** Doors with a lock that the centre's keys open, and those of them that are not known to hold the newest list. */
export const doorsBehind = (
  trust: Pick<TrustRow, 'version'>,
  doors: readonly Door[],
  lockOf: (lockId: string) => Pick<RegistryRow<'lock'>, 'traceable'> | undefined,
  held: (doorId: string) => DoorTrustRow | undefined,
): {
  readonly ours: number
  readonly behind: readonly { readonly door: Door; readonly version: number }[]
} => {
  const ours = doors.filter((door) => door.lockId !== null && lockOf(door.lockId)?.traceable)
  const behind = ours
    .map((door) => ({ door, version: knownVersion(held(door.id)) }))
    .filter(({ version }) => version < trust.version)
  return { ours: ours.length, behind }
}
