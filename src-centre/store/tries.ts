import { noTries, type Tries } from '../../src-domain/desk/guessing.ts'
import type { Ms } from '../../src-domain/time.ts'
import type { Db } from './db.ts'

/** Wrong PINs, by whom and where, and where somebody was right before. */
export type TriesStore = {
  readonly of: (scope: string) => Tries
  readonly keep: (scope: string, tries: Tries) => void
  readonly forget: (scope: string) => void
  readonly forgetPerson: (personId: string) => void
  readonly knows: (place: string, personId: string) => boolean
  readonly learn: (place: string, personId: string, at: Ms) => void
}

export const openTriesStore = (db: Db): TriesStore => {
  const of = db.prepare<[string], Tries>('SELECT failures, since, lockedUntil FROM tries WHERE scope = ?')
  const keep = db.prepare(
    'INSERT OR REPLACE INTO tries (scope, failures, since, lockedUntil) VALUES (?, ?, ?, ?)',
  )
  const forget = db.prepare('DELETE FROM tries WHERE scope = ?')
  const forgetPerson = db.prepare<{ personId: string }>(
    `DELETE FROM tries WHERE scope = 'other/' || @personId
     OR substr(scope, 1, length(@personId) + 7) = 'known/' || @personId || '/'`,
  )
  const knows = db
    .prepare<[string, string], number>('SELECT 1 FROM knownPlace WHERE place = ? AND personId = ?')
    .pluck()
  const learn = db.prepare('INSERT OR REPLACE INTO knownPlace (place, personId, at) VALUES (?, ?, ?)')
  return {
    of: (scope) => of.get(scope) ?? noTries,
    keep: (scope, t) => void keep.run(scope, t.failures, t.since, t.lockedUntil),
    forget: (scope) => void forget.run(scope),
    forgetPerson: (personId) => void forgetPerson.run({ personId }),
    knows: (place, personId) => knows.get(place, personId) !== undefined,
    learn: (place, personId, at) => void learn.run(place, personId, at),
  }
}
