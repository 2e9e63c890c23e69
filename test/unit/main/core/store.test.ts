import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessSql } from '../../../../src-main/core/store/accessRows.ts'
import { entriesSql } from '../../../../src-main/core/store/entries.ts'
import { openReader, openReplica } from '../../../../src-main/core/store/open.ts'
import { openStore, replicaFile } from '../../../../src-main/core/store/opening.ts'
import { registrySql } from '../../../../src-main/core/store/registry.ts'
import { rowsSql } from '../../../../src-main/core/store/rows.ts'
import { telemetrySql } from '../../../../src-main/core/store/telemetry.ts'
import { Shift } from '../../../build/shift.ts'

const key = 'ab'.repeat(32)
let profile = ''
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'vaktrom-store-'))
})
afterEach(() => rmSync(profile, { recursive: true, force: true }))

const opened = () => {
  const replica = openReplica(replicaFile(profile), key)
  if (!replica.ok) throw new Error(replica.fault.kind)
  return replica.db
}

describe('the replica on disk', () => {
  it('is unreadable without the key, and holds no plain text', () => {
    const { store } = openStore(profile, key)
    store.registry.put('provider', { id: 'prov-1', municipality: 'fjordvik', name: 'Hjemmetjenesten' })
    store.close()
    expect(readFileSync(replicaFile(profile)).includes('Hjemmetjenesten')).toBe(false)
    expect(() => new Database(replicaFile(profile)).prepare('SELECT * FROM registry').all()).toThrow(
      'file is not a database',
    )
    expect(() => openReplica(replicaFile(profile), 'cd'.repeat(32))).toThrow('file is not a database')
  })

  it('commits with FULL synchronisation in WAL', () => {
    const db = opened()
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    db.close()
  })

  it('refuses a database from the future, and leaves it alone', () => {
    opened().close()
    const db = opened()
    db.pragma('user_version = 99')
    db.close()
    expect(openReplica(replicaFile(profile), key)).toEqual({
      ok: false,
      fault: { kind: 'fromTheFuture', version: 99 },
    })
  })

  it('refuses a database whose migration had another text', () => {
    const db = opened()
    db.prepare(`UPDATE migrated SET seal = 'another'`).run()
    db.close()
    expect(openReplica(replicaFile(profile), key)).toEqual({
      ok: false,
      fault: { kind: 'otherMigrations', version: 1 },
    })
  })

  it('gives the reader a handle that cannot write', () => {
    opened().close()
    const db = openReader(replicaFile(profile), key)
    expect(() => db.exec('DELETE FROM entries')).toThrow(/readonly/)
    db.close()
  })

  it('answers every hot question by an index', () => {
    const db = opened()
    const questions = [
      ...Object.values(entriesSql),
      ...Object.values(rowsSql),
      ...Object.values(accessSql),
      registrySql.one,
      registrySql.ofOwner,
      registrySql.slice,
      telemetrySql.slice,
    ]
    for (const sql of questions) {
      const plan = db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll('?', 'NULL')}`)
        .all()
      for (const { detail } of plan) {
        expect(detail).toMatch(/USING (COVERING )?(INDEX|INTEGER PRIMARY KEY|PRIMARY KEY)/)
        // Some indexes hold nothing but what is asked for: all of it is read.
        expect(detail).not.toMatch(
          /SCAN (?!.*USING (COVERING )?INDEX (alarm_open|dispatch_open|grants_for_review|access_for_review|stock_waits|hardware_test_open))/,
        )
      }
    }
    db.close()
  })

  it('gives entries back as they came', () => {
    const shift = new Shift()
    shift.press(null, 1)
    const [entry] = shift.journal.entries
    if (!entry) throw new Error('nothing was said')
    const withWords = {
      ...entry,
      personal: { salt: 's', text: '{"text":"ring på"}' },
      personalHash: entry.payloadHash,
    }
    const { store } = openStore(profile, key)
    store.entries.add(entry)
    store.entries.addLoose({ ...withWords, seq: 7 })
    expect(store.entries.from(0, 10)).toEqual([entry])
    expect(store.entries.looseAt(7)).toEqual({ ...withWords, seq: 7 })
    expect(store.entries.ofCase(entry.id).map((e) => e.seq)).toEqual([1, 7])
    store.close()
  })

  it('finds people by any part of a name, typed on any keyboard', () => {
    const { store } = openStore(profile, key)
    const municipality = 'fjordvik'
    const home = {
      id: 'home-1',
      municipality,
      street: 'Bjørkåsvegen',
      number: '12',
      flat: null,
      floor: null,
      district: 'Æsheim',
      position: [10, 63] as [number, number],
      entrance: [10, 63] as [number, number],
      chain: [],
    }
    store.registry.put('home', home)
    const find = (text: string) => store.registry.search(text, 5).map((f) => f.row.id)
    expect(find('"bjorkas"*')).toEqual(['home-1'])
    expect(find('"aesheim"*')).toEqual(['home-1'])
    store.registry.put('home', { ...home, street: 'Kaigata' })
    expect(find('"bjorkas"*')).toEqual([])
    expect(find('"kai"*')).toEqual(['home-1'])
    store.registry.remove('home', 'home-1')
    expect(find('"kai"*')).toEqual([])
    store.close()
  })
})
