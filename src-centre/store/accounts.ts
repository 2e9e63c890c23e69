import type { Ms } from '../../src-domain/time.ts'
import type { Db } from './db.ts'

/** How a person proves who it is, and the sign-ins that hold now. Nothing here can be turned back into a PIN. */
export type Account = {
  readonly personId: string
  readonly salt: Buffer
  /** scrypt's N. */
  readonly cost: number
  readonly hash: Buffer
  readonly failures: number
  readonly lockedUntil: Ms
}
export type Session = { readonly personId: string; readonly workplaceId: string; readonly expiresAt: Ms }

export type AccountStore = {
  readonly find: (personId: string) => Account | undefined
  readonly put: (account: Account) => void
  readonly count: (personId: string, failures: number, lockedUntil: Ms) => void
  readonly session: (tokenHash: string) => Session | undefined
  readonly begin: (tokenHash: string, session: Session) => void
  readonly end: (tokenHash: string) => void
}

export const openAccountStore = (db: Db): AccountStore => {
  const find = db.prepare<[string], Account>(
    'SELECT personId, salt, cost, hash, failures, lockedUntil FROM account WHERE personId = ?',
  )
  const put = db.prepare<Account>(
    `INSERT OR REPLACE INTO account (personId, salt, cost, hash, failures, lockedUntil)
     VALUES (@personId, @salt, @cost, @hash, @failures, @lockedUntil)`,
  )
  const count = db.prepare('UPDATE account SET failures = ?, lockedUntil = ? WHERE personId = ?')
  const session = db.prepare<[string], Session>(
    'SELECT personId, workplaceId, expiresAt FROM session WHERE tokenHash = ?',
  )
  const begin = db.prepare(
    'INSERT INTO session (tokenHash, personId, workplaceId, expiresAt) VALUES (?, ?, ?, ?)',
  )
  const end = db.prepare('DELETE FROM session WHERE tokenHash = ?')
  return {
    find: (personId) => find.get(personId),
    put: (account) => void put.run(account),
    count: (personId, failures, lockedUntil) => void count.run(failures, lockedUntil, personId),
    session: (tokenHash) => session.get(tokenHash),
    begin: (tokenHash, s) => void begin.run(tokenHash, s.personId, s.workplaceId, s.expiresAt),
    end: (tokenHash) => void end.run(tokenHash),
  }
}
