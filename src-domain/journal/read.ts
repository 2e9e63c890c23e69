import type { Entry } from './envelope.ts'
import { type Fact, kinds } from './kinds.ts'

export type FactRead =
  | { readonly ok: true; readonly fact: Fact }
  | { readonly ok: false; readonly why: string }

const isKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind)

/** Reads an entry's payload by its kind. What this version does not know is no error of the chain: it is kept. */
export const readFact = (entry: Entry): FactRead => {
  if (!isKind(entry.kind)) return { ok: false, why: `unknown kind ${entry.kind}` }
  let json: unknown
  try {
    json = JSON.parse(entry.payload)
  } catch {
    return { ok: false, why: `payload of ${entry.kind} is not JSON` }
  }
  const payload = kinds[entry.kind].safeParse(json)
  if (!payload.success) {
    const issue = payload.error.issues[0]
    return { ok: false, why: `${entry.kind}: ${issue?.path.join('.')}: ${issue?.message}` }
  }
  return { ok: true, fact: factOf(entry, payload.data) }
}

/** The schema that read `payload` was chosen by `entry.kind`, which the compiler cannot follow. */
const factOf = (entry: Entry, payload: unknown): Fact =>
  ({
    kind: entry.kind,
    payload,
    seq: entry.seq,
    id: entry.id,
    municipality: entry.municipality,
    at: entry.at.ms,
    receivedAt: entry.receivedAt,
    by: entry.by,
    caseId: entry.caseId,
  }) as Fact

/** Words that belong to a person, such as a note; empty where they are withheld or erased. */
export const personalWords = (entry: Pick<Entry, 'personal'>): Readonly<Record<string, string>> => {
  if (!entry.personal) return {}
  try {
    const words: unknown = JSON.parse(entry.personal.text)
    if (typeof words !== 'object' || words === null) return {}
    return Object.fromEntries(Object.entries(words).filter(([, v]) => typeof v === 'string'))
  } catch {
    return {}
  }
}
