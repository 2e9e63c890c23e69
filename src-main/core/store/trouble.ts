import Database from 'better-sqlite3'

/**
 * What can be wrong with a disk. `damaged`: the file is not what was written; only another file helps. The others
 * pass, and the same file goes on: `full`, `readOnly` (by rights or by mount), `failed` (all else, a lost disk say).
 */
export type Trouble = 'damaged' | 'full' | 'readOnly' | 'failed'

/** The file opened, and what was looked for in it is not there. */
export class ReplicaDamaged extends Error {}
/** The file at this path is no longer the one that was opened: what is written now is kept nowhere. */
export class ReplicaGone extends Error {}

/** SQLite's result codes (sqlite.org/rescode.html), longest first where one begins like another. */
const ofSqlite: readonly (readonly [string, Trouble])[] = [
  ['SQLITE_CORRUPT', 'damaged'],
  // The cipher's way to say that the first page is not what this key wrote.
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_IOERR_SHORT_READ', 'damaged'],
  ['SQLITE_FULL', 'full'],
  ['SQLITE_READONLY', 'readOnly'],
  ['SQLITE_PERM', 'readOnly'],
  ['SQLITE_IOERR', 'failed'],
  ['SQLITE_CANTOPEN', 'failed'],
  ['SQLITE_BUSY', 'failed'],
  ['SQLITE_PROTOCOL', 'failed'],
]
const ofSystem: Readonly<Record<string, Trouble>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
}

/** Null for what is not the disk's fault: a bug, or a message that could not be understood. */
export const troubleOf = (error: unknown): Trouble | null => {
  if (error instanceof ReplicaDamaged) return 'damaged'
  if (error instanceof ReplicaGone) return 'failed'
  if (error instanceof Database.SqliteError)
    return ofSqlite.find(([code]) => error.code.startsWith(code))?.[1] ?? null
  if (error instanceof Error && 'syscall' in error && 'code' in error)
    return ofSystem[String(error.code)] ?? 'failed'
  return null
}

/** The store or its disk failed, in whatever way; no message that was being worked on is to blame. */
export const isStoreFault = (error: unknown): boolean =>
  error instanceof Database.SqliteError || error instanceof ReplicaDamaged || error instanceof ReplicaGone
