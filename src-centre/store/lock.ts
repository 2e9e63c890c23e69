import { join } from 'node:path'
import Database from 'better-sqlite3'
import { namingFile } from './database.ts'

/**
 * One process at a time writes to a folder: a second would give its entries numbers that the first gives as well. Held
 * by a lock of the operating system, which goes with a process that is killed. The answer gives it back.
 */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, 'centre.lock')
  return namingFile(path, () => {
    const db = new Database(path, { timeout: 0 })
    try {
      db.exec('BEGIN EXCLUSIVE')
    } catch (cause) {
      db.close()
      if (!(cause instanceof Database.SqliteError) || !cause.code.startsWith('SQLITE_BUSY')) throw cause
      throw new Error(`${folder} is in use by a centre that runs; stop it first`, { cause })
    }
    return () => void db.close()
  })
}
