import { hash } from 'node:crypto'
import Database from 'better-sqlite3'
import { migrations } from './migrations.ts'

export type Db = Database.Database

export type OpenFault =
  | { readonly kind: 'fromTheFuture'; readonly version: number }
  | { readonly kind: 'otherMigrations'; readonly version: number }

const sealOf = (sql: string): string => hash('sha256', sql, 'base64url')

/**
 * Opens the encrypted replica for its one writer. `key` is 32 bytes as hex. Throws what SQLite throws (wrong
 * key, full disk, broken file); a database that this version must not touch is a value.
 */
export const openReplica = (
  path: string,
  key: string,
): { readonly ok: true; readonly db: Db } | { readonly ok: false; readonly fault: OpenFault } => {
  const db = new Database(path)
  try {
    unlock(db, key)
    // The wrong key is found out here, and a disk that cannot be written to.
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // What was erased must not live on in a free page.
    db.pragma('secure_delete = ON')
    tune(db)
    const fault = migrate(db)
    if (fault === null) return { ok: true, db }
    db.close()
    return { ok: false, fault }
  } catch (error) {
    db.close()
    throw error
  }
}

/** Where no disk can be had: nothing survives, but it rings. */
export const openMemory = (): Db => {
  const db = new Database(':memory:')
  migrate(db)
  return db
}

/** A handle that cannot write, for the worker that searches, exports and verifies. */
export const openReader = (path: string, key: string): Db => {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  unlock(db, key)
  tune(db)
  return db
}

/** For reading where not even a small file can be made: nobody else can open it meanwhile, and nothing is written. */
export const openAlone = (path: string, key: string): Db => {
  const db = new Database(path, { fileMustExist: true })
  unlock(db, key)
  db.pragma('locking_mode = EXCLUSIVE')
  db.pragma('query_only = ON')
  tune(db)
  return db
}

const unlock = (db: Db, key: string): void => {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('the store key is not 32 bytes as hex')
  db.pragma(`cipher = 'sqlcipher'`)
  db.pragma(`key = "x'${key}'"`)
}

const tune = (db: Db): void => {
  db.pragma('temp_store = MEMORY')
  db.pragma('cache_size = -32000')
  db.pragma('busy_timeout = 2000')
}

const migrate = (db: Db): OpenFault | null => {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > migrations.length) return { kind: 'fromTheFuture', version }
  db.exec('CREATE TABLE IF NOT EXISTS migrated (version INTEGER PRIMARY KEY, seal TEXT NOT NULL) STRICT')
  const sealed = db.prepare('SELECT seal FROM migrated WHERE version = ?').pluck()
  for (const [index, sql] of migrations.slice(0, version).entries())
    if (sealed.get(index + 1) !== sealOf(sql)) return { kind: 'otherMigrations', version: index + 1 }
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue
    db.transaction(() => {
      db.exec(sql)
      db.prepare('INSERT INTO migrated VALUES (?, ?)').run(index + 1, sealOf(sql))
      db.pragma(`user_version = ${index + 1}`)
    }).immediate()
  }
  return null
}
