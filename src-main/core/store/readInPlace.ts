import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openAlone, openReader } from './open.ts'
import { troubleOf } from './trouble.ts'

/** Reads what was set aside, and leaves every byte of it as it is. */
export const readAside = <T>(file: string, key: string, read: (db: Db) => T): T =>
  closing(openReader(file, key), read)

/**
 * Reads a replica on a disk that may take nothing. SQLite wants its index of the write-ahead log in a file beside it;
 * a handle that lets nobody else in holds that in memory, and comes first, since one that failed for want of room
 * leaves its locks behind. Where the folder may not be written at all, a copy on another disk is read, encrypted as
 * it is.
 */
export const readInPlace = <T>(file: string, key: string, read: (db: Db) => T): T => {
  const here = opened(() => openAlone(file, key)) ?? opened(() => openReader(file, key))
  if (here !== null) return closing(here, read)
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-read-'))
  try {
    const copy = join(folder, 'replica.db')
    for (const part of ['', '-wal']) if (existsSync(file + part)) copyFileSync(file + part, copy + part)
    return closing(openReader(copy, key), read)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Null where it cannot be opened so. */
const opened = (open: () => Db): Db | null => {
  let db: Db | null = null
  try {
    db = open()
    db.pragma('schema_version')
    return db
  } catch (error) {
    db?.close()
    // Nor could it be in any other way.
    if (troubleOf(error) === 'damaged') throw error
    return null
  }
}

const closing = <T>(db: Db, read: (db: Db) => T): T => {
  try {
    return read(db)
  } finally {
    db.close()
  }
}
