import { genesis } from '../../../src-domain/journal/chain.ts'
import type { Commands } from '../commands/commands.ts'
import type { SessionKeeper } from '../commands/session.ts'
import type { Feed } from '../feed/feed.ts'
import type { Welcome } from '../feed/health.ts'
import type { Link } from '../link/link.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Journal } from './journal.ts'
import type { Registry } from './registry.ts'
import type { Telemetry } from './telemetry.ts'

export type ResumePorts = {
  readonly link: () => Link
  readonly store: Store
  readonly journal: Journal
  readonly registry: Registry
  readonly telemetry: Telemetry
  readonly session: SessionKeeper
  readonly commands: Commands
  readonly feed: Feed
  readonly profile: string
  readonly log: Log
  readonly now: () => number
  /** The centre goes on from what is stored here, or from a snapshot. */
  readonly resumed: (mode: 'continue' | 'snapshot') => void
}

/** What is done on each connection: the centre is told what is stored here, and goes on from there. */
export const openResume = (ports: ResumePorts) => {
  const { store, journal, registry, telemetry, log } = ports

  /** The first journal of this replica, or another one: a replica of another is set aside, whole. */
  const beginJournal = (welcome: Welcome) => {
    const { journalId: before, seq } = journal.standing()
    if (before !== null || seq > 0) {
      log('setAside', { journal: before })
      store.beginAnew(ports.profile, ports.now())
      ports.commands.drop()
      store.replica.keep('welcome', welcome)
      telemetry.clear()
      registry.drop()
      ports.feed.clear()
    }
    store.replica.begin(welcome.journalId, 0, store.replica.standing().hash)
    journal.reopen()
    ports.feed.all()
  }

  return async (welcome: Welcome): Promise<void> => {
    store.replica.keep('welcome', welcome)
    journal.drain()
    if (journal.standing().journalId !== welcome.journalId) beginJournal(welcome)
    telemetry.save()
    const { journalId, seq, hash: ours } = journal.standing()
    // Rows that cannot be read here are had again with a snapshot, which follows on a hash that is not the centre's.
    const hash = store.reading.rowsAreMissing() && seq > 0 ? genesis : ours
    const said = await ports.link().ask('resume', {
      journalId,
      seq,
      hash,
      registryVersion: registry.version(),
      telemetryVersion: telemetry.version(),
    })
    if (said.kind === 'lost' || !said.answer.ok) {
      log('resumeFailed', {
        why: said.kind === 'lost' ? said.why : said.answer.ok ? '' : said.answer.error.code,
      })
      ports.link().again()
      return
    }
    log('resumed', { mode: said.answer.value.mode, seq, head: said.answer.value.headSeq })
    journal.resumed(said.answer.value.headSeq)
    ports.resumed(said.answer.value.mode)
    await ports.session.confirm()
    await ports.commands.connected()
  }
}
