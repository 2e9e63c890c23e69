import type { z } from 'zod'
import {
  type RegistryChange,
  type RegistryRow,
  type RegistryTable,
  registryTables,
} from '../../src-domain/registry/rows.ts'
import type { RegistryPut } from '../practice-port.ts'
import type { Db } from './db.ts'
import { openUnread, type Unread } from './unread.ts'

/** Residents, homes, doors, units, people: the newest version of each row, numbered over all tables. */
export type RegistryReader = {
  readonly head: () => number
  readonly get: <T extends RegistryTable>(table: T, id: string) => RegistryRow<T> | undefined
  readonly all: <T extends RegistryTable>(table: T) => RegistryRow<T>[]
  readonly homesAt: (street: string, number: string) => RegistryRow<'home'>[]
  /** Where the registry has that lock. */
  readonly doorsWith: (lockId: string) => RegistryRow<'door'>[]
  /** Of different makers two locks may bear the same serial. */
  readonly locksOfSerial: (serial: string) => RegistryRow<'lock'>[]
  readonly homeUnitsOf: (residentId: string) => RegistryRow<'homeUnit'>[]
  readonly homeUnitByCid: (cid: string) => RegistryRow<'homeUnit'> | undefined
  /** In the order of their versions, without those that cannot be read: they were not taken out. Empty at the end. */
  readonly after: (version: number, limit: number) => RegistryChange[]
}

export const registryReader = (db: Db, unread: Unread = openUnread()): RegistryReader => {
  /** The schema was chosen by `table`, which the compiler cannot follow. */
  const readRow = <T extends RegistryTable>(table: T, { id, row }: Row): RegistryRow<T> | undefined =>
    unread.read(table, id, registryTables[table] as unknown as z.ZodType<RegistryRow<T>>, row)
  const readAll = <T extends RegistryTable>(table: T, rows: readonly Row[]): RegistryRow<T>[] =>
    rows.flatMap((found) => readRow(table, found) ?? [])
  const head = db.prepare<[], number>('SELECT coalesce(max(version), 0) FROM registry').pluck()
  const get = db
    .prepare<[string, string], string | null>('SELECT row FROM registry WHERE tableName = ? AND id = ?')
    .pluck()
  const all = db.prepare<[string], Row>(
    'SELECT id, row FROM registry WHERE tableName = ? AND row IS NOT NULL ORDER BY id',
  )
  const byCid = db.prepare<[string], Row>(
    `SELECT id, row FROM registry
     WHERE tableName = 'homeUnit' AND row ->> '$.cid' = ? LIMIT 1`,
  )
  const ofResident = db.prepare<[string], Row>(
    `SELECT id, row FROM registry
     WHERE tableName = 'homeUnit' AND row ->> '$.residentId' = ? ORDER BY id`,
  )
  const homesAt = db.prepare<[string, string], Row>(
    `SELECT id, row FROM registry
     WHERE tableName = 'home' AND row ->> '$.street' = ? AND row ->> '$.number' = ?
     ORDER BY id`,
  )
  const doorsWith = db.prepare<[string], Row>(
    `SELECT id, row FROM registry
     WHERE tableName = 'door' AND row ->> '$.lockId' = ? ORDER BY id`,
  )
  const locksOfSerial = db.prepare<[string], Row>(
    `SELECT id, row FROM registry
     WHERE tableName = 'lock' AND row ->> '$.serial' = ? ORDER BY id`,
  )
  const after = db.prepare<
    [number, number],
    { version: number; tableName: RegistryTable; id: string; row: string | null }
  >('SELECT version, tableName, id, row FROM registry WHERE version > ? ORDER BY version LIMIT ?')
  return {
    head: () => head.get() ?? 0,
    get: (table, id) => {
      const text = get.get(table, id)
      return text == null ? undefined : readRow(table, { id, row: text })
    },
    all: (table) => readAll(table, all.all(table)),
    homesAt: (street, number) => readAll('home', homesAt.all(street, number)),
    doorsWith: (lockId) => readAll('door', doorsWith.all(lockId)),
    locksOfSerial: (serial) => readAll('lock', locksOfSerial.all(serial)),
    homeUnitsOf: (residentId) => readAll('homeUnit', ofResident.all(residentId)),
    homeUnitByCid: (cid) => {
      const found = byCid.get(cid)
      return found && readRow('homeUnit', found)
    },
    after: (version, limit) => {
      for (let from = version; ; ) {
        const found = after.all(from, limit)
        const changes = found.flatMap(({ version: v, tableName: table, id, row: text }): RegistryChange[] => {
          if (text === null) return [{ version: v, table, id, row: null }]
          const row = unread.read(table, id, registryTables[table], text)
          return row === undefined ? [] : [{ version: v, table, id, row }]
        })
        const last = found.at(-1)
        // An empty answer is the end, so a page of which nothing can be read is passed over.
        if (changes.length > 0 || last === undefined) return changes
        from = last.version
      }
    },
  }
}

type Row = { readonly id: string; readonly row: string }

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
