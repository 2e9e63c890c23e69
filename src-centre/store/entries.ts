import { beginning, type Link } from '../../src-domain/journal/chain.ts'
import type { Checkpoint } from '../../src-domain/journal/checkpoint.ts'
import type { Actor, Entry, PersonalPart } from '../../src-domain/journal/envelope.ts'
import type { Instant } from '../../src-domain/time.ts'
import type { Db } from './db.ts'
import type { ResidentKeys } from './residentKeys.ts'

/** The journal on disk: appended to, never changed. */
type Stored = {
  readonly seq: number
  readonly id: string
  readonly municipality: string
  readonly kind: string
  readonly atMs: number
  readonly atSource: Instant['source']
  readonly atUncertaintyMs: number
  readonly receivedAt: number
  readonly byKind: Actor['kind']
  readonly byId: string
  readonly caseId: string | null
  readonly causedBy: string | null
  readonly salt: string
  readonly payload: string
  readonly payloadHash: string
  readonly personalHash: string | null
  readonly prevHash: string
  readonly hash: string
  readonly personalKey: number | null
  readonly personal: Buffer | null
}

export type EntryReader = {
  readonly head: () => Link
  /** When the newest entry was received; 0 for an empty journal. */
  readonly newestAt: () => number
  /** The link at `seq`; undefined where the journal does not reach. */
  readonly link: (seq: number) => Link | undefined
  /** In order, those behind `seq` up to and with `through`, at most `limit`. */
  readonly after: (seq: number, through: number, limit: number) => Entry[]
  readonly ofCase: (caseId: string) => Entry[]
  readonly newestCheckpoint: () => Checkpoint | undefined
  /** The newest one of a shorter chain. */
  readonly checkpointBefore: (seq: number) => Checkpoint | undefined
}

const columns = `seq, id, municipality, kind, atMs, atSource, atUncertaintyMs, receivedAt, byKind, byId, caseId,
  causedBy, salt, payload, payloadHash, personalHash, prevHash, hash, personalKey, personal`

/** `keys` opens personal parts; where a key was destroyed, the part is null and its hash stays. */
export const entryReader = (db: Db, keys: Pick<ResidentKeys, 'open'>): EntryReader => {
  const newestAt = db.prepare<[], { receivedAt: number }>(
    'SELECT receivedAt FROM entry ORDER BY seq DESC LIMIT 1',
  )
  const head = db.prepare<[], Link>('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1')
  const link = db.prepare<[number], Link>('SELECT seq, hash FROM entry WHERE seq = ?')
  const after = db.prepare<[number, number, number], Stored>(
    `SELECT ${columns} FROM entry WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
  )
  const ofCase = db.prepare<[string], Stored>(`SELECT ${columns} FROM entry WHERE caseId = ? ORDER BY seq`)
  const checkpoint = db.prepare<[], Checkpoint>(
    'SELECT seq, hash, at, keyId, signature FROM checkpoint ORDER BY seq DESC LIMIT 1',
  )
  const checkpointBefore = db.prepare<[number], Checkpoint>(
    'SELECT seq, hash, at, keyId, signature FROM checkpoint WHERE seq < ? ORDER BY seq DESC LIMIT 1',
  )
  const read = (s: Stored): Entry => ({
    v: 1,
    seq: s.seq,
    id: s.id,
    municipality: s.municipality,
    kind: s.kind,
    at: { ms: s.atMs, source: s.atSource, uncertaintyMs: s.atUncertaintyMs },
    receivedAt: s.receivedAt,
    by: { kind: s.byKind, id: s.byId },
    caseId: s.caseId,
    causedBy: s.causedBy,
    payloadHash: s.payloadHash,
    prevHash: s.prevHash,
    hash: s.hash,
    salt: s.salt,
    payload: s.payload,
    personalHash: s.personalHash,
    personal:
      s.personal === null || s.personalKey === null ? null : keys.open(s.personalKey, s.id, s.personal),
  })
  return {
    head: () => head.get() ?? beginning,
    newestAt: () => newestAt.get()?.receivedAt ?? 0,
    link: (seq) => (seq === 0 ? beginning : link.get(seq)),
    after: (seq, through, limit) => after.all(seq, through, limit).map(read),
    ofCase: (caseId) => ofCase.all(caseId).map(read),
    newestCheckpoint: () => checkpoint.get(),
    checkpointBefore: (seq) => checkpointBefore.get(seq),
  }
}

export type EntryWriter = {
  /** `personalKey`: the key that the personal part is sealed under; null where there is none. */
  readonly append: (entry: Entry, personalKey: number | null) => void
  readonly putCheckpoint: (checkpoint: Checkpoint) => void
}

export const entryWriter = (db: Db, keys: Pick<ResidentKeys, 'seal'>): EntryWriter => {
  const insert = db.prepare<Stored>(
    `INSERT INTO entry (${columns}) VALUES (@seq, @id, @municipality, @kind, @atMs, @atSource, @atUncertaintyMs,
      @receivedAt, @byKind, @byId, @caseId, @causedBy, @salt, @payload, @payloadHash, @personalHash, @prevHash,
      @hash, @personalKey, @personal)`,
  )
  const checkpoint = db.prepare<Checkpoint>(
    'INSERT OR REPLACE INTO checkpoint (seq, hash, at, keyId, signature) VALUES (@seq, @hash, @at, @keyId, @signature)',
  )
  const sealed = (key: number | null, entry: Entry, part: PersonalPart | null): Buffer | null =>
    part === null || key === null ? null : keys.seal(key, entry.id, part)
  return {
    append: (entry, personalKey) => {
      const { at, by, personal, v: _version, ...rest } = entry
      insert.run({
        ...rest,
        atMs: at.ms,
        atSource: at.source,
        atUncertaintyMs: at.uncertaintyMs,
        byKind: by.kind,
        byId: by.id,
        personalKey,
        personal: sealed(personalKey, entry, personal),
      })
    },
    putCheckpoint: (c) => void checkpoint.run(c),
  }
}
