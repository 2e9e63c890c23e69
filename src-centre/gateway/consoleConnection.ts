import type { Socket } from 'socket.io'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { ok } from '../../src-domain/result.ts'
import {
  type AskArgs,
  type FromCentre,
  fromConsole,
  protocolVersion,
} from '../../src-domain/wire/protocol.ts'
import { every } from '../clock.ts'
import { centreSays, type Published } from '../journal/journal.ts'
import { openSnapshot, type Snapshot } from '../journal/snapshot.ts'
import { faultWords } from '../log.ts'
import { answerConsole } from './consoleAsks.ts'
import { type ConsoleFeed, consoleFeed } from './consoleFeed.ts'
import { openCases, resumeMode } from './consoleOpen.ts'
import { type Flow, type FlowPort, registryFlow, telemetryFlow } from './consoleRows.ts'
import type { Parts } from './parts.ts'
import { answer, keepUnknown, type Line } from './socket.ts'

/** A console that does not say that it painted the open cases gets its history all the same. */
const openWithin = 10_000
const beatEvery = 1_000

/** `personal`: whether residents' words are sent there. */
export type Seat = { readonly workplaceId: string; readonly personal: boolean }

/** One console's connection, until the answer is called. */
export const serveConsole = (socket: Socket, seat: Seat, parts: Parts): (() => void) => {
  const { clock, journal, store } = parts
  const line: Line = { socket, source: `console/${seat.workplaceId}`, parts }
  const ends = new Set<() => void>()
  let over = false
  /** To be ended with the connection; at once, where that is over already. */
  const hold = (...more: (() => void)[]) => {
    for (const end of more) {
      if (over) end()
      else ends.add(end)
    }
  }
  const unanswered = new Set<(error: Error) => void>()
  let resumed = false

  const shown = (entry: Entry): Entry =>
    seat.personal || entry.personal === null ? entry : { ...entry, personal: null }
  const tell = <K extends keyof FromCentre>(name: K, body: FromCentre[K]) => void socket.emit(name, body)
  /** Resolves with the acknowledgement; rejects when the connection ends before it. */
  const ask = (name: keyof FromCentre, body: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (over) return reject(new Error('gone'))
      unanswered.add(reject)
      return socket.emit(name, body, (value: unknown) => {
        unanswered.delete(reject)
        resolve(value)
      })
    })

  const resume = (asked: AskArgs<'resume'>) => {
    const mode = resumeMode(parts, asked)
    // The console hears how it goes on before the first of it comes.
    if (!resumed) setImmediate(() => begin(asked, mode))
    resumed = true
    return ok({ mode, headSeq: journal.head().seq })
  }

  /** In one go, so that the open cases, the snapshot and the first live entry meet at one place. */
  const begin = (asked: AskArgs<'resume'>, mode: ReturnType<typeof resumeMode>) => {
    if (over) return
    const head = journal.head()
    const feed = consoleFeed(head.seq, {
      send: (batch) => ask('entries', batch),
      entries: store.entries,
      head: () => journal.head().seq,
      shown,
      stored: (seq) => parts.attendance.stored(seat.workplaceId, seq),
      unreadable: (raw) => parts.quarantine(line.source, 'entries: acknowledgement', raw),
    })
    const opened = Promise.race([
      ask('open', openCases(parts, shown)),
      new Promise<void>((resolve) => hold(clock.after(openWithin, resolve))),
    ])
    const snapshot = mode === 'snapshot' ? snapshotNow() : Promise.resolve(null)
    hold(
      journal.onPublished((published: Published) => feed.published(published)),
      feed.close,
    )
    said('workplace.connected')
    follow(asked, feed, Promise.all([snapshot, opened])).catch((error: unknown) => {
      // Gone in the middle: it resumes from what it has stored.
      if (!over) parts.log('error', 'fault', { source: line.source, name: 'resume', ...faultWords(error) })
    })
  }

  const snapshotNow = async (): Promise<Snapshot> => {
    const snapshot = await openSnapshot(store, parts.keys, clock.now())
    hold(snapshot.close)
    return snapshot
  }

  /** After the open cases: the registry, and all that was missed. */
  const follow = async (
    asked: AskArgs<'resume'>,
    feed: ConsoleFeed,
    ready: Promise<readonly [Snapshot | null, unknown]>,
  ): Promise<void> => {
    const [taken] = await ready
    const port: FlowPort = {
      parts,
      ask,
      tell: (name, body) => void socket.emit(name, body),
      ready: () => socket.conn.transport.writable,
    }
    const whole = asked.journalId !== store.journalId
    const flows: Flow[] = [
      registryFlow(port, whole ? 0 : asked.registryVersion),
      telemetryFlow(port, whole ? 0 : asked.telemetryVersion),
    ]
    hold(...flows.map((flow) => flow.close))
    if (!taken) return feed.history(asked.seq)
    for (let part = 1; part <= taken.parts; part++)
      await ask('snapshot', { seal: taken.seal, part, parts: taken.parts, rows: taken.part(part) })
    taken.close()
  }

  const said = (kind: 'workplace.connected' | 'workplace.lost') =>
    void journal
      .write(() =>
        journal.append(
          [{ kind, caseId: null, payload: { workplaceId: seat.workplaceId } }],
          centreSays(clock.now(), parts.centreId),
        ),
      )
      .catch((error: unknown) => parts.log('error', 'fault', { source: line.source, ...faultWords(error) }))

  tell('welcome', welcomeOf(parts, seat.workplaceId))
  const newest = parts.checkpoints.newest()
  if (newest) tell('checkpoint', newest)
  hold(
    parts.checkpoints.onSigned((checkpoint) => tell('checkpoint', checkpoint)),
    every(clock, beatEvery, () => tell('beat', { now: clock.now(), headSeq: journal.head().seq })),
  )
  answer(line, 'resume', fromConsole.resume.args, resume)
  answerConsole(line, seat.workplaceId, shown, parts)
  keepUnknown(line, Object.keys(fromConsole))

  return () => {
    over = true
    for (const end of ends) end()
    for (const reject of unanswered) reject(new Error('gone'))
    if (resumed) said('workplace.lost')
  }
}

const welcomeOf = (parts: Parts, workplaceId: string): FromCentre['welcome'] => {
  const map = parts.map()
  return {
    protocol: protocolVersion,
    centreId: parts.centreId,
    journalId: parts.store.journalId,
    practice: parts.practice,
    now: parts.clock.now(),
    headSeq: parts.journal.head().seq,
    keys: [...parts.keys.trust],
    municipalities: parts.store.registry.all('municipality'),
    map: map && { id: map.id, layers: [...map.layers] },
    workplaceId,
  }
}
