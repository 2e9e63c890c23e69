import { sameText, sha256 } from '../crypto.ts'
import type { Db } from './db.ts'

/** What a console or an adapter connects with: nobody's sign-in, random, kept as its hash. */
export type CredentialKind = 'workplace' | 'platform' | 'intake'

export type CredentialStore = {
  readonly put: (kind: CredentialKind, id: string, secret: string, personal: boolean) => void
  /** `personal`: whether it may read residents' words. Undefined for an unknown id or a wrong secret. */
  readonly check: (
    kind: CredentialKind,
    id: string,
    secret: string,
  ) => { readonly personal: boolean } | undefined
  /** Those not named any more may not connect again. */
  readonly retain: (named: readonly { readonly kind: CredentialKind; readonly id: string }[]) => void
}

export const openCredentialStore = (db: Db): CredentialStore => {
  const put = db.prepare(
    'INSERT OR REPLACE INTO credential (kind, id, secretHash, personal) VALUES (?, ?, ?, ?)',
  )
  const find = db.prepare<[string, string], { secretHash: string; personal: number }>(
    'SELECT secretHash, personal FROM credential WHERE kind = ? AND id = ?',
  )
  const all = db.prepare<[], { kind: CredentialKind; id: string }>('SELECT kind, id FROM credential')
  const remove = db.prepare('DELETE FROM credential WHERE kind = ? AND id = ?')
  return {
    put: (kind, id, secret, personal) => void put.run(kind, id, sha256(secret), personal ? 1 : 0),
    check: (kind, id, secret) => {
      const known = find.get(kind, id)
      return known && sameText(known.secretHash, sha256(secret))
        ? { personal: known.personal === 1 }
        : undefined
    },
    retain: (named) => {
      for (const known of all.all()) {
        if (!named.some((n) => n.kind === known.kind && n.id === known.id)) remove.run(known.kind, known.id)
      }
    },
  }
}
