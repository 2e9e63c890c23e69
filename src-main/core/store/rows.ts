import { mayOpenUntil } from '../../../src-domain/access/lease.ts'
import { awaitsReview } from '../../../src-domain/access/review.ts'
import type { CodeRow, GrantRow, KeyLoanRow, ResidentGrantRow } from '../../../src-domain/access/rows.ts'
import {
  type AlarmRow,
  type DispatchRow,
  type RowChange,
  type RowOf,
  rowChange,
  type Table,
} from '../../../src-domain/journal/rows.ts'
import { isOver } from '../../../src-domain/patrol/evolve.ts'
import { never } from '../../../src-domain/result.ts'
import { accessRows } from './accessRows.ts'
import type { Db } from './open.ts'

export const rowsSql = {
  alarm: 'SELECT json FROM alarm WHERE id = ?',
  dispatch: 'SELECT json FROM dispatch WHERE id = ?',
  grant: 'SELECT json FROM grants WHERE id = ?',
  probe: 'SELECT json FROM probe WHERE id = ?',
  openAlarms: 'SELECT json FROM alarm WHERE open = 1',
  openDispatches: 'SELECT json FROM dispatch WHERE open = 1',
  dispatchesOfCase: 'SELECT json FROM dispatch WHERE case_id = ?',
  grantsOfCase: 'SELECT json FROM grants WHERE case_id = ?',
  // Said twice, so that the index is found, which holds only what may open.
  grantsThatMayOpen: 'SELECT json FROM grants WHERE may_open > ? AND may_open > 0',
  grantsForReview: 'SELECT json FROM grants WHERE for_review = 1 ORDER BY id DESC LIMIT ?',
  countForReview: 'SELECT COUNT(*) FROM grants WHERE for_review = 1',
} as const

/** The rows that the journal adds up to, as JSON beside the columns that they are found by. */
export const rowsStore = (db: Db) => {
  const one = (sql: string) => db.prepare<[string], string>(sql).pluck()
  const access = accessRows(db)
  const byId = {
    alarm: one(rowsSql.alarm),
    dispatch: one(rowsSql.dispatch),
    grant: one(rowsSql.grant),
    probe: one(rowsSql.probe),
  }
  const openAlarms = db.prepare<[], string>(rowsSql.openAlarms).pluck()
  const openDispatches = db.prepare<[], string>(rowsSql.openDispatches).pluck()
  const dispatchesOfCase = one(rowsSql.dispatchesOfCase)
  const grantsOfCase = one(rowsSql.grantsOfCase)
  const mayOpen = db.prepare<[number], string>(rowsSql.grantsThatMayOpen).pluck()
  const forReview = db.prepare<[number], string>(rowsSql.grantsForReview).pluck()
  const countForReview = db.prepare<[], number>(rowsSql.countForReview).pluck()
  const putAlarm = db.prepare('INSERT OR REPLACE INTO alarm VALUES (?, ?, ?, ?)')
  const putDispatch = db.prepare('INSERT OR REPLACE INTO dispatch VALUES (?, ?, ?, ?, ?)')
  const putGrant = db.prepare('INSERT OR REPLACE INTO grants VALUES (?, ?, ?, ?, ?, ?, ?)')
  const putProbe = db.prepare('INSERT OR REPLACE INTO probe VALUES (?, ?, ?)')

  /** What was written was parsed before; reading it back trusts it. */
  const alarmOf = (json: string): AlarmRow => JSON.parse(json)
  const dispatchOf = (json: string): DispatchRow => JSON.parse(json)
  const grantOf = (json: string): GrantRow => JSON.parse(json)

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
      case 'code':
      case 'doorTrust':
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

  const every = (table: Table, sql: string): RowChange[] =>
    db
      .prepare<[], string>(sql)
      .pluck()
      .all()
      // The query names the table, which the compiler cannot follow.
      .map((json) => ({ table, row: JSON.parse(json) }) as RowChange)

  return {
    load: <T extends Table>(table: T, id: string): RowOf[T] | undefined => {
      const json = table in byId ? byId[table as keyof typeof byId].get(id) : access.load(table, id)
      return json === undefined ? undefined : JSON.parse(json)
    },
    put,
    openAlarms: (): AlarmRow[] => openAlarms.all().map(alarmOf),
    openDispatches: (): DispatchRow[] => openDispatches.all().map(dispatchOf),
    dispatchesOfCase: (caseId: string): DispatchRow[] => dispatchesOfCase.all(caseId).map(dispatchOf),
    grantsOfCase: (caseId: string): GrantRow[] => grantsOfCase.all(caseId).map(grantOf),
    /** Those for which some door may still open after `now`, whatever became of them since. */
    grantsThatMayOpen: (now: number): GrantRow[] => mayOpen.all(now).map(grantOf),
    /** The newest first. */
    grantsForReview: (limit: number): GrantRow[] => forReview.all(limit).map(grantOf),
    codesOfCase: (caseId: string): CodeRow[] => access.ofCase('code', caseId),
    loansOfCase: (caseId: string): KeyLoanRow[] => access.ofCase('keyLoan', caseId),
    codesThatMayOpen: (now: number): CodeRow[] => access.thatMayOpen('code', now),
    loansThatMayOpen: (now: number): KeyLoanRow[] => access.thatMayOpen('keyLoan', now),
    residentGrantsThatMayOpen: (now: number): ResidentGrantRow[] => access.thatMayOpen('residentGrant', now),
    /** The newest first. */
    codesForReview: access.forReview,
    /** Grants and codes together. */
    countForReview: (): number => (countForReview.get() ?? 0) + access.countForReview(),
    doorTrusts: () => access.all('doorTrust'),
    handsets: () => access.all('handset'),
    /** Every row there is, for the hash over all of them. */
    all: (): RowChange[] => [
      ...every('alarm', 'SELECT json FROM alarm'),
      ...every('dispatch', 'SELECT json FROM dispatch'),
      ...every('grant', 'SELECT json FROM grants'),
      ...every('probe', 'SELECT json FROM probe'),
      ...access.changes(),
    ],
    clear: (): void => {
      for (const table of ['alarm', 'dispatch', 'grants', 'probe', 'access_rows'])
        db.exec(`DELETE FROM ${table}`)
    },
  }
}
export type RowsStore = ReturnType<typeof rowsStore>

/** Rows known ahead of history, and the parts of a snapshot until its last one came. */
export const asideStore = (db: Db, table: 'ahead_rows' | 'staged') => {
  const put = db.prepare<[string, string, string]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`)
  const all = db.prepare<[], { tbl: Table; json: string }>(`SELECT tbl, json FROM ${table}`)
  const clear = db.prepare(`DELETE FROM ${table}`)
  return {
    put: (c: RowChange): void => {
      put.run(c.table, c.row.id, JSON.stringify(c.row))
    },
    all: (): RowChange[] =>
      all.all().map(({ tbl, json }) => rowChange.parse({ table: tbl, row: JSON.parse(json) })),
    clear: (): void => {
      clear.run()
    },
  }
}
