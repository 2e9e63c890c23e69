import type { RowChange, RowOf, Table } from '../../../src-domain/journal/rows.ts'
import type { Db } from './open.ts'

export const accessSql = {
  load: 'SELECT json FROM access_rows WHERE tbl = ? AND id = ?',
  ofTable: 'SELECT json FROM access_rows WHERE tbl = ?',
} as const

/** Handsets, spoken codes, keys that are out, residents' own grants, trust lists: a few thousand at most. */
export const accessRows = (db: Db) => {
  const load = db.prepare<[string, string], string>(accessSql.load).pluck()
  const ofTable = db.prepare<[string], string>(accessSql.ofTable).pluck()
  const every = db.prepare<[], { tbl: Table; json: string }>('SELECT tbl, json FROM access_rows')
  const put = db.prepare('INSERT OR REPLACE INTO access_rows VALUES (?, ?, ?, ?)')
  return {
    load: (table: Table, id: string): string | undefined => load.get(table, id),
    put: ({ table, row }: RowChange, json: string): void => {
      put.run(table, row.id, row.seq, json)
    },
    all: <T extends Table>(table: T): RowOf[T][] => ofTable.all(table).map((json) => JSON.parse(json)),
    changes: (): RowChange[] =>
      // Written as a row of that table, which the compiler cannot follow.
      every.all().map(({ tbl, json }) => ({ table: tbl, row: JSON.parse(json) }) as RowChange),
  }
}
