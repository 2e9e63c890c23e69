import { type Entry, isWithheld } from '../../../src-domain/journal/envelope.ts'
import { evolve } from '../../../src-domain/journal/evolve.ts'
import type { Fact } from '../../../src-domain/journal/kinds.ts'
import { readFact } from '../../../src-domain/journal/read.ts'
import type { Load, RowChange } from '../../../src-domain/journal/rows.ts'

export type Folded =
  | { readonly kind: 'folded'; readonly changes: readonly RowChange[] }
  | { readonly kind: 'setAside'; readonly where: 'payload' | 'evolve'; readonly why: string }

/**
 * What an entry does to the rows. One that cannot be read, or that breaks the fold twice (the second time
 * with rows fresh from the disk), is set aside, and the next one goes on.
 */
export const foldEntry = (entry: Entry, load: Load, refresh: () => void): Folded => {
  // Not for this workplace: it keeps its place in the chain and changes nothing here.
  if (isWithheld(entry)) return { kind: 'folded', changes: [] }
  const read = readFact(entry)
  if (!read.ok) return { kind: 'setAside', where: 'payload', why: read.why }
  const first = attempt(load, read.fact)
  if (first.kind === 'folded') return first
  refresh()
  return attempt(load, read.fact)
}

const attempt = (load: Load, fact: Fact): Folded => {
  try {
    return { kind: 'folded', changes: evolve(load, fact) }
  } catch (error) {
    return { kind: 'setAside', where: 'evolve', why: `${fact.kind}: ${String(error)}` }
  }
}
