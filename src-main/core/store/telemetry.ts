import type { Reading } from '../../../src-domain/telemetry/reading.ts'
import type { Db } from './open.ts'

/** The latest reading of each lock, home unit and patrol. */
export const telemetryStore = (db: Db) => {
  const put = db.prepare<[string, number, string]>('INSERT OR REPLACE INTO telemetry VALUES (?, ?, ?)')
  const all = db.prepare<[], string>('SELECT json FROM telemetry').pluck()
  return {
    put: (r: Reading): void => {
      put.run(r.subject, r.version, JSON.stringify(r))
    },
    all: function* (): Generator<Reading> {
      for (const json of all.iterate()) yield JSON.parse(json)
    },
    clear: (): void => {
      db.exec('DELETE FROM telemetry')
    },
  }
}
export type TelemetryStore = ReturnType<typeof telemetryStore>
