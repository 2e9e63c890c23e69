import type { RegistryRow, RegistryTable } from '../../../src-domain/registry/rows.ts'
import { fold } from '../search/fold.ts'
import type { Db } from './open.ts'

export const registrySql = {
  one: 'SELECT json FROM registry WHERE tbl = ? AND id = ?',
  ofOwner: 'SELECT json FROM registry WHERE tbl = ? AND owner = ?',
  all: 'SELECT json FROM registry WHERE tbl = ?',
  slice: 'SELECT n, json FROM registry WHERE tbl = ? AND id > ? ORDER BY id LIMIT ?',
  find: `SELECT r.tbl, r.json FROM registry_search s JOIN registry r ON r.n = s.rowid
         WHERE s.folded MATCH ? LIMIT ?`,
} as const

/** What is looked for and what it belongs to, for the tables where that matters. */
type Indexed = { [T in RegistryTable]?: (row: RegistryRow<T>) => { owner?: string | null; words?: string } }
const indexed: Indexed = {
  resident: (r) => ({ owner: r.homeId, words: `${r.name} ${r.phone.replaceAll(' ', '')}` }),
  home: (r) => ({ words: `${r.street} ${r.number} ${r.flat ?? ''} ${r.district}` }),
  homeUnit: (r) => ({ owner: r.residentId }),
  door: (r) => ({ owner: r.lockId, words: r.label }),
  unit: (r) => ({ words: `${r.name} ${r.callSign}` }),
  handset: (r) => ({ owner: r.unitId }),
}

export const registryStore = (db: Db) => {
  const key = db.prepare<[string, string], number>('SELECT n FROM registry WHERE tbl = ? AND id = ?').pluck()
  const insert = db.prepare('INSERT INTO registry (tbl, id, owner, json) VALUES (?, ?, ?, ?)')
  const update = db.prepare('UPDATE registry SET owner = ?, json = ? WHERE n = ?')
  const remove = db.prepare<[number]>('DELETE FROM registry WHERE n = ?')
  const unfind = db.prepare<[number]>('DELETE FROM registry_search WHERE rowid = ?')
  const find = db.prepare('INSERT INTO registry_search (rowid, folded) VALUES (?, ?)')
  const one = db.prepare<[string, string], string>(registrySql.one).pluck()
  const ofOwner = db.prepare<[string, string], string>(registrySql.ofOwner).pluck()
  const all = db.prepare<[string], string>(registrySql.all).pluck()
  const slice = db.prepare<[string, string, number], { n: number; json: string }>(registrySql.slice)
  const search = db.prepare<[string, number], { tbl: RegistryTable; json: string }>(registrySql.find)

  return {
    put: <T extends RegistryTable>(table: T, row: RegistryRow<T>): void => {
      const marks = indexed[table]?.(row) ?? {}
      const json = JSON.stringify(row)
      let n = key.get(table, row.id)
      if (n === undefined) n = Number(insert.run(table, row.id, marks.owner ?? null, json).lastInsertRowid)
      else {
        update.run(marks.owner ?? null, json, n)
        if (marks.words !== undefined) unfind.run(n)
      }
      if (marks.words !== undefined) find.run(n, fold(marks.words))
    },
    remove: (table: RegistryTable, id: string): void => {
      const n = key.get(table, id)
      if (n === undefined) return
      unfind.run(n)
      remove.run(n)
    },
    one: <T extends RegistryTable>(table: T, id: string): RegistryRow<T> | undefined => {
      const json = one.get(table, id)
      return json === undefined ? undefined : JSON.parse(json)
    },
    ofOwner: <T extends RegistryTable>(table: T, owner: string): RegistryRow<T>[] =>
      ofOwner.all(table, owner).map((json) => JSON.parse(json)),
    all: <T extends RegistryTable>(table: T): RegistryRow<T>[] =>
      all.all(table).map((json) => JSON.parse(json)),
    /** At most `limit` rows behind that id, in order of id: for work that must not hold up an alarm. */
    slice: <T extends RegistryTable>(table: T, after: string, limit: number): RegistryRow<T>[] =>
      slice.all(table, after, limit).map(({ json }) => JSON.parse(json)),
    search: (
      match: string,
      limit: number,
    ): { [T in RegistryTable]: { table: T; row: RegistryRow<T> } }[RegistryTable][] =>
      search.all(match, limit).map(({ tbl, json }) => ({ table: tbl, row: JSON.parse(json) })),
  }
}
export type RegistryStore = ReturnType<typeof registryStore>
