import type { AlarmRow } from '../../src-domain/journal/rows.ts'
import { refuse } from '../../src-domain/result.ts'
import type { Bench } from './bench/bench.ts'
import type { Commands } from './commands/commands.ts'
import type { SessionKeeper } from './commands/session.ts'
import { blockAt } from './feed/block.ts'
import type { Desk } from './feed/desk.ts'
import type { Feed } from './feed/feed.ts'
import { handsetHits, handsetsOf } from './feed/handsets.ts'
import { whoMayOpenAt } from './feed/openers.ts'
import { reviewsOf } from './feed/reviews.ts'
import type { Sound } from './feed/sound.ts'
import { trustOf } from './feed/trust.ts'
import type { Watch } from './feed/watch.ts'
import type { Answers } from './feed/windows.ts'
import type { Journal } from './ingest/journal.ts'
import { type Quarantine, readEntries } from './ingest/read.ts'
import type { Link } from './link/link.ts'
import type { CoreConfig } from './messages.ts'
import type { Reader } from './reader/reader.ts'
import type { Store } from './store/store.ts'

type Parts = {
  readonly config: CoreConfig
  readonly link: () => Link
  readonly commands: Commands
  readonly quarantine: Quarantine
  readonly session: SessionKeeper
  readonly sound: Sound
  readonly reader: Reader
  readonly store: Store
  readonly journal: Journal
  readonly desk: Desk
  readonly feed: Feed
  readonly watch: Watch
  readonly bench: Bench
  readonly followOpen: () => void
  readonly queueDrawn: () => void
  /** What is kept on this machine has yet to be opened. */
  readonly isLockedUp: boolean
  /** Somebody is at the desk. */
  readonly active: () => void
}

/** As many as are listed of what could not be read. */
const unreadableShown = 200

/** What core answers to each call of the contract. */
export const answersOf = (parts: Parts): Answers => {
  const { bench, commands, config, desk, journal, link, reader, session, sound, store, watch } = parts
  return {
    openCase: ({ caseId }, window) => {
      window.openCase = caseId
      parts.followOpen()
      if (caseId === null) return {}
      parts.feed.showCase(window)
      void completeHistory(caseId)
      return {}
    },
    command: ({ name, args, askedAt }) => commands.run(name, args, askedAt),
    painted: ({ presses, probeId }, window) => {
      if (window.painting) watch.painted(presses, probeId)
      return {}
    },
    queueDrawn: () => {
      parts.queueDrawn()
      return {}
    },
    people: async () => {
      const pins = config.practice ? await practicePins() : new Map<string, string>()
      return {
        people: desk.places
          .all('person')
          .filter((p) => p.role !== 'responder')
          .map((p) => ({ ...p, pin: pins.get(p.id) ?? null })),
      }
    },
    // Before what is kept here is open, nobody sees a name, and nothing that somebody does would be kept.
    signIn: ({ personId, pin }) => (parts.isLockedUp ? refuse('notSignedIn') : session.signIn(personId, pin)),
    lock: () => {
      session.lock('hand')
      return {}
    },
    unlock: async ({ pin }) => {
      parts.active()
      return session.unlock(pin)
    },
    prove: ({ pin }) => session.prove(pin),
    active: () => {
      parts.active()
      return {}
    },
    signOut: async () => {
      await session.signOut()
      return {}
    },
    search: async ({ text }) => {
      if (session.who() === null) return { hits: [] }
      const hits = await reader.search(text)
      const open = [...journal.current.openAlarms().values()]
      return {
        hits: [
          ...handsetHits(desk, text),
          ...hits.map((hit) => ({ ...hit, caseId: hit.caseId ?? openCaseOf(open, hit.id) })),
        ],
      }
    },
    secret: async (args) => {
      const token = session.token()
      if (token === null) return refuse('notSignedIn')
      const said = await link().ask('secret', { session: token, ...args })
      return said.kind === 'lost' ? refuse('centreAway') : said.answer
    },
    whoMayOpen: ({ kind, id }) => ({ place: whoMayOpenAt(desk, kind, id, parts.feed.homesOfDoor) }),
    block: (place) => ({ block: blockAt(desk, store.registry, place, parts.feed.homesOfDoor) }),
    handsets: () => ({ handsets: handsetsOf(desk) }),
    reviews: () => ({ items: session.who() === null ? [] : reviewsOf(desk) }),
    trust: () => ({ trust: trustOf(desk, parts.feed.homesOfDoor) }),
    practice: async (args) => {
      const said = await link().ask('practice', args)
      return said.kind === 'lost' ? refuse('centreAway') : said.answer
    },
    unreadable: () => ({
      items: store.quarantine
        .newest(unreadableShown)
        .map(({ at, where, why, raw }) => ({ at, where, why, raw: session.who() === null ? '' : raw })),
    }),
    bench: ({ open }, window) => bench.open(window, open),
    benchIdentify: ({ id }) => bench.identify(id),
    benchQueue: ({ serial, id }) => bench.queue(serial, id),
    benchUnqueue: ({ serial }) => bench.unqueue(serial),
    benchStop: () => bench.stop(),
    benchAdapter: ({ name }) => bench.adapter(name),
    benchHistory: ({ serial }) => bench.history(serial),
    mute: ({ seconds }) => {
      watch.mute(seconds)
      return {}
    },
    soundTest: () => {
      sound.test()
      return {}
    },
  }

  /** A replica that began from a snapshot lacks the older entries of a case that somebody opens. */
  async function completeHistory(caseId: string): Promise<void> {
    if (store.entries.ofCase(caseId).some((e) => e.id === caseId)) return
    const said = await link().ask('caseHistory', { caseId })
    if (said.kind === 'lost' || !said.answer.ok) return
    const entries = readEntries(said.answer.value.entries, 'caseHistory', parts.quarantine)
    if (entries.length > 0) journal.loose(entries)
  }

  async function practicePins(): Promise<Map<string, string>> {
    const said = await link().ask('practice', { do: 'list' })
    if (said.kind === 'lost' || !said.answer.ok) return new Map()
    return new Map(said.answer.value.people.map((p) => [p.personId, p.pin]))
  }
}

const openCaseOf = (open: readonly AlarmRow[], id: string): string | null =>
  open.find((row) => row.residentId === id || row.homeId === id)?.id ?? null
