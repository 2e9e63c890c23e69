import { type Digest, type Entry, type Envelope, isWithheld, type PersonalPart } from './envelope.ts'

/** SHA-256 of the UTF-8 text, as base64url. An argument, so that the domain runs anywhere. */
export type Sha256 = (text: string) => Digest

/** What stands before the first entry: 32 zero bytes. */
export const genesis: Digest = 'A'.repeat(43)

export const personalHash = (part: PersonalPart, sha256: Sha256): Digest =>
  sha256(`vaktrom-personal/1\n${part.salt}\n${part.text}`)

export const payloadHash = (body: Pick<Entry, 'salt' | 'payload' | 'personalHash'>, sha256: Sha256): Digest =>
  sha256(`vaktrom-payload/1\n${body.salt}\n${body.personalHash ?? ''}\n${body.payload}`)

/** Every field of the envelope, in this order; all strings in it are ASCII. */
export const envelopeHash = (e: Omit<Envelope, 'hash'>, sha256: Sha256): Digest =>
  sha256(
    `vaktrom-entry/1\n${JSON.stringify([
      e.v,
      e.seq,
      e.id,
      e.municipality,
      e.kind,
      e.at.ms,
      e.at.source,
      e.at.uncertaintyMs,
      e.receivedAt,
      e.by.kind,
      e.by.id,
      e.caseId,
      e.causedBy,
      e.payloadHash,
      e.prevHash,
    ])}`,
  )

export type Link = { readonly seq: number; readonly hash: Digest }
export const beginning: Link = { seq: 0, hash: genesis }

export type ChainFault = 'gap' | 'repeated' | 'broken' | 'changed' | 'payloadChanged' | 'personalChanged'

/** Whether `next` stands whole and unchanged right behind `last`; null when it does. */
export const chainFault = (last: Link, next: Entry, sha256: Sha256): ChainFault | null => {
  if (next.seq <= last.seq) return 'repeated'
  if (next.seq !== last.seq + 1) return 'gap'
  if (next.prevHash !== last.hash) return 'broken'
  return entryFault(next, sha256)
}

/** Whether an entry agrees with its own hashes, wherever it stands. */
export const entryFault = (e: Entry, sha256: Sha256): ChainFault | null => {
  if (e.personal && personalHash(e.personal, sha256) !== e.personalHash) return 'personalChanged'
  if (!isWithheld(e) && payloadHash(e, sha256) !== e.payloadHash) return 'payloadChanged'
  if (envelopeHash(e, sha256) !== e.hash) return 'changed'
  return null
}

/** Makes the entry that follows `last`. */
export const seal = (
  last: Link,
  body: Omit<Entry, 'seq' | 'v' | 'payloadHash' | 'prevHash' | 'hash' | 'personalHash'>,
  sha256: Sha256,
): Entry => {
  const bound = { ...body, personalHash: body.personal && personalHash(body.personal, sha256) }
  const open = {
    ...bound,
    v: 1 as const,
    seq: last.seq + 1,
    prevHash: last.hash,
    payloadHash: payloadHash(bound, sha256),
  }
  return { ...open, hash: envelopeHash(open, sha256) }
}
