import { type Reading, reading } from '../../../src-domain/telemetry/reading.ts'
import type { Db } from './open.ts'
import type { Reading as Rows } from './reading.ts'

export const telemetrySql = {
  slice: 'SELECT subject, json FROM telemetry WHERE subject > ? ORDER BY subject LIMIT ?',
} as const

/** The latest reading of each lock, home unit and patrol. */
export const telemetryStore = (db: Db, rows: Rows) => {
  const put = db.prepare<[string, number, string]>('INSERT OR REPLACE INTO telemetry VALUES (?, ?, ?)')
  const slice = db.prepare<[string, number], { subject: string; json: string }>(telemetrySql.slice)
  return {
    put: (r: Reading): void => {
      put.run(r.subject, r.version, JSON.stringify(r))
    },
    /** At most `limit` readings behind that subject, in order of subject; `last` is null when those were all. */
    slice: (after: string, limit: number): { readonly readings: Reading[]; readonly last: string | null } => {
      const found = slice.all(after, limit)
      const readings = found.flatMap(({ subject, json }) => {
        const one = rows.read('telemetry', subject, reading, json)
        return one === undefined ? [] : [one]
      })
      return { readings, last: found.length < limit ? null : (found.at(-1)?.subject ?? null) }
    },
  }
}
