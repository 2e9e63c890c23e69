import type { Entry } from './envelope.ts'
import { evolve } from './evolve.ts'
import { readFact } from './read.ts'
import type { Load, RowChange } from './rows.ts'

/**
 * The rows that one case's own entries add up to, for a disk on which such a row cannot be read any more. An entry
 * that cannot be folded is left out, as it was when it came. What it said of the centre itself stands elsewhere, newer.
 */
export const caseRows = (entries: readonly Entry[]): RowChange[] => {
  const rows = new Map<string, RowChange>()
  // The key names the table, so the row under it is of that table.
  const load: Load = (table, id) => rows.get(`${table}/${id}`)?.row as never
  for (const entry of entries) {
    const read = readFact(entry)
    if (!read.ok) continue
    try {
      for (const change of evolve(load, read.fact)) rows.set(`${change.table}/${change.row.id}`, change)
    } catch {
      // Set aside and shown when it came; the other entries of the case still count.
    }
  }
  return [...rows.values()].filter(isOfCase)
}

const isOfCase = ({ table, row }: RowChange): boolean =>
  table === 'alarm' || ('caseId' in row && row.caseId !== null)
