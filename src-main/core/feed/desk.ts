import type { Entry } from '../../../src-domain/journal/envelope.ts'
import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { Reading, ReadingKind, ReadingOf } from '../../../src-domain/telemetry/reading.ts'
import type { PersonView } from '../../../src-preload/contract/words.ts'
import type { CurrentRows } from '../ingest/current.ts'
import type { EntriesStore } from '../store/entries.ts'
import type { Places } from './places.ts'

/** Who is signed in at this workplace. */
export type Who = {
  readonly personId: string
  readonly role: RegistryRow<'person'>['role']
  readonly person: RegistryRow<'person'>
}

/** "I take this", said here while the centre was away; by the centre's clock. */
export type Hold = { readonly personId: string | null; readonly at: number; readonly until: number }

/** Every press rings: a hold covers those that had come when it was said. */
export const isHeld = (hold: Hold | undefined, row: AlarmRow, now: number): boolean =>
  hold !== undefined && hold.until > now && (row.presses.at(-1)?.receivedAt ?? 0) <= hold.at

/** What views are made from. Everything is read at the time of asking; a view keeps nothing of its own. */
export type Desk = {
  readonly current: CurrentRows
  readonly entries: Pick<EntriesStore, 'ofCase' | 'at'>
  readonly places: Places
  readonly readings: ReadonlyMap<string, Reading>
  readonly who: () => Who | null
  /** The centre's clock. */
  readonly now: () => number
  readonly holds: ReadonlyMap<string, Hold>
  /** People at other workplaces who have the case open now. */
  readonly others: (caseId: string) => readonly string[]
}

export const personOf = (desk: Desk, id: string | null): PersonView | null => {
  if (id === null) return null
  const person = desk.places.one('person', id)
  // Somebody whom the registry does not know (any more) is still somebody.
  return { id, name: person?.name ?? id, initials: person?.initials ?? '?' }
}

/** What the registry does not know (any more) is named by its identifier. */
export const unitNameOf = (desk: Desk, id: string): string => desk.places.one('unit', id)?.name ?? id
export const doorNameOf = (desk: Desk, id: string): string => desk.places.one('door', id)?.label ?? id

export const readingOf = <K extends ReadingKind>(
  desk: Desk,
  kind: K,
  subject: string,
): ReadingOf<K> | undefined => {
  const r = desk.readings.get(subject)
  return r?.kind === kind ? (r as ReadingOf<K>) : undefined
}

/** Whose word it is, by the name that it has here. */
export const byName = (desk: Desk, by: Entry['by']): string => {
  switch (by.kind) {
    case 'person':
      return desk.places.one('person', by.id)?.name ?? by.id
    case 'handset': {
      const handset = desk.places.one('handset', by.id)
      const person = desk.places.one('person', desk.current.handset(by.id)?.personId ?? null)
      return person?.name ?? (handset && desk.places.one('unit', handset.unitId)?.name) ?? by.id
    }
    case 'door':
      return desk.places.one('door', by.id)?.label ?? by.id
    case 'workplace':
      return desk.places.one('workplace', by.id)?.name ?? by.id
    case 'centre':
    case 'intake':
    case 'platform':
      return by.kind
  }
}
