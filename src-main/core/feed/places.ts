import type { RegistryRow, RegistryTable } from '../../../src-domain/registry/rows.ts'
import type { RegistryPut } from '../ingest/registry.ts'
import type { RegistryStore } from '../store/registry.ts'

/** Rows at hand; the queue and the open case need a few dozen. */
const kept = 4_000

/** Registry rows as the feed looks them up: kept at hand, forgotten when a new version comes. */
export const openPlaces = (registry: RegistryStore) => {
  const rows = new Map<string, unknown>()
  const remember = <T>(key: string, read: () => T): T => {
    // The key names table and question, so what is under it is of that type.
    if (rows.has(key)) return rows.get(key) as T
    if (rows.size >= kept) rows.clear()
    const found = read()
    rows.set(key, found)
    return found
  }

  return {
    one: <T extends RegistryTable>(table: T, id: string | null): RegistryRow<T> | undefined =>
      id === null ? undefined : remember(`${table}/${id}`, () => registry.one(table, id)),
    ofOwner: <T extends RegistryTable>(table: T, owner: string): RegistryRow<T>[] =>
      remember(`${table}<${owner}`, () => registry.ofOwner(table, owner)),
    all: <T extends RegistryTable>(table: T): RegistryRow<T>[] =>
      remember(`${table}*`, () => registry.all(table)),
    changed: (puts: readonly RegistryPut[]): void => {
      if (puts.length > 0) rows.clear()
    },
    forget: (): void => rows.clear(),
  }
}
export type Places = ReturnType<typeof openPlaces>

/** Of all homes behind one street and number. */
export const blockAddress = (home: RegistryRow<'home'>): string => `${home.street} ${home.number}`

export const addressOf = (home: RegistryRow<'home'>): string =>
  home.flat === null ? blockAddress(home) : `${blockAddress(home)}, ${home.flat}`

export const ageIn = (birthYear: number, now: number): number =>
  Math.max(0, new Date(now).getUTCFullYear() - birthYear)
