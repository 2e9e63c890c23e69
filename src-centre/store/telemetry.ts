import {
  type Reading,
  type ReadingKind,
  type ReadingOf,
  reading,
} from '../../src-domain/telemetry/reading.ts'
import type { Db } from './db.ts'
import { openUnread, type Unread } from './unread.ts'

type Row = { readonly id: string; readonly version: number; readonly row: string }

/** A reading before the centre has numbered it. */
export type NewReading = { [K in ReadingKind]: Omit<ReadingOf<K>, 'version'> }[ReadingKind]

/** The newest reading of each subject, and a history that forgets its oldest. */
export type TelemetryReader = {
  readonly head: () => number
  /** In the order of their versions; each subject only with its newest. */
  readonly after: (version: number, limit: number) => Reading[]
  readonly ofUnit: (unitId: string) => ReadingOf<'unit'> | undefined
  readonly history: (kind: ReadingKind, subject: string, limit: number) => Reading[]
}

/** About a day of 20,000 locks that speak every hour, in some 200 MB. */
const historyKept = 500_000
const pruneEvery = 1_000

export const telemetryReader = (db: Db, unread: Unread = openUnread()): TelemetryReader => {
  const head = db.prepare<[], number>('SELECT coalesce(max(version), 0) FROM reading').pluck()
  const after = db.prepare<[number, number], Row>(
    'SELECT subject AS id, version, row FROM reading WHERE version > ? ORDER BY version LIMIT ?',
  )
  const one = db
    .prepare<[string, string], string>('SELECT row FROM reading WHERE kind = ? AND subject = ?')
    .pluck()
  const history = db.prepare<[string, string, number], Row>(
    `SELECT subject AS id, version, row FROM readingHistory
       WHERE kind = ? AND subject = ? ORDER BY version DESC LIMIT ?`,
  )
  const parse = ({ id, row }: Omit<Row, 'version'>): Reading | undefined =>
    unread.read('reading', id, reading, row)
  const readAll = (rows: readonly Row[]): Reading[] => rows.flatMap((row) => parse(row) ?? [])
  return {
    head: () => head.get() ?? 0,
    after: (version, limit) => {
      for (let from = version; ; ) {
        const found = after.all(from, limit)
        const readings = readAll(found)
        const last = found.at(-1)
        // An empty answer is the end, so a page of which nothing can be read is passed over.
        if (readings.length > 0 || last === undefined) return readings
        from = last.version
      }
    },
    ofUnit: (unitId) => {
      const text = one.get('unit', unitId)
      const found = text === undefined ? undefined : parse({ id: unitId, row: text })
      return found?.kind === 'unit' ? found : undefined
    },
    history: (kind, subject, limit) => readAll(history.all(kind, subject, limit)),
  }
}

/** Numbers the readings and keeps them; returns the version reached. */
export type TakeReadings = (readings: readonly NewReading[]) => number

export const telemetryWriter = (db: Db): TakeReadings => {
  const newest = db.prepare<[], number>('SELECT coalesce(max(version), 0) FROM reading').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO reading (kind, subject, version, row) VALUES (?, ?, ?, ?)')
  const keep = db.prepare('INSERT INTO readingHistory (version, kind, subject, row) VALUES (?, ?, ?, ?)')
  const prune = db.prepare('DELETE FROM readingHistory WHERE version <= ?')
  return (readings) => {
    let version = newest.get() ?? 0
    for (const r of readings) {
      version += 1
      const text = JSON.stringify({ ...r, version })
      put.run(r.kind, r.subject, version, text)
      keep.run(version, r.kind, r.subject, text)
      if (version % pruneEvery === 0) prune.run(version - historyKept)
    }
    return version
  }
}
