import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { openCentre } from '../../src-centre/centre.ts'
import { systemClock } from '../../src-centre/clock.ts'
import { centreSays } from '../../src-centre/journal/journal.ts'
import { usualLimits } from '../../src-domain/desk/limits.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { story } from '../build/history.ts'
import { bareEvent, type FromCentre, type ToCentre, toCentre, wallNow } from './centre-messages.ts'
import { keepStanding } from './standing.ts'
import { raiseStorm } from './storm.ts'
import { of, scenesOf, settleTown } from './town.ts'

// A real centre with the practice town, in a process of the bench: node centre-process.ts FOLDER RESIDENTS.

/** Alarms that colleagues have, as in an ordinary hour. */
const standing = 12
/** Measured alarms that stay open behind the newest. */
const measuredKept = 4

const [folder = '', residents = '60'] = process.argv.slice(2)
const fault = (error: unknown): never => {
  throw error
}
const clock = systemClock(fault)
const centre = openCentre({
  folder,
  centreId: 'bench',
  municipality: 'fjordvik',
  practice: true,
  // Nobody touches the desks of a bench.
  limits: { ...usualLimits, lockAfterSeconds: 0, lockAfterOwnSeconds: 0 },
  clock,
  log: (level, what, words) => {
    if (level === 'error') process.stderr.write(`${what} ${JSON.stringify(words)}\n`)
  },
})
const { journal } = centre
/** When each measured alarm was on the disk; the first to hear of it, before any console does. */
const committed = new Map<string, number>()
const expected = new Set<string>()
journal.onPublished(({ entries }) => {
  const at = wallNow()
  for (const entry of entries) if (expected.delete(entry.id)) committed.set(entry.id, at)
})

const town = await settleTown(centre, Number(residents), clock)
const scenes = scenesOf(town)
const [apart, stormy] = [scenes.slice(0, 1_500), scenes.slice(1_500)]
const say = (drafts: Parameters<typeof journal.append>[0]): Entry[] =>
  journal.append(drafts, centreSays(clock.now(), 'bench'))

await keepStanding({ journal, clock }, apart.splice(0, standing))

const bare = createServer()
const bareNamespace = new Server(bare, { serveClient: false }).of('/')
await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
const { url } = await centre.listen(0, '127.0.0.1')

const open: string[] = []
let raised = 0
let lastEntry: Entry | undefined
let endStorm: ReturnType<typeof raiseStorm> | null = null

const raise = async (n: number): Promise<FromCentre> => {
  const entry = await journal.write(() => {
    const scene = apart[raised % apart.length]
    if (!scene) throw new Error('a town without residents')
    raised += 1
    const [alarm] = story(1_000_000 + raised, '', scene)[0] ?? []
    if (alarm?.kind !== 'alarm.raised') throw new Error('a story begins with its alarm')
    // The most urgent, so that its row stands in sight.
    const [first] = say([{ ...alarm, payload: { ...alarm.payload, priority: 1 } }])
    if (!first) throw new Error('nothing was appended')
    expected.add(first.id)
    return first
  })
  open.push(entry.id)
  lastEntry = entry
  const at = committed.get(entry.id)
  if (at === undefined) throw new Error('an alarm was not published')
  committed.delete(entry.id)
  return { did: 'raise', n, caseId: entry.id, at }
}

const sendBare = (n: number): FromCentre => {
  if (!lastEntry) throw new Error('no alarm yet whose size it could have')
  const at = wallNow()
  bareNamespace.emit(bareEvent, { n, phase: 'live', headSeq: journal.head().seq, entries: [lastEntry] })
  return { did: 'bare', n, at }
}

const settle = async (n: number): Promise<FromCentre> => {
  const old = open.splice(0, Math.max(0, open.length - measuredKept))
  await journal.write(() =>
    say(
      old.map((caseId) => ({
        kind: 'alarm.closed',
        caseId,
        payload: { outcome: 'helpedByPhone', unreached: false },
      })),
    ),
  )
  return { did: 'settle', n }
}

const storm = async (n: number, entriesPerSecond: number): Promise<FromCentre> => {
  const wrote = endStorm === null ? { entries: 0, seconds: 0 } : await endStorm()
  endStorm = entriesPerSecond > 0 ? raiseStorm(centre, town, stormy, entriesPerSecond) : null
  return { did: 'storm', n, ...wrote }
}

const obey = (asked: ToCentre): Promise<FromCentre> | FromCentre => {
  switch (asked.do) {
    case 'raise':
      return raise(asked.n)
    case 'bare':
      return sendBare(asked.n)
    case 'settle':
      return settle(asked.n)
    case 'storm':
      return storm(asked.n, asked.entriesPerSecond)
    default:
      return asked satisfies never
  }
}

const tell = (message: FromCentre): void => void process.send?.(message)
process.on('message', (raw: unknown) => void Promise.resolve(obey(toCentre.parse(raw))).then(tell, fault))
// Nobody asks any more.
process.on('disconnect', () => process.exit(0))
tell({
  did: 'listen',
  url,
  bareUrl: `http://127.0.0.1:${(bare.address() as AddressInfo).port}`,
  workplaceId: town.workplaceId,
  secret: town.secret,
  municipality: 'fjordvik',
  locks: town.locks.length,
  residents: of(town.rows, 'resident').length,
  registryVersion: centre.store.registry.head(),
  telemetryVersion: centre.store.telemetry.head(),
})
