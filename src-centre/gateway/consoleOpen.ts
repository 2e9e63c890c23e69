import type { FallbackRow } from '../../src-domain/alarm/fallbackWords.ts'
import type { RowChange } from '../../src-domain/journal/rows.ts'
import { entryFor, mayReadRow, type Reader } from '../../src-domain/wire/mayRead.ts'
import type { AskArgs, FromCentre } from '../../src-domain/wire/protocol.ts'
import type { Parts } from './parts.ts'

/** A short journal is told from its first entry, so that the console holds all of it. */
const wholeJournal = 2_000

/** How a console that has `resume.seq` entries goes on: from there, or from a signed snapshot. */
export const resumeMode = (
  parts: Pick<Parts, 'store' | 'journal'>,
  resume: AskArgs<'resume'>,
): 'continue' | 'snapshot' => {
  const head = parts.journal.head().seq
  if (resume.seq === 0) return head <= wholeJournal ? 'continue' : 'snapshot'
  if (resume.journalId !== parts.store.journalId) return 'snapshot'
  return parts.store.entries.link(resume.seq)?.hash === resume.hash ? 'continue' : 'snapshot'
}

/** Every open case, whole, and who has which phone: what somebody may be waiting for, before any history. */
export const openCases = (parts: Pick<Parts, 'store' | 'journal'>, reader: Reader): FromCentre['open'] => {
  const { rows, entries } = parts.store
  const alarms = rows.openAlarms().filter((row) => mayReadRow(reader, { table: 'alarm', row }))
  return {
    atSeq: parts.journal.head().seq,
    rows: [
      ...alarms.flatMap((row): RowChange[] => [
        { table: 'alarm', row },
        ...rows.dispatchesOf(row.id).map((d): RowChange => ({ table: 'dispatch', row: d })),
        ...rows.grantsOf(row.id).map((g): RowChange => ({ table: 'grant', row: g })),
        ...rows.codesOf(row.id).map((c): RowChange => ({ table: 'code', row: c })),
        ...rows.loansOf(row.id).map((l): RowChange => ({ table: 'keyLoan', row: l })),
      ]),
      // Who has which phone decides to whom something may be granted.
      ...rows.handsets().map((h): RowChange => ({ table: 'handset', row: h })),
      ...outside(rows.load('fallback', 'fallback')),
    ].filter((change) => mayReadRow(reader, change)),
    entries: alarms.flatMap((row) => entries.ofCase(row.id)).map((e) => entryFor(reader, e)),
  }
}

/** Whether anybody outside hears us is part of how this night stands. */
const outside = (row: FallbackRow | undefined): RowChange[] => (row ? [{ table: 'fallback', row }] : [])
