import {
  type RegistryChange,
  type RegistryRow,
  type RegistryTable,
  registryTables,
} from '../../src-domain/registry/rows.ts'
import type { RegistryPut } from '../practice-port.ts'
import type { Db } from './db.ts'

/** Residents, homes, doors, units, people: the newest version of each row, numbered over all tables. */
export type RegistryReader = {
  readonly head: () => number
  readonly get: <T extends RegistryTable>(table: T, id: string) => RegistryRow<T> | undefined
  readonly all: <T extends RegistryTable>(table: T) => RegistryRow<T>[]
  readonly homesAt: (street: string, number: string) => RegistryRow<'home'>[]
  readonly homeUnitByCid: (cid: string) => RegistryRow<'homeUnit'> | undefined
  /** In the order of their versions. */
  readonly after: (version: number, limit: number) => RegistryChange[]
}

export const registryReader = (db: Db): RegistryReader => {
  const head = db.prepare<[], number>('SELECT coalesce(max(version), 0) FROM registry').pluck()
  const get = db
    .prepare<[string, string], string | null>('SELECT row FROM registry WHERE tableName = ? AND id = ?')
    .pluck()
  const all = db
    .prepare<[string], string>('SELECT row FROM registry WHERE tableName = ? AND row IS NOT NULL ORDER BY id')
    .pluck()
  const byCid = db
    .prepare<[string], string>(
      "SELECT row FROM registry WHERE tableName = 'homeUnit' AND row ->> '$.cid' = ? LIMIT 1",
    )
    .pluck()
  const homesAt = db
    .prepare<[string, string], string>(
      `SELECT row FROM registry
       WHERE tableName = 'home' AND row ->> '$.street' = ? AND row ->> '$.number' = ? ORDER BY id`,
    )
    .pluck()
  const after = db.prepare<
    [number, number],
    { version: number; tableName: RegistryTable; id: string; row: string | null }
  >('SELECT version, tableName, id, row FROM registry WHERE version > ? ORDER BY version LIMIT ?')
  return {
    head: () => head.get() ?? 0,
    get: (table, id) => {
      const text = get.get(table, id)
      return text == null ? undefined : readRow(table, text)
    },
    all: (table) => all.all(table).map((text) => readRow(table, text)),
    homesAt: (street, number) => homesAt.all(street, number).map((text) => readRow('home', text)),
    homeUnitByCid: (cid) => {
      const text = byCid.get(cid)
      return text === undefined ? undefined : readRow('homeUnit', text)
    },
    after: (version, limit) =>
      after.all(version, limit).map(({ version: v, tableName, id, row }) => ({
        version: v,
        table: tableName,
        id,
        row: row === null ? null : (JSON.parse(row) as unknown),
      })),
  }
}

/** The schema was chosen by `table`, which the compiler cannot follow. */
const readRow = <T extends RegistryTable>(table: T, text: string): RegistryRow<T> =>
  registryTables[table].parse(JSON.parse(text)) as RegistryRow<T>

export type RegistryWriter = {
  /** False where the row stood there unchanged. */
  readonly put: (put: RegistryPut) => boolean
  readonly remove: (table: RegistryTable, id: string) => boolean
}

export const registryWriter = (db: Db): RegistryWriter => {
  const find = db
    .prepare<[string, string], string | null>('SELECT row FROM registry WHERE tableName = ? AND id = ?')
    .pluck()
  const next = db.prepare<[], number>('SELECT coalesce(max(version), 0) + 1 FROM registry').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO registry (tableName, id, version, row) VALUES (?, ?, ?, ?)')
  const change = (table: RegistryTable, id: string, row: string | null): boolean => {
    const stands = find.get(table, id) ?? null
    if (stands === row) return false
    put.run(table, id, next.get(), row)
    return true
  }
  return {
    put: ({ table, row }) => change(table, row.id, JSON.stringify(registryTables[table].parse(row))),
    remove: (table, id) => change(table, id, null),
  }
}
