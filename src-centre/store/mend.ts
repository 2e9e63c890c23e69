import { caseRows } from '../../src-domain/journal/caseRows.ts'
import { type Table, tables } from '../../src-domain/journal/rows.ts'
import type { Db } from './db.ts'
import type { EntryReader } from './entries.ts'
import type { PutRow } from './rows.ts'
import type { Unread } from './unread.ts'

type Row = { readonly id: string; readonly caseId: string; readonly row: string }
const openRows: { readonly [T in Table]?: string } = {
  alarm: 'SELECT id, id AS caseId, row FROM alarm WHERE open = 1',
  dispatch: 'SELECT id, caseId, row FROM dispatch WHERE open = 1',
  grant: 'SELECT id, caseId, row FROM accessGrant WHERE open = 1',
}

/** Folds open cases anew, from their entries, whose rows cannot be read: escalation must know of who is waiting. */
export const mendOpenCases = (
  db: Db,
  entries: Pick<EntryReader, 'ofCase'>,
  putRow: PutRow,
  unread: Unread,
): void => {
  const caseIds = new Set<string>()
  for (const [table, sql] of Object.entries(openRows) as [Table, string][])
    for (const { id, caseId, row } of db.prepare<[], Row>(sql).all())
      if (unread.read(table, id, tables[table], row) === undefined) caseIds.add(caseId)
  if (caseIds.size === 0) return
  db.transaction(() => {
    for (const caseId of caseIds) for (const change of caseRows(entries.ofCase(caseId))) putRow(change)
  }).immediate()
}
