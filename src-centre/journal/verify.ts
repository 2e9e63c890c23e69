import { chainFault, type Link } from '../../src-domain/journal/chain.ts'
import { checkpointText, signedByOneOf } from '../../src-domain/journal/checkpoint.ts'
import { sha256, verifyEd25519 } from '../crypto.ts'
import type { SigningKeys } from '../keys.ts'
import type { EntryReader } from '../store/entries.ts'
import { newestBelieved } from './checkpoints.ts'

const batchSize = 256

export type JournalFault = { readonly seq: number; readonly fault: string }

/**
 * Whether the journal's end, from its newest checkpoint on, stands whole and signed; null when it does. What
 * is older was proved when that checkpoint was new, and is proved again by every console that reads it.
 */
export const verifyTail = (
  entries: EntryReader,
  keys: Pick<SigningKeys, 'trust' | 'isStruckOff'>,
): JournalFault | null => {
  const checkpoint = newestBelieved(entries, keys)
  if (checkpoint) {
    const { seq, keyId, signature } = checkpoint
    if (!signedByOneOf(keys.trust, keyId, checkpointText(checkpoint), signature, verifyEd25519))
      return { seq, fault: 'checkpointForged' }
    if (entries.link(seq)?.hash !== checkpoint.hash) return { seq, fault: 'checkpointElsewhere' }
  }
  return verifyFrom(entries, checkpoint ?? { seq: 0, hash: '' })
}

const verifyFrom = (entries: EntryReader, from: Link): JournalFault | null => {
  let last = entries.link(from.seq)
  const head = entries.head().seq
  while (last && last.seq < head) {
    for (const entry of entries.after(last.seq, head, batchSize)) {
      const fault = chainFault(last, entry, sha256)
      if (fault) return { seq: entry.seq, fault }
      last = { seq: entry.seq, hash: entry.hash }
    }
  }
  return null
}
