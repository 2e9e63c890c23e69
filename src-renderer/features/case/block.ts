import type { IncidentView } from '../../../src-preload/contract/access.ts'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import { doorId } from './caseWords.ts'

type Home = IncidentView['homes'][number]

/** To which homes of the block a door leads, or whose keys a box holds; none for an alarm in one home. */
const homesBehind = (view: CaseView, { step }: DoorView): readonly Home[] =>
  view.incident?.homes.filter((home) =>
    step.kind === 'door' ? home.doorIds.includes(step.doorId) : home.keyStoreIds.includes(step.keyStoreId),
  ) ?? []

/** What stands on it, and in a block whose it is, where the label alone does not say. */
export const doorName = (view: CaseView, door: DoorView): string => {
  const homes = homesBehind(view, door)
  const flat = homes.length === 1 ? homes[0]?.flat : null
  return flat == null || door.label.includes(flat) ? door.label : `${door.label} ${flat}`
}

/** The same by identifier, for a grant or a use; null for a door that is not of the case. */
export const nameOfDoor = (view: CaseView, id: string): string | null => {
  const door = view.doors.find((one) => doorId(one) === id)
  return door ? doorName(view, door) : null
}

export type Floor = {
  /** Null for what all share: street doors, key cabinets, and homes whose floor nobody wrote down. */
  readonly floor: number | null
  readonly doors: readonly DoorView[]
}

/** Doors in walking order: what all share first, then floor by floor from the ground up. */
export const floorsOf = (view: CaseView): readonly Floor[] => {
  const floors = new Map<number | null, DoorView[]>([[null, []]])
  for (const door of view.doors) {
    const homes = homesBehind(view, door)
    const floor = homes.length === 1 ? (homes[0]?.floor ?? null) : null
    floors.set(floor, [...(floors.get(floor) ?? []), door])
  }
  return [...floors]
    .map(([floor, doors]) => ({ floor, doors }))
    .filter(({ doors }) => doors.length > 0)
    .toSorted((a, b) => (a.floor ?? -Infinity) - (b.floor ?? -Infinity))
}
