import { type PublicKey, signedByOneOf, snapshotText } from '../../../src-domain/journal/checkpoint.ts'
import { stateHash } from '../../../src-domain/journal/stateHash.ts'
import { sha256, verify } from '../crypto.ts'
import type { Ack, Received } from '../link/link.ts'
import type { Store } from '../store/store.ts'
import type { Journal } from './journal.ts'
import { type Quarantine, readRows } from './read.ts'

/**
 * Gathers the parts of a snapshot on disk and begins with it when the last one is there. One whose
 * signature or state hash is wrong is taken all the same, under the banner: a desk without rows helps nobody.
 */
export const openSnapshots = (
  store: Store,
  journal: Journal,
  quarantine: Quarantine,
  welcome: () => { journalId: string; keys: readonly PublicKey[] } | null,
  /** That the centre said that it would send one. */
  awaited: () => boolean,
) => {
  let expected = 1
  let signature = ''
  return (message: Received['snapshot'], ack: Ack): void => {
    const { seal, part, parts } = message
    const known = welcome()
    if (known === null) return
    // It would take every row away, those of open alarms among them.
    if (!awaited()) {
      quarantine('snapshot', 'not asked for', { seal, part, parts })
      return
    }
    if (part === 1) {
      store.staged.clear()
      expected = 1
      signature = seal.signature
    }
    // Another snapshot has begun, or a part is missing: not acknowledged, so it comes again from its first part.
    if (part !== expected || seal.signature !== signature) return
    const rows = readRows(message.rows, 'snapshot', quarantine)
    store.commit(() => {
      for (const row of rows) store.staged.put(row)
    })
    expected += 1
    if (part === parts) {
      const all = store.staged.all()
      journal.begin(known.journalId, seal.seq, seal.hash, all)
      store.staged.clear()
      if (!signedByOneOf(known.keys, seal.keyId, snapshotText(seal), seal.signature, verify))
        journal.mark(seal.seq, 'snapshotSignature')
      else if (stateHash(all, sha256) !== seal.stateHash) journal.mark(seal.seq, 'snapshotState')
    }
    ack(journal.standing().seq)
  }
}
