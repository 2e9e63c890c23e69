import { type Entry, entry } from '../../../src-domain/journal/envelope.ts'
import type { Db } from './open.ts'
import { type Reading, readingOnly } from './reading.ts'

export const entriesSql = {
  ofCase: 'SELECT * FROM entries WHERE case_id = ? ORDER BY seq',
  looseOfCase: 'SELECT seq, json FROM loose WHERE case_id = ? ORDER BY seq',
  from: 'SELECT * FROM entries WHERE seq > ? ORDER BY seq LIMIT ?',
  at: 'SELECT * FROM entries WHERE seq = ?',
  looseAt: 'SELECT seq, json FROM loose WHERE seq = ?',
  looseAfter: 'SELECT seq, json FROM loose WHERE seq > ? ORDER BY seq LIMIT 1',
} as const

type Row = {
  seq: number
  id: string
  municipality: string
  kind: string
  at: number
  at_source: Entry['at']['source']
  at_uncertainty: number
  received_at: number
  by_kind: Entry['by']['kind']
  by_id: string
  case_id: string | null
  caused_by: string | null
  payload_hash: string
  prev_hash: string
  hash: string
  salt: string
  payload: string
  personal_hash: string | null
  personal_salt: string | null
  personal: string | null
}

type Loose = { readonly seq: number; readonly json: string }

/** Columns of fixed types, and a payload that is read where it is folded. */
const entryOf = (r: Row): Entry => ({
  v: 1,
  seq: r.seq,
  id: r.id,
  municipality: r.municipality,
  kind: r.kind,
  at: { ms: r.at, source: r.at_source, uncertaintyMs: r.at_uncertainty },
  receivedAt: r.received_at,
  by: { kind: r.by_kind, id: r.by_id },
  caseId: r.case_id,
  causedBy: r.caused_by,
  payloadHash: r.payload_hash,
  prevHash: r.prev_hash,
  hash: r.hash,
  salt: r.salt,
  payload: r.payload,
  personalHash: r.personal_hash,
  personal: r.personal === null ? null : { salt: r.personal_salt ?? '', text: r.personal },
})

/** Entries as they stand in the chain (`entries`), and those that do not, or not yet (`loose`). */
export const entriesStore = (db: Db, reading: Reading = readingOnly()) => {
  const add = db.prepare(
    'INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const ofCase = db.prepare<[string], Row>(entriesSql.ofCase)
  const at = db.prepare<[number], Row>(entriesSql.at)
  const from = db.prepare<[number, number], Row>(entriesSql.from)
  const addLoose = db.prepare<[number, string | null, string]>(
    'INSERT OR REPLACE INTO loose VALUES (?, ?, ?)',
  )
  const looseAt = db.prepare<[number], Loose>(entriesSql.looseAt)
  const looseAfter = db.prepare<[number], Loose>(entriesSql.looseAfter)
  const looseOfCase = db.prepare<[string], Loose>(entriesSql.looseOfCase)
  const dropLoose = db.prepare<[number, number]>('DELETE FROM loose WHERE seq > ? AND seq <= ?')
  const dropAfter = db.prepare<[number]>('DELETE FROM entries WHERE seq > ?')
  const looseOf = (row: Loose | undefined): Entry | undefined =>
    row && reading.read('loose', String(row.seq), entry, row.json)

  return {
    add: (e: Entry): void => {
      add.run(
        e.seq,
        e.id,
        e.municipality,
        e.kind,
        e.at.ms,
        e.at.source,
        e.at.uncertaintyMs,
        e.receivedAt,
        e.by.kind,
        e.by.id,
        e.caseId,
        e.causedBy,
        e.payloadHash,
        e.prevHash,
        e.hash,
        e.salt,
        e.payload,
        e.personalHash,
        e.personal?.salt ?? null,
        e.personal?.text ?? null,
      )
    },
    /** At most `limit` entries behind `seq`, in order. */
    from: (seq: number, limit: number): Entry[] => from.all(seq, limit).map(entryOf),
    addLoose: (e: Entry): void => {
      addLoose.run(e.seq, e.caseId, JSON.stringify(e))
    },
    looseAt: (seq: number): Entry | undefined => looseOf(looseAt.get(seq)),
    looseAfter: (seq: number): Entry | undefined => looseOf(looseAfter.get(seq)),
    at: (seq: number): Entry | undefined => {
      const row = at.get(seq)
      return row ? entryOf(row) : looseOf(looseAt.get(seq))
    },
    /** Everything known of a case, in order, wherever it stands. */
    ofCase: (caseId: string): Entry[] => {
      const bySeq = new Map<number, Entry>()
      for (const row of looseOfCase.all(caseId)) {
        const e = looseOf(row)
        if (e) bySeq.set(e.seq, e)
      }
      for (const row of ofCase.all(caseId)) bySeq.set(row.seq, entryOf(row))
      return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
    },
    /** Those that by now stand in the chain themselves. */
    dropLoose: (after: number, through: number): void => {
      dropLoose.run(after, through)
    },
    /** What a snapshot contradicts. */
    dropAfter: (seq: number): void => {
      dropAfter.run(seq)
    },
  }
}
export type EntriesStore = ReturnType<typeof entriesStore>
