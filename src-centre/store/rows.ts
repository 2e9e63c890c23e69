import type { z } from 'zod'
import { mayOpenUntil } from '../../src-domain/access/lease.ts'
import {
  type CodeRow,
  codeRow,
  type GrantRow,
  grantRow,
  type HandsetRow,
  handsetRow,
  type KeyLoanRow,
  keyLoanRow,
} from '../../src-domain/access/rows.ts'
import {
  type HardwareTestRow,
  hardwareTestRow,
  type StockRow,
  stockRow,
} from '../../src-domain/hardware/rows.ts'
import {
  type AlarmRow,
  alarmRow,
  type DispatchRow,
  dispatchRow,
  type Load,
  type RowChange,
  type RowOf,
  rowChange,
  rowOfTable,
  type Table,
  tables,
} from '../../src-domain/journal/rows.ts'
import { isOver } from '../../src-domain/patrol/evolve.ts'
import { type ErasureRow, erasureRow } from '../../src-domain/registry/erasure.ts'
import { never } from '../../src-domain/result.ts'
import type { Ms } from '../../src-domain/time.ts'
import { accessRowValues, isAccessTable } from './accessRows.ts'
import type { Db } from './db.ts'
import { openUnread, type Unread } from './unread.ts'

/** What the journal adds up to, by key. */
export type RowReader = {
  readonly load: Load
  readonly openAlarms: () => AlarmRow[]
  readonly openAlarmOf: (residentId: string) => AlarmRow | undefined
  /** Of all open alarms, those that are over among them: a declined one has yet to ring. */
  readonly dispatchesOfOpenAlarms: () => DispatchRow[]
  readonly dispatchesOf: (caseId: string) => DispatchRow[]
  readonly openDispatchesOf: (unitId: string) => DispatchRow[]
  readonly openGrants: () => GrantRow[]
  readonly grantsOf: (caseId: string) => GrantRow[]
  /** Not over yet, or with a lease that may still open something. */
  readonly liveGrantsOf: (handsetId: string, now: Ms) => GrantRow[]
  /** Those with a lease out that may open now. */
  readonly leasedGrants: (now: Ms) => GrantRow[]
  readonly codesAt: (placeId: string) => CodeRow[]
  readonly codesOf: (caseId: string) => CodeRow[]
  readonly handsets: () => HandsetRow[]
  readonly erasures: () => ErasureRow[]
  readonly loansOf: (caseId: string) => KeyLoanRow[]
  readonly loansFrom: (keyStoreId: string) => KeyLoanRow[]
  /** Units that bear this serial; of different makers they may be two. */
  readonly stockOf: (serial: string) => StockRow[]
  readonly testsOf: (lockId: string) => HardwareTestRow[]
  /** All rows in the order of the state hash, a slice behind `after` at a time. */
  readonly slice: (table: Table, after: string, limit: number) => RowChange[]
}

type Row = { readonly id: string; readonly row: string }

/** Where rows of a table are: most have one of their own, those of access share one. */
const sqlTable: Readonly<Record<Table, string>> = {
  alarm: 'alarm',
  code: 'accessRow',
  dispatch: 'dispatch',
  doorTrust: 'accessRow',
  erasure: 'accessRow',
  fallback: 'accessRow',
  grant: 'accessGrant',
  handset: 'accessRow',
  hardwareTest: 'hardwareTest',
  keyLoan: 'accessRow',
  probe: 'probe',
  residentGrant: 'accessRow',
  stock: 'stock',
  trust: 'accessRow',
}
const whereTable = (table: Table): string => (isAccessTable(table) ? `tableName = '${table}' AND ` : '')
/** In the order of the state hash: by name. */
export const tablesInOrder: readonly Table[] = (Object.keys(sqlTable) as Table[]).toSorted()

export const rowReader = (db: Db, unread: Unread = openUnread()): RowReader => {
  const one = <R>(table: Table, sql: string, schema: z.ZodType<R>) => {
    const statement = db.prepare<[string], string>(sql).pluck()
    return (id: string) => {
      const text = statement.get(id)
      return text === undefined ? undefined : unread.read(table, id, schema, text)
    }
  }
  const many = <R>(table: Table, sql: string, schema: z.ZodType<R>) => {
    const statement = db.prepare<string[], Row>(sql)
    return (...args: string[]) =>
      statement.all(...args).flatMap(({ id, row: text }) => {
        const row = unread.read(table, id, schema, text)
        return row === undefined ? [] : [row]
      })
  }
  const byId = Object.fromEntries(
    tablesInOrder.map((table) => [
      table,
      one<unknown>(
        table,
        `SELECT row FROM ${sqlTable[table]} WHERE ${whereTable(table)}id = ?`,
        tables[table],
      ),
    ]),
    // Each table's own schema reads its rows, which the compiler cannot follow.
  ) as { readonly [T in Table]: (id: string) => RowOf[T] | undefined }
  const ofResident = many(
    'alarm',
    'SELECT id, row FROM alarm WHERE open = 1 AND residentId = ? ORDER BY id LIMIT 1',
    alarmRow,
  )
  const liveGrants = many(
    'grant',
    `SELECT id, row FROM accessGrant WHERE open = 1 AND handsetId = ?
     UNION SELECT id, row FROM accessGrant WHERE handsetId = ? AND mayOpen > CAST(? AS INTEGER) AND mayOpen > 0`,
    grantRow,
  )
  const leased = many(
    'grant',
    'SELECT id, row FROM accessGrant WHERE mayOpen > CAST(? AS INTEGER) AND mayOpen > 0',
    grantRow,
  )
  return {
    load: (table, id) => byId[table](id),
    openAlarms: remembered(
      db,
      unread,
      'alarm',
      'SELECT id, row FROM alarm WHERE open = 1 ORDER BY id',
      alarmRow,
    ),
    openAlarmOf: (residentId) => ofResident(residentId)[0],
    dispatchesOfOpenAlarms: remembered(
      db,
      unread,
      'dispatch',
      `SELECT dispatch.id, dispatch.row FROM alarm JOIN dispatch ON dispatch.caseId = alarm.id
       WHERE alarm.open = 1 ORDER BY dispatch.id`,
      dispatchRow,
    ),
    dispatchesOf: many('dispatch', 'SELECT id, row FROM dispatch WHERE caseId = ? ORDER BY id', dispatchRow),
    openDispatchesOf: many(
      'dispatch',
      'SELECT id, row FROM dispatch WHERE open = 1 AND unitId = ? ORDER BY id',
      dispatchRow,
    ),
    openGrants: remembered(
      db,
      unread,
      'grant',
      'SELECT id, row FROM accessGrant WHERE open = 1 ORDER BY id',
      grantRow,
    ),
    grantsOf: many('grant', 'SELECT id, row FROM accessGrant WHERE caseId = ? ORDER BY id', grantRow),
    liveGrantsOf: (handsetId, now) => liveGrants(handsetId, handsetId, String(now)),
    leasedGrants: (now) => leased(String(now)),
    codesAt: many(
      'code',
      "SELECT id, row FROM accessRow WHERE tableName = 'code' AND subject = ? ORDER BY id",
      codeRow,
    ),
    codesOf: many(
      'code',
      "SELECT id, row FROM accessRow WHERE tableName = 'code' AND caseId = ? ORDER BY id",
      codeRow,
    ),
    erasures: many(
      'erasure',
      "SELECT id, row FROM accessRow WHERE tableName = 'erasure' ORDER BY id",
      erasureRow,
    ),
    handsets: many(
      'handset',
      "SELECT id, row FROM accessRow WHERE tableName = 'handset' ORDER BY id",
      handsetRow,
    ),
    loansOf: many(
      'keyLoan',
      "SELECT id, row FROM accessRow WHERE tableName = 'keyLoan' AND caseId = ? ORDER BY id",
      keyLoanRow,
    ),
    loansFrom: many(
      'keyLoan',
      "SELECT id, row FROM accessRow WHERE tableName = 'keyLoan' AND subject = ? ORDER BY id",
      keyLoanRow,
    ),
    stockOf: many('stock', 'SELECT id, row FROM stock WHERE serial = ? ORDER BY id', stockRow),
    testsOf: many(
      'hardwareTest',
      'SELECT id, row FROM hardwareTest WHERE lockId = ? ORDER BY id',
      hardwareTestRow,
    ),
    slice: (table, after, limit) => {
      const page = db.prepare<[string, number], Row>(
        `SELECT id, row FROM ${sqlTable[table]} WHERE ${whereTable(table)}id > ? ORDER BY id LIMIT ?`,
      )
      for (let from = after; ; ) {
        const found = page.all(from, limit)
        const rows = found.flatMap(({ id, row }) => unread.read(table, id, rowOfTable(table), row) ?? [])
        const last = found.at(-1)
        // An empty answer is the end, so a page of which nothing can be read is passed over.
        if (rows.length > 0 || last === undefined) return rows
        from = last.id
      }
    },
  }
}

/** The timers ask for all open rows again and again; a row whose text is the same is not parsed again. */
const remembered = <R>(
  db: Db,
  unread: Unread,
  table: Table,
  sql: string,
  schema: z.ZodType<R>,
): (() => R[]) => {
  const statement = db.prepare<[], Row>(sql)
  type Known = { readonly text: string; readonly row: R | undefined }
  let last = new Map<string, Known>()
  return () => {
    const next = new Map<string, Known>()
    for (const { id, row: text } of statement.all()) {
      const known = last.get(id)
      next.set(id, known?.text === text ? known : { text, row: unread.read(table, id, schema, text) })
    }
    last = next
    return [...next.values()].flatMap(({ row }) => (row === undefined ? [] : [row]))
  }
}

export type PutRow = (change: RowChange) => void

export const rowWriter = (db: Db): PutRow => {
  const alarm = db.prepare('INSERT OR REPLACE INTO alarm (id, residentId, open, row) VALUES (?, ?, ?, ?)')
  const dispatch = db.prepare(
    'INSERT OR REPLACE INTO dispatch (id, caseId, unitId, open, row) VALUES (?, ?, ?, ?, ?)',
  )
  const grant = db.prepare(
    'INSERT OR REPLACE INTO accessGrant (id, caseId, handsetId, open, mayOpen, row) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const access = db.prepare(
    'INSERT OR REPLACE INTO accessRow (tableName, id, caseId, subject, row) VALUES (?, ?, ?, ?, ?)',
  )
  const stock = db.prepare('INSERT OR REPLACE INTO stock (id, serial, row) VALUES (?, ?, ?)')
  const test = db.prepare('INSERT OR REPLACE INTO hardwareTest (id, lockId, row) VALUES (?, ?, ?)')
  const probe = db.prepare('INSERT OR REPLACE INTO probe (id, row) VALUES (?, ?)')
  return (put) => {
    // Read before it is kept: one row that cannot be read again would stop the timers of all.
    const change = rowChange.parse(put)
    const text = JSON.stringify(change.row)
    switch (change.table) {
      case 'alarm':
        return void alarm.run(
          change.row.id,
          change.row.residentId,
          change.row.state === 'closed' ? 0 : 1,
          text,
        )
      case 'dispatch':
        return void dispatch.run(
          change.row.id,
          change.row.caseId,
          change.row.unitId,
          isOver(change.row) ? 0 : 1,
          text,
        )
      case 'grant':
        return void grant.run(
          change.row.id,
          change.row.caseId,
          change.row.holder.handsetId,
          change.row.ended === null && change.row.deletedAt === null ? 1 : 0,
          // As of any time: whether it is past is asked when it is looked for.
          mayOpenUntil(change.row, 0) ?? 0,
          text,
        )
      case 'code':
      case 'doorTrust':
      case 'erasure':
      case 'fallback':
      case 'handset':
      case 'keyLoan':
      case 'residentGrant':
      case 'trust':
        return void access.run(...accessRowValues(change), text)
      case 'stock':
        return void stock.run(change.row.id, change.row.serial, text)
      case 'hardwareTest':
        return void test.run(change.row.id, change.row.lockId, text)
      case 'probe':
        return void probe.run(change.row.id, text)
      default:
        return never(change)
    }
  }
}
