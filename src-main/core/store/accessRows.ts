import { codeOpensUntil, keyOpensUntil, residentGrantOpensUntil } from '../../../src-domain/access/mayOpen.ts'
import { awaitsReview } from '../../../src-domain/access/review.ts'
import type { CodeRow } from '../../../src-domain/access/rows.ts'
import type { RowChange, RowOf, Table } from '../../../src-domain/journal/rows.ts'
import type { Db } from './open.ts'

export const accessSql = {
  load: 'SELECT json FROM access_rows WHERE tbl = ? AND id = ?',
  ofTable: 'SELECT json FROM access_rows WHERE tbl = ?',
  ofCase: 'SELECT json FROM access_rows WHERE case_id = ? AND tbl = ?',
  // Said twice, so that the index is found, which holds only what may open.
  mayOpen: 'SELECT json FROM access_rows WHERE tbl = ? AND may_open > ? AND may_open > 0',
  forReview: 'SELECT json FROM access_rows WHERE for_review = 1 ORDER BY id DESC LIMIT ?',
  countForReview: 'SELECT COUNT(*) FROM access_rows WHERE for_review = 1',
} as const

/** Handsets, spoken codes, keys that are out, residents' own grants, trust lists: a few thousand at most. */
export const accessRows = (db: Db) => {
  const load = db.prepare<[string, string], string>(accessSql.load).pluck()
  const ofTable = db.prepare<[string], string>(accessSql.ofTable).pluck()
  const ofCase = db.prepare<[string, string], string>(accessSql.ofCase).pluck()
  const mayOpen = db.prepare<[string, number], string>(accessSql.mayOpen).pluck()
  const forReview = db.prepare<[number], string>(accessSql.forReview).pluck()
  const countForReview = db.prepare<[], number>(accessSql.countForReview).pluck()
  const every = db.prepare<[], { tbl: Table; json: string }>('SELECT tbl, json FROM access_rows')
  const put = db.prepare('INSERT OR REPLACE INTO access_rows VALUES (?, ?, ?, ?, ?, ?, ?)')
  return {
    load: (table: Table, id: string): string | undefined => load.get(table, id),
    put: (change: RowChange, json: string): void => {
      const { table, row } = change
      const caseId = 'caseId' in row ? row.caseId : null
      const forReview = table === 'code' && awaitsReview(change.row) ? 1 : 0
      put.run(table, row.id, row.seq, json, caseId, opensUntil(change), forReview)
    },
    all: <T extends Table>(table: T): RowOf[T][] => rowsOf(ofTable.all(table)),
    ofCase: <T extends Table>(table: T, caseId: string): RowOf[T][] => rowsOf(ofCase.all(caseId, table)),
    /** Those by which some door may still open after `now`. */
    thatMayOpen: <T extends Table>(table: T, now: number): RowOf[T][] => rowsOf(mayOpen.all(table, now)),
    /** Codes, the newest first. */
    forReview: (limit: number): CodeRow[] => rowsOf(forReview.all(limit)),
    countForReview: (): number => countForReview.get() ?? 0,
    changes: (): RowChange[] =>
      // Written as a row of that table, which the compiler cannot follow.
      every.all().map(({ tbl, json }) => ({ table: tbl, row: JSON.parse(json) }) as RowChange),
  }
}

/** What was written was parsed before; reading it back trusts it. */
const rowsOf = <R>(jsons: readonly string[]): R[] => jsons.map((json) => JSON.parse(json))

/** Later than any time: nobody knows of an end. */
const noEnd = 8_640_000_000_000_000

/** 0 for what opens nothing, or nothing any more. */
const opensUntil = (change: RowChange): number => {
  switch (change.table) {
    case 'code':
      return codeOpensUntil(change.row)
    case 'residentGrant':
      return residentGrantOpensUntil(change.row) ?? noEnd
    case 'keyLoan':
      return keyOpensUntil(change.row) ?? noEnd
    default:
      return 0
  }
}
