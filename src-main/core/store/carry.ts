import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { type RowChange, rowChange } from '../../../src-domain/journal/rows.ts'
import { entriesStore } from './entries.ts'
import { migrations } from './migrations.ts'
import { copyNames } from './names.ts'
import type { Db } from './open.ts'
import { readableCommands } from './outbox.ts'
import { quarantineStore, type Unread } from './quarantine.ts'
import { registryStore } from './registry.ts'
import { replicaStore } from './replica.ts'
import { asideStore, rowsStore } from './rows.ts'
import type { Store } from './store.ts'

/** As many of what could not be read as are taken along; the rest lies where it was. */
const quarantineCarried = 1_000
/** What is remembered by name; a broken chain is left behind with the file that it was found in. */
const keptCarried = ['welcome', 'session', 'bench', 'benchAdapter'] as const

export type Carried = {
  /** Commands that nobody knows the outcome of. */
  readonly commands: number
  readonly openAlarms: number
  /** What could not be read of the old one. */
  readonly failed: readonly string[]
}

/**
 * Takes from one replica into another what must not be lost with it: commands on their way, who waits for help, and
 * by what names; not the history, which the centre tells again. Each thing by itself, so that a page that is gone
 * takes no other thing along. `from` may be damaged, of another version, or a memory; `to` keeps what it has.
 */
export const carryOver = (from: Db, to: Store): Carried => {
  const failed = new Set<string>()
  const attempt = <T>(what: string, work: () => T, otherwise: T): T => {
    try {
      return work()
    } catch {
      failed.add(what)
      return otherwise
    }
  }
  const commands = attempt('outbox', () => readableCommands(from), [])
  const said = whatItKnew(from, attempt)
  const mine = to.replica.standing()
  const sameJournal = mine.journalId === null || mine.journalId === said.journalId
  const open = said.rows.flatMap((c) => (c.table === 'alarm' && c.row.state !== 'closed' ? [c.row] : []))
  // What another version wrote is not put in as it lies there.
  const isOfThisVersion = attempt('version', () => versionOf(from) === migrations.length, false)
  const knowsMore = sameJournal && said.reach > mine.seq

  to.commit(() => {
    for (const command of commands) to.outbox.put(command)
    for (const { name, value } of said.kept) to.replica.keep(name, value)
    // Out of memory, back to the disk that it began with: what came from there is there.
    const there = new Set(to.quarantine.newest(quarantineCarried).map(sameUnread))
    for (const one of said.unread.toReversed()) if (!there.has(sameUnread(one))) to.quarantine.add(one)
    // Drawn again from the first row on; until then nobody who waits is nameless.
    if (mine.registryVersion === 0 && sameJournal && isOfThisVersion)
      attempt('names', () => copyNames(registryStore(from), to.registry, open), undefined)
    if (!knowsMore) return
    if (mine.journalId === null && said.journalId !== null)
      to.replica.begin(said.journalId, mine.seq, mine.hash)
    to.ahead.clear()
    for (const change of said.rows) to.ahead.put(change)
    for (const e of said.entries) if (e.seq <= mine.fromSeq || e.seq > mine.seq) to.entries.addLoose(e)
    to.replica.setAhead(said.reach, 0)
  })
  return {
    commands: commands.length,
    openAlarms: knowsMore ? open.length : 0,
    failed: [...failed],
  }
}

const sameUnread = ({ at, where, why }: Unread): string => `${at} ${where} ${why}`

const versionOf = (db: Db): unknown => db.pragma('user_version', { simple: true })

type Attempt = <T>(what: string, work: () => T, otherwise: T) => T

type Known = {
  readonly journalId: string | null
  /** The newest entry that it had heard of. */
  readonly reach: number
  readonly rows: readonly RowChange[]
  readonly entries: readonly Entry[]
  readonly kept: readonly { readonly name: string; readonly value: unknown }[]
  readonly unread: readonly Unread[]
}

const whatItKnew = (from: Db, attempt: Attempt): Known => {
  const standing = attempt('standing', () => replicaStore(from).standing(), null)
  const rows = attempt('rows', () => waitingIn(from), [])
  return {
    journalId: standing?.journalId ?? null,
    reach: standing === null ? 0 : Math.max(standing.seq, standing.aheadAt ?? 0, standing.aheadSeq),
    rows,
    entries: rows
      .filter(isOpenAlarm)
      .flatMap(({ row }) => attempt('entries', () => entriesStore(from).ofCase(row.id), [])),
    kept: keptCarried.flatMap((name) => {
      const value = attempt(name, () => replicaStore(from).kept(name), undefined)
      return value === undefined ? [] : [{ name, value }]
    }),
    unread: attempt('quarantine', () => quarantineStore(from).newest(quarantineCarried), []),
  }
}

const isOpenAlarm = (c: RowChange): boolean => c.table === 'alarm' && c.row.state !== 'closed'

/** Open cases with whoever is on the way to them: the chain's, and over those what was known ahead of it. */
const waitingIn = (from: Db): RowChange[] => {
  const { seq, aheadAt } = replicaStore(from).standing()
  const kept = rowsStore(from)
  const isBehind = aheadAt !== null && seq < aheadAt
  const chain: RowChange[] = isBehind
    ? []
    : [
        ...kept.openAlarms().map((row) => ({ table: 'alarm' as const, row })),
        ...kept.openDispatches().map((row) => ({ table: 'dispatch' as const, row })),
        ...kept
          .openAlarms()
          .flatMap(({ id }) => kept.grantsOfCase(id))
          .map((row) => ({ table: 'grant' as const, row })),
      ]
  const byKey = new Map<string, RowChange>()
  for (const change of [...chain, ...asideStore(from, 'ahead_rows').all()]) {
    // Another version may have written it.
    const read = rowChange.safeParse(change)
    if (!read.success) continue
    const key = `${read.data.table}/${read.data.row.id}`
    const known = byKey.get(key)
    if (known === undefined || known.row.seq <= read.data.row.seq) byKey.set(key, read.data)
  }
  return [...byKey.values()]
}
