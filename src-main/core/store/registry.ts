import type { z } from 'zod'
import { type RegistryRow, type RegistryTable, registryTables } from '../../../src-domain/registry/rows.ts'
import { fold } from '../search/fold.ts'
import type { Db } from './open.ts'
import { type Reading, readingOnly } from './reading.ts'

export const registrySql = {
  one: 'SELECT json FROM registry WHERE tbl = ? AND id = ?',
  ofOwner: 'SELECT id, json FROM registry WHERE tbl = ? AND owner = ?',
  all: 'SELECT id, json FROM registry WHERE tbl = ?',
  slice: 'SELECT id, json FROM registry WHERE tbl = ? AND id > ? ORDER BY id LIMIT ?',
  find: `SELECT r.tbl, r.id, r.json FROM registry_search s JOIN registry r ON r.n = s.rowid
         WHERE s.folded MATCH ? LIMIT ?`,
} as const

type Row = { readonly id: string; readonly json: string }
type Found = { [T in RegistryTable]: { table: T; row: RegistryRow<T> } }[RegistryTable]

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

export const registryStore = (db: Db, reading: Reading = readingOnly()) => {
  const key = db.prepare<[string, string], number>('SELECT n FROM registry WHERE tbl = ? AND id = ?').pluck()
  const insert = db.prepare('INSERT INTO registry (tbl, id, owner, json) VALUES (?, ?, ?, ?)')
  const update = db.prepare('UPDATE registry SET owner = ?, json = ? WHERE n = ?')
  const remove = db.prepare<[number]>('DELETE FROM registry WHERE n = ?')
  const unfind = db.prepare<[number]>('DELETE FROM registry_search WHERE rowid = ?')
  const find = db.prepare('INSERT INTO registry_search (rowid, folded) VALUES (?, ?)')
  const one = db.prepare<[string, string], string>(registrySql.one).pluck()
  const ofOwner = db.prepare<[string, string], Row>(registrySql.ofOwner)
  const all = db.prepare<[string], Row>(registrySql.all)
  const slice = db.prepare<[string, string, number], Row>(registrySql.slice)
  const search = db.prepare<[string, number], Row & { tbl: RegistryTable }>(registrySql.find)
  const read = <T extends RegistryTable>(table: T, { id, json }: Row): RegistryRow<T> | undefined =>
    // The table's own schema read it, which the compiler cannot follow.
    reading.read(table, id, registryTables[table] as unknown as z.ZodType<RegistryRow<T>>, json)
  const readAll = <T extends RegistryTable>(table: T, rows: readonly Row[]): RegistryRow<T>[] =>
    rows.flatMap((found) => {
      const row = read(table, found)
      return row === undefined ? [] : [row]
    })

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
      return json === undefined ? undefined : read(table, { id, json })
    },
    ofOwner: <T extends RegistryTable>(table: T, owner: string): RegistryRow<T>[] =>
      readAll(table, ofOwner.all(table, owner)),
    all: <T extends RegistryTable>(table: T): RegistryRow<T>[] => readAll(table, all.all(table)),
    /** At most `limit` rows behind that id, in order of id: for work that must not hold up an alarm. */
    slice: <T extends RegistryTable>(
      table: T,
      after: string,
      limit: number,
    ): { readonly rows: RegistryRow<T>[]; readonly last: string | null } => {
      const found = slice.all(table, after, limit)
      return { rows: readAll(table, found), last: found.length < limit ? null : (found.at(-1)?.id ?? null) }
    },
    search: (match: string, limit: number): Found[] =>
      search.all(match, limit).flatMap(({ tbl, ...found }) => {
        const row = read(tbl, found)
        // Table and row are of one kind, which the compiler cannot follow.
        return row === undefined ? [] : [{ table: tbl, row } as Found]
      }),
  }
}
export type RegistryStore = ReturnType<typeof registryStore>
