import { createHash } from 'node:crypto'
import { beginning, type Link, type Sha256, seal } from '../../src-domain/journal/chain.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { evolve } from '../../src-domain/journal/evolve.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import type { Load, RowChange, RowOf, Table } from '../../src-domain/journal/rows.ts'
import { stateHash } from '../../src-domain/journal/stateHash.ts'

export const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('base64url')

/** A UUID that counts, so that a failing seed reads the same every time. */
export const uuidOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Rows in memory, written as text and read back, as a disk would. */
export class Rows {
  readonly #texts = new Map<string, string>()

  readonly load: Load = <T extends Table>(table: T, id: string) => {
    const text = this.#texts.get(`${table}/${id}`)
    return text === undefined ? undefined : (JSON.parse(text) as RowOf[T])
  }

  apply(entry: Entry): void {
    const read = readFact(entry)
    if (!read.ok) throw new Error(read.why)
    for (const change of evolve(this.load, read.fact))
      this.#texts.set(`${change.table}/${change.row.id}`, JSON.stringify(change.row))
  }

  all(): RowChange[] {
    return [...this.#texts].map(([key, text]) => ({
      table: key.slice(0, key.indexOf('/')) as Table,
      row: JSON.parse(text),
    }))
  }

  of<T extends Table>(table: T): RowOf[T][] {
    return [...this.#texts]
      .filter(([key]) => key.startsWith(`${table}/`))
      .map(([, text]) => JSON.parse(text) as RowOf[T])
  }

  hash(): string {
    return stateHash(this.all(), sha256)
  }
}

type Said = { readonly by?: Entry['by']; readonly at?: number; readonly receivedAt: number }

/** A journal in memory: what a centre appends, sealed for real. */
export class Journal {
  readonly entries: Entry[] = []
  readonly rows = new Rows()
  #last: Link = beginning
  #ids = 0

  newId = (): string => {
    this.#ids += 1
    return uuidOf(this.#ids)
  }

  append(draft: Draft, said: Said): Entry {
    const id = this.newId()
    const entry = seal(
      this.#last,
      {
        id,
        municipality: 'fjordvik',
        kind: draft.kind,
        at: { ms: said.at ?? said.receivedAt, source: 'centre', uncertaintyMs: 0 },
        receivedAt: said.receivedAt,
        by: said.by ?? { kind: 'centre', id: 'centre' },
        caseId: draft.kind === 'alarm.raised' ? id : draft.caseId,
        causedBy: null,
        salt: `salt-${id}`,
        payload: JSON.stringify(draft.payload),
        personal: draft.personal ? { salt: `own-${id}`, text: JSON.stringify(draft.personal) } : null,
      },
      sha256,
    )
    this.#last = entry
    this.entries.push(entry)
    this.rows.apply(entry)
    return entry
  }
}
