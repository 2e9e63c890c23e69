import type { Db } from './open.ts'
import { ReplicaDamaged } from './trouble.ts'

/**
 * Reads all but the entries, which have a chain to be walked by, a table at a time. The cipher seals every page, so
 * one that is read is one that was written; throws where that is not so.
 */
export function* walkTables(db: Db): Generator<void> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'entries'")
    .pluck()
    .all()
  for (const table of tables) {
    const found = db.pragma(`quick_check('${table}')`, { simple: true })
    if (found !== 'ok') throw new ReplicaDamaged(`table ${table}: ${String(found)}`)
    yield
  }
  yield* walkIndex(db)
}

const slice = 5_000

/** The entries are walked along their chain; here the way by which a case finds its own. */
function* walkIndex(db: Db): Generator<void> {
  const next = db.prepare<[string, number, number], { case_id: string; seq: number }>(
    `SELECT case_id, seq FROM entries INDEXED BY entries_of_case
     WHERE case_id IS NOT NULL AND (case_id, seq) > (?, ?) ORDER BY case_id, seq LIMIT ?`,
  )
  for (let at = { case_id: '', seq: 0 }; ; ) {
    const found = next.all(at.case_id, at.seq, slice)
    const last = found.at(-1)
    if (last === undefined) return
    at = last
    yield
  }
}
