import {
  type Checkpoint,
  checkpointText,
  type PublicKey,
  signedByOneOf,
} from '../../../src-domain/journal/checkpoint.ts'
import { verify } from '../crypto.ts'
import type { Store } from '../store/store.ts'
import type { Journal } from './journal.ts'

/**
 * Holds the centre's signed word against the chain on this disk. One that speaks of entries still to come
 * waits for them; only the newest waits.
 */
export const openCheckpoints = (store: Store, journal: Journal, keys: () => readonly PublicKey[]) => {
  let waiting: Checkpoint | null = null
  const hashAt = (seq: number): string | null => {
    const { seq: last, hash, fromSeq } = journal.standing()
    if (seq === last) return hash
    if (seq <= fromSeq || seq > last) return null
    return store.entries.from(seq - 1, 1).find((e) => e.seq === seq)?.hash ?? null
  }
  const hold = (c: Checkpoint) => {
    if (!signedByOneOf(keys(), c.keyId, checkpointText(c), c.signature, verify))
      journal.mark(c.seq, 'checkpointSignature')
    else {
      const mine = hashAt(c.seq)
      if (mine !== null && mine !== c.hash) journal.mark(c.seq, 'checkpoint')
    }
  }
  return {
    take: (c: Checkpoint): void => {
      if (c.seq > journal.standing().seq) waiting = c
      else hold(c)
    },
    /** After entries were stored. */
    advanced: (): void => {
      if (waiting === null || waiting.seq > journal.standing().seq) return
      const due = waiting
      waiting = null
      hold(due)
    },
  }
}
