import { z } from 'zod'
import { caseRows } from '../../../src-domain/journal/caseRows.ts'
import { type Link as ChainLink, chainFault, entryFault } from '../../../src-domain/journal/chain.ts'
import { type Entry, entry as entrySchema } from '../../../src-domain/journal/envelope.ts'
import type { RowChange } from '../../../src-domain/journal/rows.ts'
import { sha256 } from '../crypto.ts'
import type { Ack } from '../link/link.ts'
import type { Store } from '../store/store.ts'
import { isStoreFault } from '../store/trouble.ts'
import { type RowCache, rowCache } from './cache.ts'
import { type CurrentRows, currentRows } from './current.ts'
import { foldEntry } from './fold.ts'
import { type Overlay, openOverlay } from './overlay.ts'
import { type Quarantine, readEntries, readRows, whyOf } from './read.ts'

/** What the rest learns once it is on the disk. `everything`: look at all again, not only at the changes. */
export type Published = {
  readonly changes: readonly RowChange[]
  readonly entries: readonly Entry[]
  readonly everything: boolean
}

export const brokenChain = z.object({ seq: z.int(), fault: z.string() })
export type BrokenChain = z.infer<typeof brokenChain>

export type JournalPorts = {
  readonly store: Store
  readonly publish: (published: Published) => void
  /** Something is missing: begin again behind what is stored. */
  readonly askAgain: () => void
  readonly quarantine: Quarantine
  readonly log: (event: string, fields?: Readonly<Record<string, string | number>>) => void
}

type Batch = { readonly phase: 'history' | 'live'; readonly entries: readonly unknown[]; readonly ack: Ack }

/** As much of an entry as places it in the chain, for one that cannot be read whole. */
const placeOnly = z.object({ seq: z.int().min(1), hash: entrySchema.shape.hash })

/**
 * The journal on this disk. Entries are committed with the rows that they change in one transaction,
 * acknowledged, and only then published. A fault in the chain raises a banner and stops nothing.
 */
export const openJournal = (ports: JournalPorts) => {
  const { store } = ports
  let standing = store.replica.standing()
  const cache: RowCache = rowCache(store.rows)
  const overlay: Overlay = openOverlay(store)
  const current: CurrentRows = currentRows(store, cache, overlay, () => standing)
  const keptBroken = brokenChain.safeParse(store.replica.kept('chainBroken'))
  let broken: BrokenChain | null = keptBroken.success ? keptBroken.data : null
  let replay: { readonly from: number; readonly target: number } | null = null
  /** The centre was asked once for what is missing behind this entry; asked again it is told to be so. */
  let asked: { readonly behind: number; readonly answered: boolean } | null = null
  let waiting: Batch[] = []

  const mark = (seq: number, fault: string) => {
    ports.log('chainBroken', { seq, fault })
    if (broken !== null) return
    broken = { seq, fault }
    store.replica.keep('chainBroken', broken)
  }

  /** Folds one entry into the chain's rows. */
  const foldIn = (e: Entry) => {
    const folded = foldEntry(e, cache.load, () => {
      cache.flush()
      cache.forget()
    })
    if (folded.kind === 'setAside') ports.quarantine(folded.where, folded.why, e)
    else for (const change of folded.changes) cache.set(change)
    return folded.kind === 'folded' ? folded.changes : []
  }

  /** An entry before its turn: kept apart, and its alarm rings now all the same. */
  const foldAhead = (e: Entry) => {
    store.entries.addLoose(e)
    const stale = standing.aheadAt !== null && standing.seq < standing.aheadAt
    const folded = foldEntry(e, overlay.load(stale ? null : cache.load), () => undefined)
    // What cannot be folded is set aside when its turn comes.
    if (folded.kind === 'folded') for (const change of folded.changes) overlay.put(change)
  }

  /** One transaction's work, over a standing of its own until it is committed. */
  const take = (batches: readonly Batch[], overGap: boolean) => {
    let last: ChainLink = { seq: standing.seq, hash: standing.hash }
    let aheadSeq = standing.aheadSeq
    let historyHasGap = false
    const taken: Entry[] = []
    const stand = (e: Entry, phase: Batch['phase']) => {
      store.entries.add(e)
      const changes = foldIn(e)
      // Live is what happens now: where the open cases were said to be as of later than that, it shows all the same.
      if (phase === 'live' && e.seq <= (standing.aheadAt ?? 0))
        for (const change of changes) overlay.put(change)
      last = { seq: e.seq, hash: e.hash }
      taken.push(e)
    }
    /** Whoever took a true entry's number before it came must not take the alarm in it away. */
    const repeated = (e: Entry, phase: Batch['phase']) => {
      const held = store.entries.at(e.seq)
      if (held === undefined || held.hash === e.hash) return
      if (entryFault(e, sha256) !== null) {
        ports.quarantine('entry', `changed, and another stands at ${e.seq}`, e)
        return
      }
      mark(e.seq, 'contradicted')
      ports.quarantine('entry', `another came for ${e.seq}`, held)
      const { seq, hash } = last
      stand(e, phase)
      if (e.seq < seq) last = { seq, hash }
    }
    const one = (raw: unknown, phase: Batch['phase']) => {
      const parsed = entrySchema.safeParse(raw)
      if (!parsed.success) {
        ports.quarantine('entry', whyOf(parsed.error), raw)
        const place = placeOnly.safeParse(raw)
        if (place.success && place.data.seq === last.seq + 1) last = place.data
        return
      }
      const e = parsed.data
      const fault = chainFault(last, e, sha256)
      if (fault === 'repeated') return repeated(e, phase)
      if (fault === 'gap') {
        // Batches that were under way when we asked say nothing; what follows the answer does.
        const denied = phase === 'history' && asked !== null && asked.answered && asked.behind === last.seq
        if (!denied) {
          foldAhead(e)
          taken.push(e)
          aheadSeq = Math.max(aheadSeq, e.seq)
          historyHasGap ||= phase === 'history'
          return
        }
      }
      if (fault !== null) mark(e.seq, fault)
      stand(e, phase)
    }
    for (const { phase, entries } of batches) for (const raw of entries) one(raw, phase)
    // What came before its turn and has its turn now.
    while (aheadSeq > last.seq) {
      const next = overGap ? store.entries.looseAfter(last.seq) : store.entries.looseAt(last.seq + 1)
      if (!next) break
      const fault = chainFault(last, next, sha256)
      if (fault !== null) mark(next.seq, fault)
      stand(next, 'history')
    }
    // Live entries run ahead of history; only what is still ahead when all is put in its place is a gap.
    const early = replay !== null && last.seq < replay.target
    const missing = aheadSeq > last.seq && (historyHasGap || !early)
    const changes = cache.flush()
    // Also where another entry of the same number took its place.
    if (last.seq !== standing.seq || last.hash !== standing.hash) store.replica.reach(last.seq, last.hash)
    const caughtUp = aheadSeq <= last.seq && (standing.aheadAt ?? 0) <= last.seq
    const wasAhead = standing.aheadAt !== null || standing.aheadSeq > 0
    if (caughtUp && wasAhead) {
      overlay.clear()
      store.entries.dropLoose(standing.fromSeq, last.seq)
      store.replica.setAhead(null, 0)
    } else if (aheadSeq !== standing.aheadSeq) store.replica.setAhead(standing.aheadAt, aheadSeq)
    return {
      last,
      taken,
      changes,
      missing,
      aheadAt: caughtUp ? null : standing.aheadAt,
      aheadSeq: caughtUp ? 0 : aheadSeq,
      everything: wasAhead || aheadSeq > last.seq,
    }
  }

  const drain = () => {
    if (waiting.length > 0) run(false)
  }

  const run = (overGap: boolean) => {
    const batches = waiting
    waiting = []
    const done = commitBatches(batches, overGap)
    if (done === null) return
    const advanced = done.last.seq > standing.seq
    standing = {
      ...standing,
      seq: done.last.seq,
      hash: done.last.hash,
      aheadAt: done.aheadAt,
      aheadSeq: done.aheadSeq,
    }
    for (const batch of batches) batch.ack(standing.seq)
    if (replay !== null && standing.seq >= replay.target) replay = null
    if (advanced) asked = null
    current.note(done.changes)
    ports.publish({ changes: done.changes, entries: done.taken, everything: done.everything })
    if (done.missing && asked?.behind !== standing.seq) {
      asked = { behind: standing.seq, answered: false }
      ports.log('gap', { behind: standing.seq })
      ports.askAgain()
    }
  }

  /** A batch that breaks us is set aside whole: open cases still come first on each connection, and ring. */
  const commitBatches = (batches: readonly Batch[], overGap: boolean) => {
    try {
      return guarded(() => store.commit(() => take(batches, overGap)))
    } catch (error) {
      if (isStoreFault(error)) throw error
      ports.quarantine(
        'entries',
        error instanceof Error ? error.name : 'unknown',
        batches.map((b) => b.entries),
      )
      return null
    }
  }

  /** Whatever breaks inside a transaction leaves the rows at hand as they are on the disk. */
  const guarded = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      cache.forget()
      throw error
    }
  }

  /** A case whose row could not be read is folded anew from its entries on this disk: somebody may be waiting. */
  const foldAnew = () => {
    const caseIds = store.reading.takeAlarms()
    if (caseIds.length === 0) return
    guarded(() =>
      store.commit(() => {
        for (const caseId of caseIds)
          for (const change of caseRows(store.entries.ofCase(caseId))) cache.set(change)
        current.note(cache.flush())
      }),
    )
  }
  foldAnew()

  /** What lies behind the journal's own end is none of it: its alarm rang, and its number must not be waited for. */
  const dropBeyond = (headSeq: number) => {
    const { aheadSeq, aheadAt } = standing
    if (aheadSeq <= headSeq) return
    ports.quarantine('entry', `said to be the ${aheadSeq}th of ${headSeq}`, store.entries.looseAfter(headSeq))
    store.commit(() => {
      store.entries.dropLoose(headSeq, aheadSeq)
      store.replica.setAhead(aheadAt, headSeq)
    })
    standing = { ...standing, aheadSeq: headSeq }
  }

  return {
    current,
    cache,
    standing: () => standing,
    broken: () => broken,
    mark: (seq: number, fault: string) => mark(seq, fault),
    replay: () =>
      replay === null ? null : { done: standing.seq - replay.from, total: replay.target - replay.from },

    /** Entries wait for the end of this turn of the event loop: all that came in one read share one commit. */
    entries: (message: { phase: Batch['phase']; entries: readonly unknown[] }, ack: Ack): void => {
      if (waiting.length === 0) setImmediate(drain)
      waiting.push({ phase: message.phase, entries: message.entries, ack })
    },
    drain,

    resumed: (headSeq: number): void => {
      replay = headSeq > standing.seq ? { from: standing.seq, target: headSeq } : null
      dropBeyond(headSeq)
      if (asked !== null) asked = { ...asked, answered: true }
    },

    /** The centre said nothing of what is missing: goes on behind the gap, with the banner. */
    passGap: (): void => {
      if (asked !== null && asked.behind === standing.seq && standing.aheadSeq > standing.seq) run(true)
    },

    /** The open cases, whole, before any history. */
    open: (
      message: { atSeq: number; rows: readonly unknown[]; entries: readonly unknown[] },
      ack: Ack,
    ): void => {
      drain()
      const rows = readRows(message.rows, 'open', ports.quarantine)
      const entries = readEntries(message.entries, 'open', ports.quarantine)
      const behind = message.atSeq > standing.seq
      guarded(() =>
        store.commit(() => {
          for (const e of entries)
            if (e.seq <= standing.fromSeq || e.seq > standing.seq) store.entries.addLoose(e)
          overlay.clear()
          if (behind) for (const row of rows) overlay.put(row)
          store.replica.setAhead(behind ? message.atSeq : null, behind ? standing.aheadSeq : 0)
        }),
      )
      standing = {
        ...standing,
        aheadAt: behind ? message.atSeq : null,
        aheadSeq: behind ? standing.aheadSeq : 0,
      }
      ack(standing.seq)
      ports.publish({ changes: [], entries, everything: true })
    },

    /** Older entries that were asked for. */
    loose: (entries: readonly Entry[]): void => {
      store.commit(() => {
        for (const e of entries)
          if (e.seq <= standing.fromSeq || e.seq > standing.seq) store.entries.addLoose(e)
      })
      ports.publish({ changes: [], entries, everything: false })
    },

    /** Another journal, or a new replica: begins behind the snapshot with its rows. */
    begin: (journalId: string, seq: number, hash: string, rows: readonly RowChange[]): void => {
      drain()
      guarded(() =>
        store.commit(() => {
          store.rows.clear()
          store.entries.dropAfter(seq)
          for (const row of rows) store.rows.put(row)
          store.replica.begin(journalId, seq, hash)
        }),
      )
      store.reading.rowsAreWhole()
      cache.forget()
      standing = store.replica.standing()
      if (replay !== null && standing.seq >= replay.target) replay = null
      current.reload()
      ports.publish({ changes: [], entries: [], everything: true })
      // What happened since the snapshot was taken came before it.
      run(false)
    },

    /** After the replica was emptied for another journal. */
    reopen: (): void => {
      cache.forget()
      waiting = []
      broken = null
      replay = null
      asked = null
      overlay.clear()
      standing = store.replica.standing()
      current.reload()
    },
  }
}
export type Journal = ReturnType<typeof openJournal>
