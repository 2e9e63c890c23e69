import { setImmediate as breathe } from 'node:timers/promises'
import { type SnapshotSeal, snapshotText } from '../../src-domain/journal/checkpoint.ts'
import type { RowChange } from '../../src-domain/journal/rows.ts'
import { canonical } from '../../src-domain/journal/stateHash.ts'
import type { Ms } from '../../src-domain/time.ts'
import { mayReadRow, type Reader, wholeDesk } from '../../src-domain/wire/mayRead.ts'
import { sha256 } from '../crypto.ts'
import type { SigningKeys } from '../keys.ts'
import { tablesInOrder } from '../store/rows.ts'
import type { Moment, Store } from '../store/store.ts'

/** Rows in one part; about as long as one batch of entries keeps a console's disk busy. */
const partSize = 500

/** All rows that the reader may read as of one signed moment, a part at a time: nothing that rings waits for it. */
export type Snapshot = {
  readonly seal: SnapshotSeal
  readonly parts: number
  /** From 1. */
  readonly part: (number: number) => RowChange[]
  readonly close: () => void
}

/** The moment is fixed before the first wait: called outside a write, it is the journal's head. */
export const openSnapshot = async (
  store: Store,
  keys: SigningKeys,
  now: Ms,
  reader: Reader = wholeDesk,
): Promise<Snapshot> => {
  const moment = store.moment()
  const { seq, hash } = moment.entries.head()
  const digests: string[] = []
  const starts: { readonly table: RowChange['table']; readonly after: string }[] = []
  for (const table of tablesInOrder) {
    for (let after = ''; ; ) {
      const rows = moment.rows.slice(table, after, partSize)
      const last = rows.at(-1)
      if (!last) break
      starts.push({ table, after })
      for (const change of rows.filter((one) => mayReadRow(reader, one)))
        digests.push(sha256(`${change.table}\n${canonical(change.row)}`))
      after = last.row.id
      await breathe()
    }
  }
  // The same hash as the domain's `stateHash`, without holding all rows at once.
  const open = {
    seq,
    hash,
    stateHash: sha256(`vaktrom-state/1\n${digests.join('\n')}`),
    at: now,
    keyId: keys.keyId,
  }
  return {
    seal: { ...open, signature: keys.sign(snapshotText(open)) },
    parts: Math.max(1, starts.length),
    part: (number) => partOf(moment, starts[number - 1]).filter((one) => mayReadRow(reader, one)),
    close: moment.close,
  }
}

const partOf = (
  moment: Moment,
  start: { readonly table: RowChange['table']; readonly after: string } | undefined,
): RowChange[] => (start ? moment.rows.slice(start.table, start.after, partSize) : [])
