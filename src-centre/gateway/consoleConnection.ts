import type { Socket } from 'socket.io'
import { changesTrust } from '../../src-domain/access/trustKeys.ts'
import { ok } from '../../src-domain/result.ts'
import { type Ms, second } from '../../src-domain/time.ts'
import { registryRowFor } from '../../src-domain/wire/mayRead.ts'
import { type FromCentre, fromConsole, protocolVersion } from '../../src-domain/wire/protocol.ts'
import { unanswered as unansweredBook } from '../../src-domain/wire/unanswered.ts'
import { every } from '../clock.ts'
import { centreSays } from '../journal/journal.ts'
import { faultWords } from '../log.ts'
import { answerConsole } from './consoleAsks.ts'
import { resumeMode } from './consoleOpen.ts'
import { type RunPort, runConsole } from './consoleRun.ts'
import type { Parts } from './parts.ts'
import type { Seat } from './seat.ts'
import { answer, keepUnknown, type Line } from './socket.ts'
import { openTheirs } from './theirs.ts'

const beatEvery: Ms = second
/** A console whose connection stands but that says no word is as good as gone. */
const lostAfter: Ms = 10 * second

/**
 * A console that says no more what it stored is hung up on: it would be told of nothing once its credit is used up, and
 * comes back behind what it has. More than twice the way there and back on a line with 3 s each way.
 */
const storesWithin: Ms = 15 * second

/** One console's connection, until the answer is called. */
export const serveConsole = (socket: Socket, seat: Seat, parts: Parts): (() => void) => {
  const { attendance, clock, journal } = parts
  const { workplaceId, reader } = seat
  const line: Line = { socket, source: `console/${workplaceId}`, parts }
  const unanswered = new Set<(error: Error) => void>()
  const asks = unansweredBook(() => performance.now())
  let over = false
  let endRun: (() => void) | null = null

  const tell = <K extends keyof FromCentre>(name: K, body: FromCentre[K]) => void socket.emit(name, body)
  const ask: RunPort['ask'] = (name, body) =>
    new Promise((resolve, reject) => {
      if (over) return reject(new Error('gone'))
      unanswered.add(reject)
      asks.asked()
      return socket.emit(name, body, (value: unknown) => {
        asks.answered()
        unanswered.delete(reject)
        resolve(value)
      })
    })
  const port: RunPort = {
    parts,
    workplaceId,
    reader,
    source: line.source,
    ask,
    tell: (name, body) => void socket.emit(name, body),
    ready: () => socket.conn.transport.writable,
  }
  const presence = presenceOf(workplaceId, parts)
  // By real time, not by the centre's clock: a clock that is put right hangs up on nobody.
  const listening = setInterval(() => {
    if (asks.lasts() <= storesWithin) return
    parts.log('warn', 'nothingStored', { source: line.source })
    socket.disconnect(true)
  }, second).unref()

  tell('welcome', welcomeOf(parts, seat))
  const newest = parts.checkpoints.newest()
  if (newest) tell('checkpoint', newest)
  const theirs = openTheirs(parts.store, reader)
  const tellPresence = () =>
    tell('presence', { open: parts.presence.now().open.filter(({ caseId }) => theirs.case(caseId)) })
  tellPresence()
  const ends = [
    parts.presence.onChanged(tellPresence),
    parts.checkpoints.onSigned((checkpoint) => tell('checkpoint', checkpoint)),
    journal.onPublished(({ facts }) => {
      if (facts.some(changesTrust)) tell('keys', { keys: [...parts.keys.trust] })
    }),
    every(clock, beatEvery, () => {
      tell('beat', { now: clock.now(), headSeq: journal.head().seq })
      const since = attendance.now().goneSince(workplaceId)
      presence.heard(since === null ? clock.now() : since)
    }),
  ]
  answer(line, 'resume', fromConsole.resume.args, (asked) => {
    const mode = resumeMode(parts, asked)
    // The console hears how it goes on before the first of it comes; it may ask again where it found a gap.
    setImmediate(() => {
      if (over) return
      endRun?.()
      endRun = runConsole(port, asked, mode)
      presence.came()
    })
    return ok({ mode, headSeq: journal.head().seq })
  })
  answerConsole(line, seat, parts)
  keepUnknown(line, Object.keys(fromConsole))

  return () => {
    over = true
    clearInterval(listening)
    endRun?.()
    for (const end of ends) end()
    for (const reject of unanswered) reject(new Error('gone'))
    presence.went()
  }
}

/** Says in the journal from when to when a console could hear. */
const presenceOf = (workplaceId: string, { clock, journal, log, centreId }: Parts) => {
  let there = false
  let cameAt: Ms | null = null
  const become = (now: boolean) => {
    if (there === now) return
    there = now
    const kind = now ? 'workplace.connected' : 'workplace.lost'
    journal
      .write(() =>
        journal.append([{ kind, caseId: null, payload: { workplaceId } }], centreSays(clock.now(), centreId)),
      )
      .catch((error: unknown) => log('error', 'fault', { source: workplaceId, ...faultWords(error) }))
  }
  return {
    came: () => {
      cameAt ??= clock.now()
      become(true)
    },
    /** When it last said a word. */
    heard: (at: Ms) => {
      if (cameAt !== null) become(clock.since(Math.max(at, cameAt)) < lostAfter)
    },
    went: () => become(false),
  }
}

const welcomeOf = (parts: Parts, { workplaceId, reader }: Seat): FromCentre['welcome'] => {
  const map = parts.map()
  return {
    protocol: protocolVersion,
    centreId: parts.centreId,
    journalId: parts.store.journalId,
    practice: parts.practice,
    now: parts.clock.now(),
    headSeq: parts.journal.head().seq,
    keys: [...parts.keys.trust],
    municipalities: parts.store.registry
      .all('municipality')
      .filter((row) => registryRowFor(reader, 'municipality', row) !== null),
    map: map && { id: map.id, layers: [...map.layers] },
    workplaceId,
    limits: parts.limits,
  }
}
