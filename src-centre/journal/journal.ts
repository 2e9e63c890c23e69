import { type Link, seal } from '../../src-domain/journal/chain.ts'
import type { Actor, Entry } from '../../src-domain/journal/envelope.ts'
import { evolve } from '../../src-domain/journal/evolve.ts'
import type { Draft, Fact } from '../../src-domain/journal/kinds.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import type { RegistryTable } from '../../src-domain/registry/rows.ts'
import { centreInstant, type Instant, type Ms } from '../../src-domain/time.ts'
import { newSalt, sha256 } from '../crypto.ts'
import { diskFaultOf } from '../store/diskFault.ts'
import { newId, type Store } from '../store/store.ts'
import { type Lane, openWriter } from '../store/writer.ts'

/** Whose word it is, and when it was said and heard. */
export type Saying = {
  readonly by: Actor
  readonly at: Instant
  readonly receivedAt: Ms
  readonly causedBy: string | null
}
export type Published = { readonly entries: readonly Entry[]; readonly facts: readonly Fact[] }

/**
 * Facts go in by one door: sealed into the chain, folded into rows, committed with them, then published.
 */
export type Journal = {
  /** The newest entry that is on disk. */
  readonly head: () => Link
  /** Runs `job` inside a transaction; resolves when it is on disk and was published. */
  readonly write: <T>(job: () => T, lane?: Lane) => Promise<T>
  /** Only inside a job of `write`. */
  readonly append: (drafts: readonly Draft[], saying: Saying) => Entry[]
  readonly onPublished: (listener: (published: Published) => void) => () => void
  readonly close: () => Promise<void>
}

export const centreSays = (now: Ms, centreId: string, causedBy: string | null = null): Saying => ({
  by: { kind: 'centre', id: centreId },
  at: centreInstant(now),
  receivedAt: now,
  causedBy,
})

/** Whose it is: the case's, else that of whom or what it names; null for what is the centre's own. */
const municipalityOf = (
  { rows, registry }: Store,
  caseId: string | null,
  payload: Draft['payload'],
): string | null => {
  const named = <T extends RegistryTable>(table: T, id: string | null | undefined): string | undefined =>
    id == null ? undefined : registry.get(table, id)?.municipality
  return (
    (caseId === null ? undefined : rows.load('alarm', caseId)?.municipality) ??
    ('grantId' in payload && payload.grantId !== null
      ? rows.load('residentGrant', payload.grantId)?.municipality
      : undefined) ??
    ('residentId' in payload ? named('resident', payload.residentId) : undefined) ??
    ('unitId' in payload ? named('homeUnit', payload.unitId) : undefined) ??
    ('homeIds' in payload ? named('home', payload.homeIds[0]) : undefined) ??
    ('handsetId' in payload ? named('handset', payload.handsetId) : undefined) ??
    ('lockId' in payload ? named('lock', payload.lockId) : undefined) ??
    ('doorId' in payload ? named('door', payload.doorId) : undefined) ??
    null
  )
}

/**
 * `fault` hears of a listener's bug: what is on disk is on disk, and the other listeners go on. `disk` hears once when
 * the disk takes nothing any more, and once when it does again.
 */
export const openJournal = (
  store: Store,
  municipality: string,
  fault: (error: unknown) => void,
  disk: (fault: string | null) => void,
): Journal => {
  let diskFault: string | null = null
  let head = store.entries.head()
  /** As far as jobs have come that are not yet on disk. */
  let tip = head
  let entries: Entry[] = []
  let facts: Fact[] = []
  const listeners = new Set<(published: Published) => void>()

  const append = (drafts: readonly Draft[], saying: Saying): Entry[] =>
    drafts.map((draft) => {
      const entry = seal(tip, bodyOf(draft, saying), sha256)
      const read = readFact(entry)
      // Our own rule said something that our own words cannot say: a bug, and nothing of it is kept.
      if (!read.ok) throw new Error(read.why)
      store.entries.append(entry, personalKeyOf(draft, entry, saying.receivedAt))
      for (const change of evolve(store.rows.load, read.fact)) store.putRow(change)
      tip = { seq: entry.seq, hash: entry.hash }
      entries.push(entry)
      facts.push(read.fact)
      return entry
    })

  const bodyOf = (draft: Draft, saying: Saying) => {
    const id = newId()
    // An alarm is the case that it opens.
    const caseId = draft.kind === 'alarm.raised' ? id : draft.caseId
    return {
      id,
      municipality: municipalityOf(store, caseId, draft.payload) ?? municipality,
      kind: draft.kind,
      at: saying.at,
      receivedAt: saying.receivedAt,
      by: saying.by,
      caseId,
      causedBy: saying.causedBy,
      salt: newSalt(),
      payload: JSON.stringify(draft.payload),
      personal: draft.personal ? { salt: newSalt(), text: JSON.stringify(draft.personal) } : null,
    }
  }

  const personalKeyOf = (draft: Draft, entry: Entry, now: Ms): number | null => {
    if (entry.personal === null) return null
    const residentId =
      draft.kind === 'alarm.raised' || draft.kind === 'residentGrant.given'
        ? draft.payload.residentId
        : entry.caseId === null
          ? null
          : store.rows.load('alarm', entry.caseId)?.residentId
    return store.residentKeys.keyFor(residentId ?? `case:${entry.caseId ?? entry.id}`, now)
  }

  const writer = openWriter(store.db, {
    mark: () => {
      const before = { tip, entries: entries.length, facts: facts.length }
      return () => {
        tip = before.tip
        entries.length = before.entries
        facts.length = before.facts
      }
    },
    wrote: (error) => {
      const now = diskFaultOf(error)
      // A bug in one job says nothing of the disk.
      if (now === diskFault || (error !== null && now === null)) return
      diskFault = now
      disk(now)
    },
    committed: () => {
      head = tip
      if (entries.length === 0) return
      const published = { entries, facts }
      entries = []
      facts = []
      for (const listener of listeners) {
        try {
          listener(published)
        } catch (error) {
          fault(error)
        }
      }
    },
  })

  return {
    head: () => head,
    write: writer.write,
    append,
    onPublished: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: writer.close,
  }
}
