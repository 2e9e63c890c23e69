import { z } from 'zod'
import type { Db } from './open.ts'
import { type Reading, readingOnly } from './reading.ts'
import { ReplicaDamaged } from './trouble.ts'

/** Where this replica stands. `hash` is the chain's at `seq`. */
export type Standing = {
  readonly journalId: string | null
  readonly fromSeq: number
  readonly seq: number
  readonly hash: string
  readonly registryVersion: number
  readonly telemetryVersion: number
  readonly aheadAt: number | null
  readonly aheadSeq: number
}

type Row = {
  journal_id: string | null
  from_seq: number
  seq: number
  hash: string
  registry_version: number
  telemetry_version: number
  ahead_at: number | null
  ahead_seq: number
}

export const replicaStore = (db: Db, reading: Reading = readingOnly()) => {
  const read = db.prepare<[], Row>('SELECT * FROM replica WHERE only = 1')
  const reach = db.prepare<[number, string]>('UPDATE replica SET seq = ?, hash = ? WHERE only = 1')
  const begin = db.prepare<[string, number, number, string]>(
    'UPDATE replica SET journal_id = ?, from_seq = ?, seq = ?, hash = ? WHERE only = 1',
  )
  const registry = db.prepare<[number]>('UPDATE replica SET registry_version = ? WHERE only = 1')
  const telemetry = db.prepare<[number]>('UPDATE replica SET telemetry_version = ? WHERE only = 1')
  const ahead = db.prepare<[number | null, number]>(
    'UPDATE replica SET ahead_at = ?, ahead_seq = ? WHERE only = 1',
  )
  const kept = db.prepare<[string], string>('SELECT json FROM kept WHERE name = ?').pluck()
  const keep = db.prepare<[string, string]>('INSERT OR REPLACE INTO kept VALUES (?, ?)')
  const forget = db.prepare<[string]>('DELETE FROM kept WHERE name = ?')

  return {
    standing: (): Standing => {
      const row = read.get()
      if (!row) throw new ReplicaDamaged('the replica has lost its only row')
      return {
        journalId: row.journal_id,
        fromSeq: row.from_seq,
        seq: row.seq,
        hash: row.hash,
        registryVersion: row.registry_version,
        telemetryVersion: row.telemetry_version,
        aheadAt: row.ahead_at,
        aheadSeq: row.ahead_seq,
      }
    },
    reach: (seq: number, hash: string) => {
      reach.run(seq, hash)
    },
    begin: (journalId: string, seq: number, hash: string) => {
      begin.run(journalId, seq, seq, hash)
    },
    reachRegistry: (version: number) => {
      registry.run(version)
    },
    reachTelemetry: (version: number) => {
      telemetry.run(version)
    },
    setAhead: (at: number | null, seq: number) => {
      ahead.run(at, seq)
    },
    /** Parsed JSON, or undefined; the caller's schema reads it. */
    kept: (name: string): unknown => {
      const json = kept.get(name)
      return json === undefined ? undefined : reading.read('kept', name, z.unknown(), json)
    },
    keep: (name: string, value: unknown) => {
      if (value === null) forget.run(name)
      else keep.run(name, JSON.stringify(value))
    },
  }
}
export type ReplicaStore = ReturnType<typeof replicaStore>
