import { z } from 'zod'
import { type Reader, wholeDesk } from '../../src-domain/wire/mayRead.ts'
import { sameText, sha256 } from '../crypto.ts'
import type { Db } from './db.ts'

/** What a console or an adapter connects with: nobody's sign-in, random, kept as its hash. */
export type CredentialKind = 'workplace' | 'platform' | 'intake'

export type CredentialStore = {
  /** `personal`: whether it may read residents' words; `scope`: the rest of what it may read, all unless told. */
  readonly put: (
    kind: CredentialKind,
    id: string,
    secret: string,
    personal: boolean,
    scope?: Omit<Reader, 'words'>,
  ) => void
  /** What it may read. Undefined for an unknown id or a wrong secret. */
  readonly check: (kind: CredentialKind, id: string, secret: string) => Reader | undefined
  /** Those not named any more may not connect again. */
  readonly retain: (named: readonly { readonly kind: CredentialKind; readonly id: string }[]) => void
}

type Stored = {
  readonly secretHash: string
  readonly personal: number
  readonly reads: Reader['reads']
  readonly municipalities: string | null
}
const readerOf = ({ personal, reads, municipalities }: Stored): Reader => ({
  reads,
  words: personal === 1,
  municipalities: municipalities === null ? null : z.array(z.string()).parse(JSON.parse(municipalities)),
})

export const openCredentialStore = (db: Db): CredentialStore => {
  const put = db.prepare(
    `INSERT OR REPLACE INTO credential (kind, id, secretHash, personal, reads, municipalities)
     VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const find = db.prepare<[string, string], Stored>(
    'SELECT secretHash, personal, reads, municipalities FROM credential WHERE kind = ? AND id = ?',
  )
  const all = db.prepare<[], { kind: CredentialKind; id: string }>('SELECT kind, id FROM credential')
  const remove = db.prepare('DELETE FROM credential WHERE kind = ? AND id = ?')
  return {
    put: (kind, id, secret, personal, { reads, municipalities } = wholeDesk) =>
      void put.run(
        kind,
        id,
        sha256(secret),
        personal ? 1 : 0,
        reads,
        municipalities && JSON.stringify(municipalities),
      ),
    check: (kind, id, secret) => {
      const known = find.get(kind, id)
      return known && sameText(known.secretHash, sha256(secret)) ? readerOf(known) : undefined
    },
    retain: (named) => {
      for (const known of all.all()) {
        if (!named.some((n) => n.kind === known.kind && n.id === known.id)) remove.run(known.kind, known.id)
      }
    },
  }
}
