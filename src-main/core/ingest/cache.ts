import type { Load, RowChange, RowOf, Table } from '../../../src-domain/journal/rows.ts'
import type { RowsStore } from '../store/rows.ts'

/** Rows of each table that are kept at hand; about a kilobyte each. A case has its rows from its press to its end here. */
const keptRows = 4_000

/**
 * Rows by key, written through: `set` only notes a change, `flush` writes each changed row once, inside the
 * caller's transaction. After a rollback `forget` makes it see the disk again.
 */
export const rowCache = (rows: RowsStore) => {
  const kept: { [T in Table]: Map<string, RowOf[T]> } = {
    alarm: new Map(),
    code: new Map(),
    dispatch: new Map(),
    doorTrust: new Map(),
    erasure: new Map(),
    fallback: new Map(),
    grant: new Map(),
    handset: new Map(),
    hardwareTest: new Map(),
    keyLoan: new Map(),
    probe: new Map(),
    residentGrant: new Map(),
    stock: new Map(),
    trust: new Map(),
  }
  let dirty = new Map<string, RowChange>()

  const keep = <T extends Table>(table: T, row: RowOf[T]): void => {
    const map = kept[table]
    if (map.size >= keptRows && !map.has(row.id)) {
      // The oldest that is not waiting to be written; a Map remembers the order of insertion.
      for (const key of map.keys()) {
        if (dirty.has(`${table}/${key}`)) continue
        map.delete(key)
        break
      }
    }
    map.set(row.id, row)
  }

  const load: Load = (table, id) => {
    const known = kept[table].get(id)
    if (known) return known
    const row = rows.load(table, id)
    if (row) keep(table, row)
    return row
  }

  return {
    load,
    set: (change: RowChange): void => {
      dirty.set(`${change.table}/${change.row.id}`, change)
      keep(change.table, change.row)
    },
    /** Writes what changed and tells it. */
    flush: (): RowChange[] => {
      const changes = [...dirty.values()]
      for (const change of changes) rows.put(change)
      dirty = new Map()
      return changes
    },
    forget: (): void => {
      dirty = new Map()
      for (const map of Object.values(kept)) map.clear()
    },
  }
}
export type RowCache = ReturnType<typeof rowCache>
