import type { Db } from './open.ts'

/** What was received and could not be read: kept as it came, counted, shown. */
export type Unread = {
  readonly at: number
  readonly where: string
  readonly why: string
  readonly raw: string
}

/** As much of one as is kept, in characters; a stream of rubbish must not fill the disk. */
export const rawKept = 50_000
const keptLimit = 10_000

export const quarantineStore = (db: Db) => {
  const add = db.prepare<[number, string, string, string]>(
    'INSERT INTO quarantine (at, place, why, raw) VALUES (?, ?, ?, ?)',
  )
  const prune = db.prepare<[number]>('DELETE FROM quarantine WHERE n <= ?')
  const newest = db.prepare<[number], Unread>(
    'SELECT at, place AS "where", why, raw FROM quarantine ORDER BY n DESC LIMIT ?',
  )
  const count = db.prepare<[], number>('SELECT coalesce(max(n), 0) FROM quarantine').pluck()
  return {
    add: (u: Unread): void => {
      const { lastInsertRowid } = add.run(u.at, u.where, u.why, u.raw.slice(0, rawKept))
      prune.run(Number(lastInsertRowid) - keptLimit)
    },
    newest: (limit: number): Unread[] => newest.all(limit),
    /** How many there ever were, on this replica. */
    count: (): number => count.get() ?? 0,
  }
}
