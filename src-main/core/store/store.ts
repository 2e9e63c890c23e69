import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { entriesStore } from './entries.ts'
import { type Db, openMemory, openReplica } from './open.ts'
import { outboxStore } from './outbox.ts'
import { quarantineStore } from './quarantine.ts'
import { registryStore } from './registry.ts'
import { replicaStore } from './replica.ts'
import { asideStore, rowsStore } from './rows.ts'
import { telemetryStore } from './telemetry.ts'

/** The disk, the file or the handle on it failed; no message that was being worked on is to blame. */
export const isDiskFault = (error: unknown): boolean => error instanceof Database.SqliteError

export const replicaFile = (profile: string): string => join(profile, 'replica.db')

/** The replica as its one writer sees it; each part is one aggregate's file. */
export const storeOf = (db: Db, keeping: 'disk' | 'memory', path: string | null) => ({
  keeping,
  path,
  replica: replicaStore(db),
  entries: entriesStore(db),
  rows: rowsStore(db),
  ahead: asideStore(db, 'ahead_rows'),
  staged: asideStore(db, 'staged'),
  registry: registryStore(db),
  telemetry: telemetryStore(db),
  quarantine: quarantineStore(db),
  outbox: outboxStore(db),
  /** All or nothing, and on the disk when it returns. */
  commit: <T>(work: () => T): T => db.transaction(work).immediate(),
  /** Another journal's replica is set aside, whole and still encrypted, and this one begins anew. */
  setAside: (to: string): void => {
    if (keeping === 'disk' && !existsSync(to)) db.prepare('VACUUM INTO ?').run(to)
    db.transaction(() => {
      for (const table of [
        'entries',
        'loose',
        'alarm',
        'dispatch',
        'grants',
        'probe',
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
})
export type Store = ReturnType<typeof storeOf>

/**
 * The profile's replica; where the disk, the file or the key will not serve, one in memory: it forgets, it
 * says so in the window, and it rings. `why` is for the log.
 */
export const openStore = (
  profile: string,
  key: string,
): { readonly store: Store; readonly why: string | null } => {
  const path = replicaFile(profile)
  try {
    mkdirSync(profile, { recursive: true })
    const opened = openReplica(path, key)
    if (!opened.ok) return { store: storeOf(openMemory(), 'memory', null), why: opened.fault.kind }
    const store = storeOf(opened.db, 'disk', path)
    // A disk that is full shows here and not at the first alarm.
    store.commit(() => store.replica.keep('opened', Date.now()))
    return { store, why: null }
  } catch (error) {
    return { store: storeOf(openMemory(), 'memory', null), why: String(error) }
  }
}
