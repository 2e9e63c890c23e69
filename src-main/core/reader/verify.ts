import { chainFault, genesis, type Link } from '../../../src-domain/journal/chain.ts'
import { sha256 } from '../crypto.ts'
import type { EntriesStore } from '../store/entries.ts'
import type { Standing } from '../store/replica.ts'

export type Verified = { readonly seq: number; readonly fault: string } | null

const slice = 500

/**
 * Walks the chain on this disk in slices and yields how far it has come; returns the first fault, or null.
 * Behind a snapshot the first entry is held against nothing but itself: the centre signed what it stands on.
 */
export function* verifyChain(
  entries: Pick<EntriesStore, 'from'>,
  standing: Pick<Standing, 'fromSeq' | 'seq'>,
): Generator<{ readonly done: number; readonly total: number }, Verified> {
  const total = standing.seq - standing.fromSeq
  let last: Link | null = standing.fromSeq === 0 ? { seq: 0, hash: genesis } : null
  for (let at = standing.fromSeq; at < standing.seq; ) {
    const next = entries.from(at, slice)
    for (const e of next) {
      if (e.seq > standing.seq) break
      const fault = chainFault(last ?? { seq: standing.fromSeq, hash: e.prevHash }, e, sha256)
      if (fault !== null) return { seq: e.seq, fault }
      last = e
    }
    if (next.length === 0) return { seq: at + 1, fault: 'gap' }
    at = last?.seq ?? standing.seq
    yield { done: Math.min(at, standing.seq) - standing.fromSeq, total }
  }
  return null
}
