import Database from 'better-sqlite3'
import type { Db } from './db.ts'
import { migrate } from './migrations.ts'

/** Opens the one connection that writes. `key`: 64 hexadecimal digits. */
export const openDatabase = (path: string, key: string): Db => {
  const db = new Database(path)
  unlock(db, key)
  db.pragma('journal_mode = WAL')
  // Every commit is on the disk before anybody hears of it.
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  // A destroyed key must not live on in a free page.
  db.pragma('secure_delete = ON')
  // About a minute of a storm; a longer log only slows down reading.
  db.pragma('wal_autocheckpoint = 4000')
  db.pragma('cache_size = -65536')
  migrate(db)
  return db
}

/** A handle that cannot write and sees only what is committed. */
export const openReader = (path: string, key: string): Db => {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  unlock(db, key)
  db.pragma('query_only = ON')
  return db
}

const unlock = (db: Db, key: string): void => {
  db.pragma("cipher = 'sqlcipher'")
  db.pragma(`key = "x'${key}'"`)
  try {
    db.pragma('user_version')
  } catch (error) {
    db.close()
    throw new Error('the database cannot be read with this key', { cause: error })
  }
}
