import type { z } from 'zod'
import { codeOpensUntil, keyOpensUntil, residentGrantOpensUntil } from '../../../src-domain/access/mayOpen.ts'
import { awaitsReview } from '../../../src-domain/access/review.ts'
import type { CodeRow } from '../../../src-domain/access/rows.ts'
import {
  type RowChange,
  type RowOf,
  rowOfTable,
  type Table,
  tables,
} from '../../../src-domain/journal/rows.ts'
import type { Db } from './open.ts'
import { type Reading, readingOnly } from './reading.ts'

export const accessSql = {
  load: 'SELECT json FROM access_rows WHERE tbl = ? AND id = ?',
  ofTable: 'SELECT id, json FROM access_rows WHERE tbl = ?',
  ofCase: 'SELECT id, json FROM access_rows WHERE case_id = ? AND tbl = ?',
  // Said twice, so that the index is found, which holds only what may open.
  mayOpen: 'SELECT id, json FROM access_rows WHERE tbl = ? AND may_open > ? AND may_open > 0',
  forReview: 'SELECT id, json FROM access_rows WHERE for_review = 1 ORDER BY id DESC LIMIT ?',
  countForReview: 'SELECT COUNT(*) FROM access_rows WHERE for_review = 1',
} as const

type Found = { readonly id: string; readonly json: string }

/** Handsets, spoken codes, keys that are out, residents' own grants, trust lists: a few thousand at most. */
export const accessRows = (db: Db, reading: Reading = readingOnly()) => {
  const load = db.prepare<[string, string], string>(accessSql.load).pluck()
  const ofTable = db.prepare<[string], Found>(accessSql.ofTable)
  const ofCase = db.prepare<[string, string], Found>(accessSql.ofCase)
  const mayOpen = db.prepare<[string, number], Found>(accessSql.mayOpen)
  const forReview = db.prepare<[number], Found>(accessSql.forReview)
  const countForReview = db.prepare<[], number>(accessSql.countForReview).pluck()
  const every = db.prepare<[], Found & { tbl: string }>('SELECT tbl, id, json FROM access_rows')
  const put = db.prepare('INSERT OR REPLACE INTO access_rows VALUES (?, ?, ?, ?, ?, ?, ?)')
  const rowsOf = <T extends Table>(table: T, found: readonly Found[]): RowOf[T][] =>
    found.flatMap(({ id, json }) => {
      // The table's own schema read it, which the compiler cannot follow.
      const row = reading.readRow(table, id, tables[table] as unknown as z.ZodType<RowOf[T]>, json)
      return row === undefined ? [] : [row]
    })
  return {
    load: (table: Table, id: string): string | undefined => load.get(table, id),
    put: (change: RowChange, json: string): void => {
      const { table, row } = change
      const caseId = 'caseId' in row ? row.caseId : null
      const forReview = table === 'code' && awaitsReview(change.row) ? 1 : 0
      put.run(table, row.id, row.seq, json, caseId, opensUntil(change), forReview)
    },
    all: <T extends Table>(table: T): RowOf[T][] => rowsOf(table, ofTable.all(table)),
    ofCase: <T extends Table>(table: T, caseId: string): RowOf[T][] =>
      rowsOf(table, ofCase.all(caseId, table)),
    /** Those by which some door may still open after `now`. */
    thatMayOpen: <T extends Table>(table: T, now: number): RowOf[T][] =>
      rowsOf(table, mayOpen.all(table, now)),
    /** Codes, the newest first. */
    forReview: (limit: number): CodeRow[] => rowsOf('code', forReview.all(limit)),
    countForReview: (): number => countForReview.get() ?? 0,
    changes: (): RowChange[] =>
      every.all().flatMap(({ tbl, id, json }) => {
        const change = reading.readRow(tbl, id, rowOfTable(tbl), json)
        return change === undefined ? [] : [change]
      }),
  }
}

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
