import Database from 'better-sqlite3'

/** SQLite's result codes (sqlite.org/rescode.html) that speak of the disk or the file, not of what was written. */
const ofTheDisk = [
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_READONLY',
  'SQLITE_CANTOPEN',
  'SQLITE_PERM',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
]

/** The code where the disk would not take it, such as `SQLITE_FULL`; null for a bug of ours. */
export const diskFaultOf = (error: unknown): string | null =>
  error instanceof Database.SqliteError && ofTheDisk.some((code) => error.code.startsWith(code))
    ? error.code
    : null
