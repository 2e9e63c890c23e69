import { z } from 'zod'
import { entry } from '../../../src-domain/journal/envelope.ts'
import type { Db } from './open.ts'

/**
 * How far the erasing of residents has come, as places in the journal. `settled`: nothing of it is left in the file.
 * `left`: replicas that were set aside and could not be cleaned.
 */
export const erasedSoFar = z.object({ carriedOut: z.int(), settled: z.int(), left: z.int() })

export const erasingSql = {
  cases: `SELECT id, json ->> '$.residentId' AS residentId FROM alarm WHERE id > ? ORDER BY id LIMIT ?`,
  ofCase:
    'UPDATE entries SET personal = NULL, personal_salt = NULL WHERE case_id = ? AND personal IS NOT NULL',
  at: 'UPDATE entries SET personal = NULL, personal_salt = NULL WHERE seq = ? AND personal IS NOT NULL',
  looseOfCase: 'SELECT seq, json FROM loose WHERE case_id = ?',
  looseAt: 'SELECT seq, json FROM loose WHERE seq = ?',
} as const

type Loose = { readonly seq: number; readonly json: string }
const looseEntry = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'no JSON' })
      return z.NEVER
    }
  })
  .pipe(entry)

/** Takes words out. Hashes stay, so the chain goes on verifying. */
export const erasingStore = (db: Db) => {
  const cases = db.prepare<[string, number], { id: string; residentId: string | null }>(erasingSql.cases)
  const ofCase = db.prepare<[string]>(erasingSql.ofCase)
  const at = db.prepare<[number]>(erasingSql.at)
  const looseOfCase = db.prepare<[string], Loose>(erasingSql.looseOfCase)
  const looseAt = db.prepare<[number], Loose>(erasingSql.looseAt)
  const putLoose = db.prepare<[string, number]>('UPDATE loose SET json = ? WHERE seq = ?')
  const unsent = db.prepare<[string], string>('SELECT id FROM outbox WHERE case_id = ?').pluck()
  const unread = db.prepare("UPDATE quarantine SET raw = '' WHERE raw <> ''")

  const drop = db.prepare<[number]>('DELETE FROM loose WHERE seq = ?')

  const blank = (loose: readonly Loose[]): void => {
    for (const { seq, json } of loose) {
      const read = looseEntry.safeParse(json)
      // Nobody can tell whose words stand in what cannot be read.
      if (!read.success) drop.run(seq)
      else if (read.data.personal !== null)
        putLoose.run(JSON.stringify({ ...read.data, personal: null }), seq)
    }
  }
  return {
    /** At most `limit` cases behind that id, each with whose it is. */
    cases: (after: string, limit: number) => cases.all(after, limit),
    case: (caseId: string): void => {
      ofCase.run(caseId)
      blank(looseOfCase.all(caseId))
    },
    entry: (seq: number): void => {
      at.run(seq)
      blank(looseAt.all(seq))
    },
    /** Commands of that case that are still written down here. */
    unsent: (caseId: string): string[] => unsent.all(caseId),
    /** Nobody can tell whose words stand in what could not be read. Why stays, and the count. */
    unread: (): void => void unread.run(),
    /** Brings everything into the file and empties the log beside it; false while somebody reads from that. */
    settle: (): boolean => {
      const patience = Number(db.pragma('busy_timeout', { simple: true }))
      // An alarm does not wait for a reader to be done: this is asked again.
      db.pragma('busy_timeout = 0')
      const [done] = z.array(z.object({ busy: z.int() })).parse(db.pragma('wal_checkpoint(TRUNCATE)'))
      db.pragma(`busy_timeout = ${patience}`)
      return done?.busy === 0
    },
  }
}
