import type { Ms } from '../../src-domain/time.ts'
import type { Db } from './db.ts'

/** What has come before: the same press or use told twice is one. */
export type SeenStore = {
  /** When (`cid`, `ref`) came last. */
  readonly press: (cid: string, ref: string) => Ms | undefined
  readonly putPress: (cid: string, ref: string, receivedAt: Ms) => void
  /** `by`: whose identifiers these are. */
  readonly use: (by: string, useId: string) => boolean
  readonly putUse: (by: string, useId: string, receivedAt: Ms) => void
  /** Presses that came before `limit` are forgotten; uses never, since a phone may have been away for months. */
  readonly forgetPresses: (limit: Ms) => void
}

export const openSeenStore = (db: Db): SeenStore => {
  const press = db
    .prepare<[string, string], number>('SELECT receivedAt FROM pressSeen WHERE cid = ? AND ref = ?')
    .pluck()
  const putPress = db.prepare('INSERT OR REPLACE INTO pressSeen (cid, ref, receivedAt) VALUES (?, ?, ?)')
  const use = db
    .prepare<[string, string], number>('SELECT 1 FROM useSeen WHERE handsetId = ? AND useId = ?')
    .pluck()
  const putUse = db.prepare('INSERT INTO useSeen (handsetId, useId, receivedAt) VALUES (?, ?, ?)')
  const forget = db.prepare('DELETE FROM pressSeen WHERE receivedAt < ?')
  return {
    press: (cid, ref) => press.get(cid, ref),
    putPress: (cid, ref, receivedAt) => void putPress.run(cid, ref, receivedAt),
    use: (by, useId) => use.get(by, useId) !== undefined,
    putUse: (by, useId, receivedAt) => void putUse.run(by, useId, receivedAt),
    forgetPresses: (limit) => void forget.run(limit),
  }
}
