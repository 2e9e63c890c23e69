import { chainFault, type Link } from '../../src-domain/journal/chain.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import type { RowChange } from '../../src-domain/journal/rows.ts'
import { canonical, stateHash } from '../../src-domain/journal/stateHash.ts'
import { sha256 } from '../build/journal.ts'

/** One disk: the chain behind `from` as far as `head`, and the rows that it adds up to. */
export type Disk = {
  readonly from: Link
  readonly head: Link
  readonly entries: readonly Entry[]
  readonly rows: readonly RowChange[]
}

/**
 * Everything in which a console's disk differs from its centre's, a sentence each; none when the replica is whole.
 * Both must have been read at the same head, and the centre's from where the replica begins.
 */
export const differences = (replica: Disk, centre: Disk): string[] => [
  ...(replica.head.seq === centre.head.seq && replica.head.hash === centre.head.hash
    ? []
    : [`the replica ends at ${replica.head.seq}, the centre at ${centre.head.seq}`]),
  ...entryByEntry(replica.entries, centre.entries),
  ...brokenChain(replica),
  ...(stateHash(replica.rows, sha256) === stateHash(centre.rows, sha256)
    ? []
    : ['the state hash differs', ...rowByRow(replica.rows, centre.rows)]),
]

const entryByEntry = (ours: readonly Entry[], theirs: readonly Entry[]): string[] => {
  const known = new Map(ours.map((e) => [e.seq, e]))
  const found: string[] = []
  for (const e of theirs) {
    const mine = known.get(e.seq)
    known.delete(e.seq)
    if (!mine) found.push(`entry ${e.seq} (${e.kind}) is missing`)
    else if (canonical(mine) !== canonical(e)) found.push(`entry ${e.seq} (${e.kind}) differs`)
  }
  for (const seq of known.keys()) found.push(`entry ${seq} is not in the centre`)
  return found
}

const brokenChain = ({ from, head, entries }: Disk): string[] => {
  let last = from
  for (const e of entries) {
    const fault = chainFault(last, e, sha256)
    if (fault !== null) return [`the chain is broken at ${e.seq}: ${fault}`]
    last = e
  }
  return last.seq === head.seq && last.hash === head.hash ? [] : ['the chain does not end at the head']
}

const rowByRow = (ours: readonly RowChange[], theirs: readonly RowChange[]): string[] => {
  const textsOf = (rows: readonly RowChange[]) =>
    new Map(rows.map((c) => [`${c.table} ${c.row.id}`, canonical(c.row)]))
  const mine = textsOf(ours)
  const centre = textsOf(theirs)
  return [...new Set([...mine.keys(), ...centre.keys()])]
    .filter((key) => mine.get(key) !== centre.get(key))
    .map((key) => `row ${key} differs`)
}
