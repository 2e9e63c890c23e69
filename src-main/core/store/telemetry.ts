import type { Reading } from '../../../src-domain/telemetry/reading.ts'
import type { Db } from './open.ts'

export const telemetrySql = {
  slice: 'SELECT json FROM telemetry WHERE subject > ? ORDER BY subject LIMIT ?',
} as const

/** The latest reading of each lock, home unit and patrol. */
export const telemetryStore = (db: Db) => {
  const put = db.prepare<[string, number, string]>('INSERT OR REPLACE INTO telemetry VALUES (?, ?, ?)')
  const slice = db.prepare<[string, number], string>(telemetrySql.slice).pluck()
  return {
    put: (r: Reading): void => {
      put.run(r.subject, r.version, JSON.stringify(r))
    },
    /** At most `limit` readings behind that subject, in order of subject. */
    slice: (after: string, limit: number): Reading[] =>
      slice.all(after, limit).map((json) => JSON.parse(json)),
  }
}
