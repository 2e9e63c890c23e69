import type { Db } from './db.ts'

/** What opens a private lock that is not ours. Read out for a case alone, and sent to no console's replica. */
export type SharedCodeStore = {
  readonly find: (doorId: string) => string | undefined
  /** Null takes it out. */
  readonly put: (doorId: string, code: string | null) => void
}

export const openSharedCodes = (db: Db): SharedCodeStore => {
  const find = db.prepare<[string], string>('SELECT code FROM sharedCode WHERE doorId = ?').pluck()
  const put = db.prepare('INSERT OR REPLACE INTO sharedCode (doorId, code) VALUES (?, ?)')
  const drop = db.prepare('DELETE FROM sharedCode WHERE doorId = ?')
  return {
    find: (doorId) => find.get(doorId),
    put: (doorId, code) => void (code === null ? drop.run(doorId) : put.run(doorId, code)),
  }
}
