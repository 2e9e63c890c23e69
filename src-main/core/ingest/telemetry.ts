import { type Reading, reading } from '../../../src-domain/telemetry/reading.ts'
import type { Store } from '../store/store.ts'
import { type Quarantine, whyOf } from './read.ts'

/** The latest reading of each subject, at hand and, once a second, on disk. */
export const openTelemetry = (
  store: Store,
  quarantine: Quarantine,
  changed: (readings: readonly Reading[]) => void,
) => {
  const latest = new Map<string, Reading>()
  let unsaved = new Map<string, Reading>()
  let version = store.replica.standing().telemetryVersion

  return {
    latest: latest as ReadonlyMap<string, Reading>,
    version: () => version,
    take: (raws: readonly unknown[]): void => {
      const taken: Reading[] = []
      for (const raw of raws) {
        const r = reading.safeParse(raw)
        if (!r.success) {
          quarantine('reading', whyOf(r.error), raw)
          continue
        }
        const known = latest.get(r.data.subject)
        version = Math.max(version, r.data.version)
        if (known && known.version >= r.data.version) continue
        latest.set(r.data.subject, r.data)
        unsaved.set(r.data.subject, r.data)
        taken.push(r.data)
      }
      if (taken.length > 0) changed(taken)
    },
    /** Reads the next `limit` from the disk, behind `after`; null when that was all. */
    restore: (after: string, limit: number): string | null => {
      const { readings, last } = store.telemetry.slice(after, limit)
      const unknown = readings.filter((r) => !latest.has(r.subject))
      for (const r of unknown) latest.set(r.subject, r)
      if (unknown.length > 0) changed(unknown)
      return last
    },
    save: (): void => {
      if (unsaved.size === 0) return
      const readings = unsaved
      unsaved = new Map()
      store.commit(() => {
        for (const r of readings.values()) store.telemetry.put(r)
        store.replica.reachTelemetry(version)
      })
    },
    clear: (): void => {
      latest.clear()
      unsaved = new Map()
      version = 0
    },
  }
}
export type Telemetry = ReturnType<typeof openTelemetry>
