import { asideName } from './aside.ts'
import { entriesStore } from './entries.ts'
import { erasingStore } from './erasing.ts'
import type { Db } from './open.ts'
import { outboxStore } from './outbox.ts'
import { quarantineStore } from './quarantine.ts'
import { openReading } from './reading.ts'
import { registryStore } from './registry.ts'
import { replicaStore } from './replica.ts'
import { asideStore, rowsStore } from './rows.ts'
import { telemetryStore } from './telemetry.ts'

/** The replica as its one writer sees it; each part is one aggregate's file. */
export const storeOf = (db: Db, keeping: 'disk' | 'memory') => {
  const quarantine = quarantineStore(db)
  const reading = openReading(quarantine.add, Date.now)
  return {
    keeping,
    reading,
    replica: replicaStore(db, reading),
    entries: entriesStore(db, reading),
    rows: rowsStore(db, reading),
    ahead: asideStore(db, 'ahead_rows', reading),
    staged: asideStore(db, 'staged', reading),
    registry: registryStore(db, reading),
    telemetry: telemetryStore(db, reading),
    quarantine,
    outbox: outboxStore(db, reading),
    erasing: erasingStore(db),
    /** All or nothing, and on the disk when it returns. */
    commit: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** Another journal's replica is set aside in `folder`, whole and still encrypted, and this one begins anew. */
    beginAnew: (folder: string, now: number): void => {
      if (keeping === 'disk') db.prepare('VACUUM INTO ?').run(asideName(folder, 'journal', now))
      db.transaction(() => {
        for (const table of [
          'entries',
          'loose',
          'alarm',
          'dispatch',
          'grants',
          'probe',
          'access_rows',
          'ahead_rows',
          'staged',
          'registry',
          'registry_search',
          'telemetry',
          'outbox',
          'kept',
        ])
          db.exec(`DELETE FROM ${table}`)
        db.exec(
          `UPDATE replica SET journal_id = NULL, from_seq = 0, seq = 0, hash = '${'A'.repeat(43)}',
         registry_version = 0, telemetry_version = 0, ahead_at = NULL, ahead_seq = 0`,
        )
      }).immediate()
    },
    close: (): void => {
      db.close()
    },
  }
}
export type Store = ReturnType<typeof storeOf>
