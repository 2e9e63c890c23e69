import type { Ms } from '../../src-domain/time.ts'
import type { Db } from './db.ts'

/** What came from outside and could not be read: kept with its raw text, counted, refused. */
export type Quarantined = {
  readonly at: Ms
  /** Who sent it, such as `console/desk-1`. */
  readonly source: string
  readonly why: string
  readonly raw: string
}
export type QuarantineStore = {
  readonly put: (item: Quarantined) => void
  readonly count: () => number
  /** Takes the raw texts out: nobody can tell whose words stand in what could not be read. Why stays, and the count. */
  readonly blank: () => void
  readonly newest: (limit: number) => Quarantined[]
}

/** Somebody who sends rubbish all day must not fill the disk. */
const kept = 10_000
/** Characters of one. */
export const rawKept = 20_000

export const openQuarantine = (db: Db): QuarantineStore => {
  const put = db.prepare('INSERT INTO quarantine (at, source, why, raw) VALUES (?, ?, ?, ?)')
  const prune = db.prepare('DELETE FROM quarantine WHERE n <= ?')
  // The highest number ever given is the count: pruning takes nothing from it.
  const count = db.prepare<[], number>('SELECT coalesce(max(n), 0) FROM quarantine').pluck()
  const blank = db.prepare("UPDATE quarantine SET raw = '' WHERE raw <> ''")
  const newest = db.prepare<[number], Quarantined>(
    'SELECT at, source, why, raw FROM quarantine ORDER BY n DESC LIMIT ?',
  )
  return {
    put: ({ at, source, why, raw }) => {
      const { lastInsertRowid } = put.run(at, source, why.slice(0, 1_000), raw.slice(0, rawKept))
      prune.run(Number(lastInsertRowid) - kept)
    },
    blank: () => void blank.run(),
    count: () => count.get() ?? 0,
    newest: (limit) => newest.all(limit),
  }
}
