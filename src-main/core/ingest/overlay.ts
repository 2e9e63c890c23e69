import type { Load, RowChange, RowOf, Table } from '../../../src-domain/journal/rows.ts'
import type { Store } from '../store/store.ts'

const keyOf = (table: Table, id: string) => `${table}/${id}`

/**
 * What is known ahead of history: the open cases that the centre sent first, and live entries that came
 * before their turn. It lies over the rows of the chain until those have caught up, and is on disk, so that
 * a restart in the middle of a replay still knows who is waiting.
 */
export const openOverlay = (store: Store) => {
  const rows = new Map<string, RowChange>()
  for (const change of store.ahead.all()) rows.set(keyOf(change.table, change.row.id), change)

  const find = <T extends Table>(table: T, id: string): RowOf[T] | undefined =>
    // The key names the table, so the row under it is of that table.
    rows.get(keyOf(table, id))?.row as RowOf[T] | undefined

  return {
    find,
    /** For folding an entry ahead of its turn: what lies over, else the chain's own row where that is not stale. */
    load:
      (base: Load | null): Load =>
      (table, id) =>
        find(table, id) ?? base?.(table, id),
    put: (change: RowChange): void => {
      rows.set(keyOf(change.table, change.row.id), change)
      store.ahead.put(change)
    },
    clear: (): void => {
      rows.clear()
      store.ahead.clear()
    },
    isEmpty: (): boolean => rows.size === 0,
    ofTable: <T extends Table>(table: T): RowOf[T][] =>
      // Of that table by its own word, which the compiler cannot follow.
      [...rows.values()].flatMap((c) => (c.table === table ? [c.row as RowOf[T]] : [])),
  }
}
export type Overlay = ReturnType<typeof openOverlay>
