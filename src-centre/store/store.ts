import { join } from 'node:path'
import { v4, v7 } from 'uuid'
import { type AccountStore, openAccountStore } from './accounts.ts'
import { type CommandStore, openCommandStore } from './commands.ts'
import { type CredentialStore, openCredentialStore } from './credentials.ts'
import { namingFile, openDatabase, openReader } from './database.ts'
import type { Db } from './db.ts'
import { type EntryReader, type EntryWriter, entryReader, entryWriter } from './entries.ts'
import { type ErasureStore, openErasures } from './erasures.ts'
import { openKeyFile } from './keyFile.ts'
import { lockFolder } from './lock.ts'
import { type Meta, openMeta } from './meta.ts'
import { openQuarantine, type QuarantineStore } from './quarantine.ts'
import { type RegistryReader, type RegistryWriter, registryReader, registryWriter } from './registry.ts'
import { openResidentKeys, type ResidentKeys } from './residentKeys.ts'
import { type PutRow, type RowReader, rowReader, rowWriter } from './rows.ts'
import { openSeenStore, type SeenStore } from './seen.ts'
import { openSharedCodes, type SharedCodeStore } from './sharedCodes.ts'
import { type TakeReadings, type TelemetryReader, telemetryReader, telemetryWriter } from './telemetry.ts'
import { openTriesStore, type TriesStore } from './tries.ts'
import { openUnread, type Unread } from './unread.ts'

/** Everything on disk, by what it is about. What writes is to be called inside the writer's jobs only. */
export type Store = {
  readonly db: Db
  readonly path: string
  /** Rows that cannot be read. */
  readonly unread: Unread
  readonly journalId: string
  readonly meta: Meta
  readonly entries: EntryReader & EntryWriter
  readonly rows: RowReader
  readonly putRow: PutRow
  readonly residentKeys: ResidentKeys
  readonly erasures: ErasureStore
  readonly commands: CommandStore
  readonly seen: SeenStore
  readonly sharedCodes: SharedCodeStore
  readonly registry: RegistryReader & RegistryWriter
  readonly telemetry: TelemetryReader & { readonly take: TakeReadings }
  readonly accounts: AccountStore
  readonly tries: TriesStore
  readonly credentials: CredentialStore
  readonly quarantine: QuarantineStore
  /** A view of one moment that nothing written later changes, on a connection of its own. */
  readonly moment: () => Moment
  /** Brings the write-ahead log into the database, so that nothing destroyed lives on in it. */
  readonly settle: () => void
  readonly close: () => void
}
export type Moment = { readonly rows: RowReader; readonly entries: EntryReader; readonly close: () => void }

export type StoreOptions = {
  readonly folder: string
  /** Where the database's key lies; in the folder itself unless told. */
  readonly keyFile?: string | undefined
  /** A practice database is never opened as a live one, nor the other way round. */
  readonly practice: boolean
}

export const openStore = ({ folder, keyFile, practice }: StoreOptions): Store => {
  const path = join(folder, 'centre.db')
  const unlock = lockFolder(folder)
  try {
    const key = openKeyFile(keyFile ?? join(folder, 'centre.key'), path)
    const db = openDatabase(path, key)
    return namingFile(path, () => parts(db, path, key, practice, unlock))
  } catch (error) {
    unlock()
    throw error
  }
}

const parts = (db: Db, path: string, key: string, practice: boolean, unlock: () => void): Store => {
  const meta = openMeta(db)
  const unread = openUnread()
  const residentKeys = openResidentKeys(db, unread)
  return {
    db,
    path,
    unread,
    journalId: begun(meta, practice, path),
    meta,
    entries: { ...entryReader(db, residentKeys), ...entryWriter(db, residentKeys) },
    rows: rowReader(db, unread),
    putRow: rowWriter(db),
    residentKeys,
    erasures: openErasures(db),
    commands: openCommandStore(db),
    seen: openSeenStore(db),
    sharedCodes: openSharedCodes(db),
    registry: { ...registryReader(db, unread), ...registryWriter(db) },
    telemetry: { ...telemetryReader(db, unread), take: telemetryWriter(db) },
    accounts: openAccountStore(db),
    tries: openTriesStore(db),
    credentials: openCredentialStore(db),
    quarantine: openQuarantine(db),
    moment: () => openMoment(path, key),
    settle: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => {
      db.close()
      unlock()
    },
  }
}

const begun = (meta: Meta, practice: boolean, path: string): string => {
  const kind = practice ? 'practice' : 'live'
  const stands = meta.get('kind')
  if (stands !== undefined && stands !== kind)
    throw new Error(`${path} belongs to a ${stands} centre and is not opened as a ${kind} one`)
  const journalId = meta.get('journalId') ?? v4()
  meta.set('kind', kind)
  meta.set('journalId', journalId)
  return journalId
}

const openMoment = (path: string, key: string): Moment => {
  const db = openReader(path, key)
  const keys = openResidentKeys(db)
  db.prepare('BEGIN').run()
  const moment = { rows: rowReader(db), entries: entryReader(db, keys), close: () => void db.close() }
  // SQLite fixes the moment at the first read.
  moment.entries.head()
  return moment
}

export const newId = (): string => v7()
