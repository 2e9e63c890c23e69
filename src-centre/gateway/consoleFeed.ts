import type { Entry } from '../../src-domain/journal/envelope.ts'
import { stored } from '../../src-domain/wire/protocol.ts'
import type { Published } from '../journal/journal.ts'
import type { EntryReader } from '../store/entries.ts'

/** Entries in one batch, and batches that may be under way before the console has said that it stored them. */
const batchSize = 256
const historyCredit = 4
const liveCredit = 64

export type FeedPort = {
  /** Sends one batch; resolves with the console's acknowledgement, rejects when the connection is gone. */
  readonly send: (batch: {
    phase: 'history' | 'live'
    headSeq: number
    entries: readonly Entry[]
  }) => Promise<unknown>
  readonly entries: Pick<EntryReader, 'after'>
  readonly head: () => number
  /** As this console may read it. */
  readonly shown: (entry: Entry) => Entry
  readonly stored: (seq: number) => void
  readonly unreadable: (raw: unknown) => void
}

export type ConsoleFeed = {
  readonly published: (published: Published) => void
  /** Sends what lies between `from` and where live began. Resolves when the console has stored all of it. */
  readonly history: (from: number) => Promise<void>
  readonly close: () => void
}

/**
 * What happens now goes out at once, from `since` on; what was missed follows on a lane of its own, with
 * credit, so that a long absence delays no alarm.
 */
export const consoleFeed = (since: number, port: FeedPort): ConsoleFeed => {
  let cursor = since
  let liveUnderWay = 0
  let closed = false

  const acknowledged = (raw: unknown) => {
    const read = stored.safeParse(raw)
    if (read.success) port.stored(read.data.stored)
    else port.unreadable(raw)
  }

  const sendBatch = async (phase: 'history' | 'live', entries: readonly Entry[]): Promise<void> => {
    acknowledged(await port.send({ phase, headSeq: port.head(), entries: entries.map(port.shown) }))
  }

  const sendLive = (entries: readonly Entry[]) => {
    const last = entries.at(-1)
    if (!last) return
    cursor = last.seq
    liveUnderWay += 1
    sendBatch('live', entries).then(
      () => {
        liveUnderWay -= 1
        catchUp()
      },
      // Gone: it resumes from what it has stored.
      () => close(),
    )
  }

  /** What was published while all credit was used up is read from disk. */
  const catchUp = () => {
    while (!closed && liveUnderWay < liveCredit && cursor < port.head())
      sendLive(port.entries.after(cursor, port.head(), batchSize))
  }

  const published = ({ entries }: Published) => {
    if (closed) return
    const first = entries[0]
    if (first && first.seq === cursor + 1 && entries.length <= batchSize && liveUnderWay < liveCredit)
      sendLive(entries)
    else catchUp()
  }

  const history = async (from: number): Promise<void> => {
    let at = from
    const underWay = new Set<Promise<void>>()
    while (!closed && at < since) {
      const batch = port.entries.after(at, since, batchSize)
      at = batch.at(-1)?.seq ?? since
      const sent: Promise<void> = sendBatch('history', batch).then(
        () => void underWay.delete(sent),
        () => close(),
      )
      underWay.add(sent)
      if (underWay.size >= historyCredit) await Promise.race(underWay)
    }
    await Promise.all(underWay)
  }

  const close = () => {
    closed = true
  }
  return { published, history, close }
}
