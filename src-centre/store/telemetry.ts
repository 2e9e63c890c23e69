import {
  type Reading,
  type ReadingKind,
  type ReadingOf,
  reading,
} from '../../src-domain/telemetry/reading.ts'
import type { Db } from './db.ts'

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

export const telemetryReader = (db: Db): TelemetryReader => {
  const head = db.prepare<[], number>('SELECT coalesce(max(version), 0) FROM reading').pluck()
  const after = db
    .prepare<[number, number], string>('SELECT row FROM reading WHERE version > ? ORDER BY version LIMIT ?')
    .pluck()
  const one = db
    .prepare<[string, string], string>('SELECT row FROM reading WHERE kind = ? AND subject = ?')
    .pluck()
  const history = db
    .prepare<[string, string, number], string>(
      'SELECT row FROM readingHistory WHERE kind = ? AND subject = ? ORDER BY version DESC LIMIT ?',
    )
    .pluck()
  const parse = (text: string): Reading => reading.parse(JSON.parse(text))
  return {
    head: () => head.get() ?? 0,
    after: (version, limit) => after.all(version, limit).map(parse),
    ofUnit: (unitId) => {
      const text = one.get('unit', unitId)
      const found = text === undefined ? undefined : parse(text)
      return found?.kind === 'unit' ? found : undefined
    },
    history: (kind, subject, limit) => history.all(kind, subject, limit).map(parse),
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
