import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openReader } from './open.ts'
import { troubleOf } from './trouble.ts'

/**
 * Reads a replica that cannot or must not be written. SQLite wants its index of the write-ahead log beside the
 * file; where the folder takes none, a copy elsewhere is read, encrypted as it is.
 */
export const readInPlace = <T>(file: string, key: string, read: (db: Db) => T): T => {
  const here = opened(file, key)
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

/** Null where it cannot be opened where it lies. */
const opened = (file: string, key: string): Db | null => {
  let db: Db | null = null
  try {
    db = openReader(file, key)
    db.pragma('schema_version')
    return db
  } catch (error) {
    db?.close()
    // A copy would be as damaged.
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
