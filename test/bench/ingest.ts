import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginning } from '../../src-domain/journal/chain.ts'
import type { Entry } from '../../src-domain/journal/envelope.ts'
import { evolve } from '../../src-domain/journal/evolve.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import type { Load, RowChange } from '../../src-domain/journal/rows.ts'
import { openJournal } from '../../src-main/core/ingest/journal.ts'
import { openStore } from '../../src-main/core/store/opening.ts'
import { history } from '../build/history.ts'
import { type Figure, figure, median } from './figures.ts'

const goal = 0.4
const rounds = 8

type Batch = { readonly entries: readonly Entry[]; readonly changes: readonly RowChange[] }

/** What the fold will have written at the end of each batch, worked out beforehand for the bare statements. */
const batchesOf = (entries: readonly Entry[], size: number): Batch[] => {
  const rows = new Map<string, RowChange>()
  const load: Load = (table, id) => rows.get(`${table}/${id}`)?.row as never
  const batches: Batch[] = []
  for (let i = 0; i < entries.length; i += size) {
    const part = entries.slice(i, i + size)
    const touched = new Map<string, RowChange>()
    for (const e of part) {
      const read = readFact(e)
      if (!read.ok) throw new Error(read.why)
      for (const change of evolve(load, read.fact)) {
        const key = `${change.table}/${change.row.id}`
        rows.set(key, change)
        touched.set(key, change)
      }
    }
    batches.push({ entries: part, changes: [...touched.values()] })
  }
  return batches
}

/** Entries in a second, for the whole way of ingest and for the same rows through bare prepared statements. */
export const benchIngest = (perTransaction: number, perRound: number): Figure => {
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-ingest-'))
  const open = (name: string) => openStore(join(folder, name), 'ab'.repeat(32)).store
  const ours = open('ours')
  const bare = open('bare')
  if (ours.keeping !== 'disk' || bare.keeping !== 'disk') throw new Error('no disk to measure')
  const journal = openJournal({
    store: ours,
    publish: () => undefined,
    askAgain: () => undefined,
    quarantine: (where, why) => {
      throw new Error(`${where}: ${why}`)
    },
    log: () => undefined,
  })
  const all = batchesOf(history(perRound * (rounds + 1), beginning), perTransaction)
  // As the link hands them over: JSON that has just been read.
  const raw = all.map((batch) => JSON.parse(JSON.stringify(batch.entries)) as unknown[])
  const perBatch = perRound / perTransaction

  const ingest = (from: number): number => {
    const begun = performance.now()
    for (let i = from; i < from + perBatch; i++) {
      journal.entries({ phase: 'live', entries: raw[i] ?? [] }, () => undefined)
      journal.drain()
    }
    return perRound / ((performance.now() - begun) / 1_000)
  }
  const statements = (from: number): number => {
    const begun = performance.now()
    for (const { entries, changes } of all.slice(from, from + perBatch))
      bare.commit(() => {
        for (const e of entries) bare.entries.add(e)
        for (const change of changes) bare.rows.put(change)
        const last = entries.at(-1)
        if (last) bare.replica.reach(last.seq, last.hash)
      })
    return perRound / ((performance.now() - begun) / 1_000)
  }

  const values: number[] = []
  const baselines: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const pair = [ingest(round * perBatch), statements(round * perBatch)] as const
    // The first round warms up.
    if (round > 0) {
      values.push(pair[0])
      baselines.push(pair[1])
    }
  }
  if (journal.standing().seq !== perRound * (rounds + 1)) throw new Error('not all entries were ingested')
  ours.close()
  bare.close()
  rmSync(folder, { recursive: true, force: true })
  const baseline = median(baselines)
  return figure(`durable ingest, ${perTransaction} per transaction`, 'entries/s', median(values), baseline, {
    atLeast: baseline * goal,
  })
}
