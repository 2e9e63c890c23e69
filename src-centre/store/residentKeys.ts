import { randomBytes } from 'node:crypto'
import { type PersonalPart, personalPart } from '../../src-domain/journal/envelope.ts'
import type { Ms } from '../../src-domain/time.ts'
import { openText, sealText } from '../crypto.ts'
import type { Db } from './db.ts'
import { openUnread, type Unread } from './unread.ts'

/** A key for each resident's words in the journal. Where no resident is known, the case stands in. */
export type ResidentKeys = {
  /** The number of the resident's key in use; makes one where there is none. */
  readonly keyFor: (residentId: string, now: Ms) => number
  /** Whether any of their words may still be read. */
  readonly has: (residentId: string) => boolean
  readonly seal: (key: number, entryId: string, part: PersonalPart) => Buffer
  /** Null where the key was destroyed, and where what is sealed is not what was sealed: that is told. */
  readonly open: (key: number, entryId: string, sealed: Buffer) => PersonalPart | null
  /** After this nobody can read the resident's words again. */
  readonly destroy: (residentId: string, now: Ms) => void
}

export const openResidentKeys = (db: Db, unread: Unread = openUnread()): ResidentKeys => {
  const inUse = db
    .prepare<[string], number>('SELECT n FROM residentKey WHERE residentId = ? AND key IS NOT NULL')
    .pluck()
  const byNumber = db.prepare<[number], Buffer | null>('SELECT key FROM residentKey WHERE n = ?').pluck()
  return {
    keyFor: (residentId, now) => {
      const n = inUse.get(residentId)
      if (n !== undefined) return n
      const insert = db.prepare('INSERT INTO residentKey (residentId, key, createdAt) VALUES (?, ?, ?)')
      return Number(insert.run(residentId, randomBytes(32), now).lastInsertRowid)
    },
    has: (residentId) => inUse.get(residentId) !== undefined,
    seal: (n, entryId, part) => {
      const key = byNumber.get(n)
      if (!key) throw new Error(`no key ${n} to seal with`)
      return sealText(key, entryId, JSON.stringify(part))
    },
    open: (n, entryId, sealed) => {
      const key = byNumber.get(n)
      if (!key) return null
      const text = openedText(key, entryId, sealed)
      return unread.read('personal', entryId, personalPart, text ?? '') ?? null
    },
    destroy: (residentId, now) => {
      db.prepare(
        'UPDATE residentKey SET key = NULL, destroyedAt = ? WHERE residentId = ? AND key IS NOT NULL',
      ).run(now, residentId)
    },
  }
}

const openedText = (...sealed: Parameters<typeof openText>): string | null => {
  try {
    return openText(...sealed)
  } catch {
    return null
  }
}
