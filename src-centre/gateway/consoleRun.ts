import { entryFor, type Reader } from '../../src-domain/wire/mayRead.ts'
import type { AskArgs, FromCentre } from '../../src-domain/wire/protocol.ts'
import { openSnapshot, type Snapshot } from '../journal/snapshot.ts'
import { faultWords } from '../log.ts'
import { type ConsoleFeed, consoleFeed } from './consoleFeed.ts'
import { openCases, type resumeMode } from './consoleOpen.ts'
import { type FlowPort, registryFlow, telemetryFlow } from './consoleRows.ts'
import type { Parts } from './parts.ts'

/** A console that does not say that it painted the open cases gets its history all the same. */
const openWithin = 10_000

export type RunPort = {
  readonly parts: Parts
  readonly workplaceId: string
  readonly source: string
  /** What this console may read. */
  readonly reader: Reader
  /** Resolves with the acknowledgement; rejects when the connection ends before it. */
  readonly ask: (name: keyof FromCentre, body: object) => Promise<unknown>
  readonly tell: FlowPort['tell']
  readonly ready: FlowPort['ready']
}

/**
 * All that follows one `resume`, until the answer is called: the open cases first and whole, what happens from
 * now on at once, and beside it what was missed.
 */
export const runConsole = (
  port: RunPort,
  asked: AskArgs<'resume'>,
  mode: ReturnType<typeof resumeMode>,
): (() => void) => {
  const { parts, reader, ask } = port
  const { clock, journal, store } = parts
  const ends = new Set<() => void>()
  let over = false
  /** To be ended with the run; at once, where that is over already. */
  const hold = (end: () => void) => {
    if (over) end()
    else ends.add(end)
  }

  /** In one go, so that the open cases, the snapshot and the first live entry meet at one place. */
  const begin = () => {
    const feed = consoleFeed(journal.head().seq, {
      send: (batch) => ask('entries', batch),
      entries: store.entries,
      head: () => journal.head().seq,
      shown: (entry) => entryFor(reader, entry),
      stored: (seq) => parts.attendance.stored(port.workplaceId, seq),
      unreadable: (raw) => parts.quarantine(port.source, 'entries: acknowledgement', raw),
    })
    const opened = Promise.race([
      ask('open', openCases(parts, reader)),
      new Promise<void>((resolve) => hold(clock.after(openWithin, resolve))),
    ])
    const snapshot = mode === 'snapshot' ? snapshotNow() : Promise.resolve(null)
    hold(journal.onPublished(feed.published))
    hold(feed.close)
    follow(feed, Promise.all([snapshot, opened])).catch((error: unknown) => {
      // Gone in the middle: it resumes from what it has stored.
      if (!over) parts.log('error', 'fault', { source: port.source, name: 'resume', ...faultWords(error) })
    })
  }

  const snapshotNow = async (): Promise<Snapshot> => {
    const snapshot = await openSnapshot(store, parts.keys, clock.now(), reader)
    hold(snapshot.close)
    return snapshot
  }

  const follow = async (
    feed: ConsoleFeed,
    ready: Promise<readonly [Snapshot | null, unknown]>,
  ): Promise<void> => {
    const [snapshot] = await ready
    if (over) return
    const whole = asked.journalId !== store.journalId
    hold(registryFlow(port, whole ? 0 : asked.registryVersion).close)
    hold(telemetryFlow(port, whole ? 0 : asked.telemetryVersion).close)
    if (!snapshot) return feed.history(asked.seq)
    const { seal, parts: count } = snapshot
    for (let part = 1; part <= count && !over; part++)
      await ask('snapshot', { seal, part, parts: count, rows: snapshot.part(part) })
    snapshot.close()
  }

  begin()
  return () => {
    over = true
    for (const end of ends) end()
  }
}
