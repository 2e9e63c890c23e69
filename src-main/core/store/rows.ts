import type { z } from 'zod'
import { mayOpenUntil } from '../../../src-domain/access/lease.ts'
import { awaitsReview } from '../../../src-domain/access/review.ts'
import type { CodeRow, GrantRow, KeyLoanRow, ResidentGrantRow } from '../../../src-domain/access/rows.ts'
import type { HardwareTestRow, StockRow } from '../../../src-domain/hardware/rows.ts'
import { isSettled } from '../../../src-domain/hardware/rows.ts'
import {
  type AlarmRow,
  type DispatchRow,
  type RowChange,
  type RowOf,
  rowOfTable,
  type Table,
  tables,
} from '../../../src-domain/journal/rows.ts'
import { isOver } from '../../../src-domain/patrol/evolve.ts'
import { never } from '../../../src-domain/result.ts'
import { accessRows } from './accessRows.ts'
import type { Db } from './open.ts'
import { type Reading, readingOnly } from './reading.ts'

export const rowsSql = {
  alarm: 'SELECT json FROM alarm WHERE id = ?',
  dispatch: 'SELECT json FROM dispatch WHERE id = ?',
  grant: 'SELECT json FROM grants WHERE id = ?',
  probe: 'SELECT json FROM probe WHERE id = ?',
  stock: 'SELECT json FROM stock WHERE id = ?',
  hardwareTest: 'SELECT json FROM hardware_test WHERE id = ?',
  openAlarms: 'SELECT id, json FROM alarm WHERE open = 1',
  openDispatches: 'SELECT id, json FROM dispatch WHERE open = 1',
  dispatchesOfCase: 'SELECT id, json FROM dispatch WHERE case_id = ?',
  grantsOfCase: 'SELECT id, json FROM grants WHERE case_id = ?',
  // Said twice, so that the index is found, which holds only what may open.
  grantsThatMayOpen: 'SELECT id, json FROM grants WHERE may_open > ? AND may_open > 0',
  grantsForReview: 'SELECT id, json FROM grants WHERE for_review = 1 ORDER BY id DESC LIMIT ?',
  countForReview: 'SELECT COUNT(*) FROM grants WHERE for_review = 1',
  stockOfSerial: 'SELECT id, json FROM stock WHERE serial = ?',
  stockThatWaits: 'SELECT id, json FROM stock WHERE waits = 1',
  testsOfLock: 'SELECT id, json FROM hardware_test WHERE lock_id = ?',
  openTests: 'SELECT id, json FROM hardware_test WHERE open = 1',
} as const

type Row = { readonly id: string; readonly json: string }

/** The rows that the journal adds up to, as JSON beside the columns that they are found by. */
export const rowsStore = (db: Db, reading: Reading = readingOnly()) => {
  const one = (sql: string) => db.prepare<[string], string>(sql).pluck()
  const access = accessRows(db, reading)
  const byId = {
    alarm: one(rowsSql.alarm),
    dispatch: one(rowsSql.dispatch),
    grant: one(rowsSql.grant),
    probe: one(rowsSql.probe),
    stock: one(rowsSql.stock),
    hardwareTest: one(rowsSql.hardwareTest),
  }
  const openAlarms = db.prepare<[], Row>(rowsSql.openAlarms)
  const openDispatches = db.prepare<[], Row>(rowsSql.openDispatches)
  const dispatchesOfCase = db.prepare<[string], Row>(rowsSql.dispatchesOfCase)
  const grantsOfCase = db.prepare<[string], Row>(rowsSql.grantsOfCase)
  const mayOpen = db.prepare<[number], Row>(rowsSql.grantsThatMayOpen)
  const forReview = db.prepare<[number], Row>(rowsSql.grantsForReview)
  const countForReview = db.prepare<[], number>(rowsSql.countForReview).pluck()
  const stockOfSerial = db.prepare<[string], Row>(rowsSql.stockOfSerial)
  const stockThatWaits = db.prepare<[], Row>(rowsSql.stockThatWaits)
  const testsOfLock = db.prepare<[string], Row>(rowsSql.testsOfLock)
  const openTests = db.prepare<[], Row>(rowsSql.openTests)
  const putAlarm = db.prepare('INSERT OR REPLACE INTO alarm VALUES (?, ?, ?, ?)')
  const putDispatch = db.prepare('INSERT OR REPLACE INTO dispatch VALUES (?, ?, ?, ?, ?)')
  const putGrant = db.prepare('INSERT OR REPLACE INTO grants VALUES (?, ?, ?, ?, ?, ?, ?)')
  const putProbe = db.prepare('INSERT OR REPLACE INTO probe VALUES (?, ?, ?)')
  const putStock = db.prepare('INSERT OR REPLACE INTO stock VALUES (?, ?, ?, ?, ?)')
  const putTest = db.prepare('INSERT OR REPLACE INTO hardware_test VALUES (?, ?, ?, ?, ?)')

  const read = <T extends Table>(table: T, { id, json }: Row): RowOf[T] | undefined =>
    // The table's own schema read it, which the compiler cannot follow.
    reading.readRow(table, id, tables[table] as unknown as z.ZodType<RowOf[T]>, json)
  const readAll = <T extends Table>(table: T, rows: readonly Row[]): RowOf[T][] =>
    rows.flatMap((found) => {
      const row = read(table, found)
      return row === undefined ? [] : [row]
    })

  const put = (c: RowChange): void => {
    const json = JSON.stringify(c.row)
    switch (c.table) {
      case 'alarm':
        putAlarm.run(c.row.id, c.row.state === 'closed' ? 0 : 1, c.row.seq, json)
        return
      case 'dispatch':
        putDispatch.run(c.row.id, c.row.caseId, isOver(c.row) ? 0 : 1, c.row.seq, json)
        return
      case 'grant': {
        // As of any time: whether it is past is asked when it is looked for.
        const until = mayOpenUntil(c.row, 0) ?? 0
        const review = awaitsReview(c.row) ? 1 : 0
        putGrant.run(c.row.id, c.row.caseId, c.row.ended === null ? 1 : 0, c.row.seq, json, until, review)
        return
      }
      case 'probe':
        putProbe.run(c.row.id, c.row.seq, json)
        return
      case 'stock':
        putStock.run(c.row.id, c.row.serial, isSettled(c.row) ? 0 : 1, c.row.seq, json)
        return
      case 'hardwareTest':
        putTest.run(c.row.id, c.row.lockId, c.row.endedAt === null ? 1 : 0, c.row.seq, json)
        return
      case 'code':
      case 'doorTrust':
      case 'erasure':
      case 'fallback':
      case 'handset':
      case 'keyLoan':
      case 'residentGrant':
      case 'trust':
        access.put(c, json)
        return
      default:
        never(c)
    }
  }

  const every = <T extends Table>(table: T, sql: string): RowChange[] =>
    // Read as a row of that table, which the compiler cannot follow.
    readAll(table, db.prepare<[], Row>(sql).all()).map((row) => ({ table, row }) as unknown as RowChange)

  return {
    load: <T extends Table>(table: T, id: string): RowOf[T] | undefined => {
      const json = table in byId ? byId[table as keyof typeof byId].get(id) : access.load(table, id)
      return json === undefined ? undefined : read(table, { id, json })
    },
    put,
    openAlarms: (): AlarmRow[] => readAll('alarm', openAlarms.all()),
    openDispatches: (): DispatchRow[] => readAll('dispatch', openDispatches.all()),
    dispatchesOfCase: (caseId: string): DispatchRow[] => readAll('dispatch', dispatchesOfCase.all(caseId)),
    grantsOfCase: (caseId: string): GrantRow[] => readAll('grant', grantsOfCase.all(caseId)),
    /** Those for which some door may still open after `now`, whatever became of them since. */
    grantsThatMayOpen: (now: number): GrantRow[] => readAll('grant', mayOpen.all(now)),
    /** The newest first. */
    grantsForReview: (limit: number): GrantRow[] => readAll('grant', forReview.all(limit)),
    codesOfCase: (caseId: string): CodeRow[] => access.ofCase('code', caseId),
    loansOfCase: (caseId: string): KeyLoanRow[] => access.ofCase('keyLoan', caseId),
    codesThatMayOpen: (now: number): CodeRow[] => access.thatMayOpen('code', now),
    loansThatMayOpen: (now: number): KeyLoanRow[] => access.thatMayOpen('keyLoan', now),
    residentGrantsThatMayOpen: (now: number): ResidentGrantRow[] => access.thatMayOpen('residentGrant', now),
    /** The newest first. */
    codesForReview: access.forReview,
    /** Grants and codes together. */
    countForReview: (): number => (countForReview.get() ?? 0) + access.countForReview(),
    stockOfSerial: (serial: string): StockRow[] => readAll('stock', stockOfSerial.all(serial)),
    /** What came back and is not signed, or is still half wiped. */
    stockThatWaits: (): StockRow[] => readAll('stock', stockThatWaits.all()),
    testsOfLock: (lockId: string): HardwareTestRow[] => readAll('hardwareTest', testsOfLock.all(lockId)),
    /** Begun and not ended, at whatever workplace. */
    openTests: (): HardwareTestRow[] => readAll('hardwareTest', openTests.all()),
    residentGrants: (): ResidentGrantRow[] => access.all('residentGrant'),
    erasures: () => access.all('erasure'),
    doorTrusts: () => access.all('doorTrust'),
    handsets: () => access.all('handset'),
    /** Every row there is, for the hash over all of them. */
    all: (): RowChange[] => [
      ...every('alarm', 'SELECT id, json FROM alarm'),
      ...every('dispatch', 'SELECT id, json FROM dispatch'),
      ...every('grant', 'SELECT id, json FROM grants'),
      ...every('probe', 'SELECT id, json FROM probe'),
      ...every('stock', 'SELECT id, json FROM stock'),
      ...every('hardwareTest', 'SELECT id, json FROM hardware_test'),
      ...access.changes(),
    ],
    clear: (): void => {
      for (const table of ['alarm', 'dispatch', 'grants', 'probe', 'access_rows', 'stock', 'hardware_test'])
        db.exec(`DELETE FROM ${table}`)
    },
  }
}
export type RowsStore = ReturnType<typeof rowsStore>

/** Rows known ahead of history, and the parts of a snapshot until its last one came. */
export const asideStore = (db: Db, table: 'ahead_rows' | 'staged', reading: Reading = readingOnly()) => {
  const put = db.prepare<[string, string, string]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`)
  const all = db.prepare<[], Row & { tbl: string }>(`SELECT tbl, id, json FROM ${table}`)
  const clear = db.prepare(`DELETE FROM ${table}`)
  return {
    put: (c: RowChange): void => {
      put.run(c.table, c.row.id, JSON.stringify(c.row))
    },
    all: (): RowChange[] =>
      all.all().flatMap(({ tbl, id, json }) => {
        const change = reading.readRow(tbl, id, rowOfTable(tbl), json)
        return change === undefined ? [] : [change]
      }),
    clear: (): void => {
      clear.run()
    },
  }
}
