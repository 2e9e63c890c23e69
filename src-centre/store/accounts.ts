import type { Proof } from '../../src-domain/desk/proof.ts'
import type { Ms } from '../../src-domain/time.ts'
import type { Db } from './db.ts'

/** How a person proves who it is, and the sign-ins that hold now. Nothing here can be turned back into a PIN. */
export type Account = {
  readonly personId: string
  readonly salt: Buffer
  /** scrypt's N. */
  readonly cost: number
  readonly hash: Buffer
}
export type Session = Proof & {
  readonly personId: string
  readonly workplaceId: string
  /** Moved on while somebody is at the desk, to `endsAt` at most. */
  readonly expiresAt: Ms
  readonly endsAt: Ms
}

export type AccountStore = {
  readonly find: (personId: string) => Account | undefined
  readonly put: (account: Account) => void
  readonly session: (tokenHash: string) => Session | undefined
  /** A new one, or the same with other times. */
  readonly keep: (tokenHash: string, session: Session) => void
  readonly end: (tokenHash: string) => void
  readonly endAllOf: (personId: string) => void
  /** Those that ran out before this moment. */
  readonly forget: (before: Ms) => void
}

export const openAccountStore = (db: Db): AccountStore => {
  const find = db.prepare<[string], Account>(
    'SELECT personId, salt, cost, hash FROM account WHERE personId = ?',
  )
  const put = db.prepare<Account>(
    `INSERT OR REPLACE INTO account (personId, salt, cost, hash, failures, lockedUntil)
     VALUES (@personId, @salt, @cost, @hash, 0, 0)`,
  )
  const session = db.prepare<[string], Session>(
    'SELECT personId, workplaceId, expiresAt, endsAt, provenAt, seenAt FROM session WHERE tokenHash = ?',
  )
  const keep = db.prepare<Session & { tokenHash: string }>(
    `INSERT OR REPLACE INTO session (tokenHash, personId, workplaceId, expiresAt, endsAt, provenAt, seenAt)
     VALUES (@tokenHash, @personId, @workplaceId, @expiresAt, @endsAt, @provenAt, @seenAt)`,
  )
  const end = db.prepare('DELETE FROM session WHERE tokenHash = ?')
  const endAllOf = db.prepare('DELETE FROM session WHERE personId = ?')
  const forget = db.prepare('DELETE FROM session WHERE expiresAt < ?')
  return {
    find: (personId) => find.get(personId),
    put: (account) => void put.run(account),
    session: (tokenHash) => session.get(tokenHash),
    keep: (tokenHash, s) => void keep.run({ ...s, tokenHash }),
    end: (tokenHash) => void end.run(tokenHash),
    endAllOf: (personId) => void endAllOf.run(personId),
    forget: (before) => void forget.run(before),
  }
}
