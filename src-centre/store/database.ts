import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Db } from './db.ts'
import { diskFaultOf } from './diskFault.ts'
import { migrate } from './migrations.ts'

/** Opens the one connection that writes. `key`: 64 hexadecimal digits. */
export const openDatabase = (path: string, key: string): Db => {
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) throw new Error(`${path} is empty${leftAlone}`)
  return namingFile(path, () => opened(new Database(path), path, key))
}

/** A damaged database is never begun anew behind anybody's back: the journal is in it. */
const leftAlone =
  '. It was left as it is, and nothing was started in its place: put back the newest copy of it, with the files ' +
  'beside it that begin with its name'

/** What the disk or the file is to blame for is said with the file's name, for whoever starts the centre. */
export const namingFile = <T>(path: string, work: () => T): T => {
  try {
    return work()
  } catch (cause) {
    const code = diskFaultOf(cause)
    if (code === null) throw cause
    const damaged = code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')
    throw new Error(
      damaged
        ? `${path} is damaged, or was written with another key (${code})${leftAlone}`
        : `${path} cannot be used: the disk or the rights on it do not allow it (${code}). Nothing was started`,
      { cause },
    )
  }
}

const opened = (db: Db, path: string, key: string): Db => {
  unlock(db, path, key)
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
  unlock(db, path, key)
  db.pragma('query_only = ON')
  return db
}

const unlock = (db: Db, path: string, key: string): void => {
  db.pragma("cipher = 'sqlcipher'")
  db.pragma(`key = "x'${key}'"`)
  try {
    db.pragma('user_version')
  } catch (error) {
    db.close()
    throw new Error(
      `${path} is damaged, or the database cannot be read with this key (${diskFaultOf(error) ?? 'unknown'})${leftAlone}`,
      { cause: error },
    )
  }
}
