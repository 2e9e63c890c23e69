import { changesTrust } from '../../src-domain/access/trustKeys.ts'
import { type Checkpoint, checkpointText } from '../../src-domain/journal/checkpoint.ts'
import { minute } from '../../src-domain/time.ts'
import { type Clock, every } from '../clock.ts'
import type { SigningKeys } from '../keys.ts'
import { faultWords, type Log } from '../log.ts'
import type { EntryReader } from '../store/entries.ts'
import type { Store } from '../store/store.ts'
import type { Journal } from './journal.ts'

/** Ours: a chain that somebody recomputed behind the centre's back is found out this soon. */
const everyEntries = 1_000
const everyMs = minute

/** The newest that counts: whoever has a key that was struck off could have signed the same. */
export const newestBelieved = (
  entries: Pick<EntryReader, 'newestCheckpoint' | 'checkpointBefore'>,
  keys: Pick<SigningKeys, 'isStruckOff'>,
): Checkpoint | undefined => {
  let one = entries.newestCheckpoint()
  while (one && keys.isStruckOff(one.keyId)) one = entries.checkpointBefore(one.seq)
  return one
}

export type Checkpoints = {
  readonly newest: () => Checkpoint | undefined
  readonly onSigned: (listener: (checkpoint: Checkpoint) => void) => () => void
  readonly close: () => void
}

export const openCheckpoints = (
  store: Store,
  journal: Journal,
  keys: SigningKeys,
  clock: Clock,
  log: Log,
): Checkpoints => {
  let newest = newestBelieved(store.entries, keys)
  let signing = false
  const listeners = new Set<(checkpoint: Checkpoint) => void>()

  const signNow = () =>
    void sign().catch((error: unknown) => log('error', 'fault', { name: 'checkpoint', ...faultWords(error) }))

  const sign = async () => {
    const { seq, hash } = journal.head()
    if (signing || seq === (newest?.seq ?? 0)) return
    signing = true
    const open = { seq, hash, at: clock.now(), keyId: keys.keyId }
    const checkpoint = { ...open, signature: keys.sign(checkpointText(open)) }
    try {
      await journal.write(() => store.entries.putCheckpoint(checkpoint))
    } finally {
      signing = false
    }
    // Its key was struck off meanwhile: it counts for nothing, and where the chain stands is signed anew.
    if (keys.isStruckOff(checkpoint.keyId)) return signNow()
    newest = checkpoint
    for (const listener of listeners) listener(checkpoint)
  }
  const stopListening = journal.onPublished(({ facts }) => {
    if (newest && keys.isStruckOff(newest.keyId)) newest = undefined
    if (facts.some(changesTrust) || journal.head().seq - (newest?.seq ?? 0) >= everyEntries) signNow()
  })
  const stopClock = every(clock, everyMs, signNow)

  return {
    newest: () => newest,
    onSigned: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      stopListening()
      stopClock()
    },
  }
}
