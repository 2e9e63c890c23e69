import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, openReader } from '../../../src-centre/store/database.ts'
import { openStore } from '../../../src-centre/store/store.ts'
import { openWriter } from '../../../src-centre/store/writer.ts'
import { townRows } from '../../integration/centre/town.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const key = 'ab'.repeat(32)
const path = () => join(folder, 'centre.db')

describe('the database', () => {
  it('is unreadable without its key', () => {
    const db = openDatabase(path(), key)
    db.prepare("INSERT INTO meta (name, value) VALUES ('word', 'plainly readable')").run()
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    const bytes = readFileSync(path())
    expect(bytes.includes('plainly readable')).toBe(false)
    expect(bytes.includes('SQLite format 3')).toBe(false)
    expect(() => openDatabase(path(), 'cd'.repeat(32))).toThrow(/cannot be read with this key/)
  })

  it('from the future is refused', () => {
    const db = openDatabase(path(), key)
    db.pragma('user_version = 99')
    db.close()
    expect(() => openDatabase(path(), key)).toThrow(/from the future/)
  })

  it('whose migrations were other ones is refused', () => {
    const db = openDatabase(path(), key)
    db.prepare("UPDATE migration SET seal = 'x'").run()
    db.close()
    expect(() => openDatabase(path(), key)).toThrow(/migration 1 was changed/)
  })

  it('cannot be written by a reader', () => {
    openDatabase(path(), key).close()
    const reader = openReader(path(), key)
    expect(() => reader.prepare("INSERT INTO meta (name, value) VALUES ('a', 'b')").run()).toThrow(/readonly/)
    reader.close()
  })

  it('finds open alarms, a case’s entries and a controller without reading a whole table', () => {
    const db = openDatabase(path(), key)
    const plan = (sql: string) =>
      db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((step) => step.detail)
        .join('; ')
    expect(plan("SELECT row FROM alarm WHERE open = 1 AND residentId = 'r' ORDER BY id LIMIT 1")).toContain(
      'alarmOpen',
    )
    expect(plan("SELECT seq FROM entry WHERE caseId = 'c' ORDER BY seq")).toContain('entryOfCase')
    expect(
      plan("SELECT row FROM registry WHERE tableName = 'homeUnit' AND row ->> '$.cid' = '1' LIMIT 1"),
    ).toContain('registryCid')
    expect(plan('SELECT row FROM reading WHERE version > 1 ORDER BY version LIMIT 5')).toContain(
      'readingVersion',
    )
    db.close()
  })

  it('of a practice centre is not opened as a live one', () => {
    openStore({ folder, practice: true }).close()
    expect(() => openStore({ folder, practice: false })).toThrow(/practice centre/)
  })

  it('whose key file is lost is not given a new one', () => {
    openStore({ folder, practice: true }).close()
    rmSync(join(folder, 'centre.key'))
    expect(() => openStore({ folder, practice: true })).toThrow(/is missing/)
  })
})

describe('the registry', () => {
  it('does not say of a row that it cannot read that it was taken out, and goes on behind it', () => {
    const store = openStore({ folder, practice: true })
    const rows = townRows(1)
    for (const put of rows) store.registry.put(put)
    store.registry.remove('homeUnit', 'hu-1')
    const spoil = store.db.prepare("UPDATE registry SET row = '{}' WHERE version <= ?")
    expect(spoil.run(3).changes).toBe(3)
    const [first] = store.registry.after(0, 2)
    expect(first).toMatchObject({ version: 4 })
    const all = store.registry.after(0, 1_000)
    expect(all).toHaveLength(rows.length - 3)
    expect(all.filter(({ row }) => row === null)).toMatchObject([{ table: 'homeUnit', id: 'hu-1' }])
    expect(store.registry.after(store.registry.head(), 1_000)).toEqual([])
    store.close()
  })
})

describe('the writer', () => {
  const open = () => {
    const db = openDatabase(path(), key)
    const commits: number[] = []
    let jobs = 0
    const writer = openWriter(db, {
      mark: () => {
        const before = jobs
        return () => {
          jobs = before
        }
      },
      committed: () => {
        commits.push(jobs)
        jobs = 0
      },
      wrote: () => undefined,
    })
    const put = (name: string) => () => {
      jobs += 1
      db.prepare("INSERT INTO meta (name, value) VALUES (?, 'x')").run(name)
    }
    const names = () => db.prepare<[], string>('SELECT name FROM meta ORDER BY name').pluck().all()
    return { db, writer, commits, put, names }
  }

  it('commits together what arrives together, and what is in bulk by itself and later', async () => {
    const { db, writer, commits, put } = open()
    await Promise.all([
      writer.write(put('bulk'), 'bulk'),
      writer.write(put('a')),
      writer.write(put('b')),
      writer.write(put('c')),
    ])
    expect(commits).toEqual([3, 1])
    await writer.close()
    db.close()
  })

  it('lets a job fail alone, with nothing of it left', async () => {
    const { db, writer, commits, put, names } = open()
    const results = await Promise.allSettled([
      writer.write(put('a')),
      writer.write(() => {
        put('half')()
        throw new Error('a bug')
      }),
      writer.write(put('b')),
    ])
    expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(names()).toEqual(['a', 'b'])
    expect(commits).toEqual([2])
    await writer.close()
    await expect(writer.write(put('late'))).rejects.toThrow(/closed/)
    db.close()
  })

  it('tells everybody the cause where SQLite ended the whole transaction, and goes on', async () => {
    const { db, writer, put, names } = open()
    const results = await Promise.allSettled([
      writer.write(put('a')),
      writer.write(() => {
        // As it does where the disk is full.
        db.exec('ROLLBACK')
        throw new Error('the disk is full')
      }),
      writer.write(put('b')),
    ])
    expect(results.map((r) => r.status === 'rejected' && String(r.reason))).toEqual(
      Array(3).fill('Error: the disk is full'),
    )
    await writer.write(put('c'))
    expect(names()).toEqual(['c'])
    await writer.close()
    db.close()
  })
})
