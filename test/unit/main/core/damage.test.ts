import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asides } from '../../../../src-main/core/store/aside.ts'
import { openReader } from '../../../../src-main/core/store/open.ts'
import { type Found, openStore, replicaFile } from '../../../../src-main/core/store/opening.ts'
import type { OutboxItem } from '../../../../src-main/core/store/outbox.ts'
import type { Store } from '../../../../src-main/core/store/store.ts'
import { isStoreFault, troubleOf } from '../../../../src-main/core/store/trouble.ts'
import { walkTables } from '../../../../src-main/core/store/walk.ts'
import { Rows } from '../../../build/journal.ts'
import { Shift } from '../../../build/shift.ts'

const key = 'ab'.repeat(32)
const page = 4_096
/** ms for a hundred replicas, each brought to the disk for good; under a second where nobody else writes. */
const manyFiles = 60_000
const now = Date.UTC(2026, 1, 3, 4, 5, 6)
/** In memory where there is such a folder: three hundred files are brought to the disk for good in here. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
let profile = ''
beforeEach(() => {
  profile = mkdtempSync(join(place, 'vaktrom-damage-'))
})
afterEach(() => rmSync(profile, { recursive: true, force: true }))

const found = (part: Partial<Found> = {}): Found => ({ disk: 'asUsual', newKey: false, now, ...part })
const file = () => replicaFile(profile)

const note = (): OutboxItem => ({
  id: v7(),
  name: 'note',
  args: { caseId: v7(), text: 'ring datteren' },
  caseId: null,
  personId: 'p-ida',
  at: now,
  notAfter: now + 15_000,
  state: 'waiting',
  error: null,
})

/** A replica with somebody waiting, names, a note on its way and a stretch of history; closed. */
const written = (): { readonly note: OutboxItem; readonly caseId: string } => {
  const { store } = openStore(profile, key, found())
  const shift = new Shift()
  shift.press(null, 1)
  const waiting = note()
  const { entries } = shift.journal
  const rows = new Rows()
  for (const e of entries) rows.apply(e)
  store.commit(() => {
    store.replica.begin('journal-1', 0, 'A'.repeat(43))
    for (const e of entries) store.entries.add(e)
    for (const change of rows.all()) store.rows.put(change)
    store.replica.reach(entries.length, entries.at(-1)?.hash ?? '')
    for (let n = 1; n <= 40; n++)
      store.registry.put('provider', {
        id: `prov-${n}`,
        municipality: 'fjordvik',
        name: 'Hjemme '.repeat(20),
      })
    store.replica.reachRegistry(40)
    store.outbox.put(waiting)
  })
  const [alarm] = store.rows.openAlarms()
  store.close()
  if (!alarm) throw new Error('nobody waits')
  return { note: waiting, caseId: alarm.id }
}
const damage = (change: (bytes: Buffer) => Buffer): void =>
  writeFileSync(file(), change(readFileSync(file())))
const flipped = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

/** All that core reads of it in a shift, and the walk of the reader. */
const readThrough = (store: Store): void => {
  store.rows.all()
  store.entries.from(0, 1_000)
  store.outbox.all()
  store.ahead.all()
  store.registry.search('"hjemme"*', 5)
  store.registry.all('provider')
  const db = openReader(file(), key)
  try {
    for (const _ of walkTables(db));
  } finally {
    db.close()
  }
}

describe('a damaged replica', () => {
  it('is set aside whole under the time, and a new one begun that knows who waits and what was on its way', () => {
    const kept = written()
    damage(flipped(2_000))
    const before = readFileSync(file())
    const { store, aside, trouble } = openStore(profile, key, found())
    expect(trouble).toBeNull()
    expect(aside).toEqual({
      why: 'damaged',
      file: join(profile, 'replica-damaged-20260203T040506Z.db'),
      at: now,
    })
    expect(readFileSync(aside?.file ?? '')).toEqual(before)
    expect(asides(profile)).toEqual([aside])
    // Its first page is gone, and with it everything behind it.
    expect([store.replica.standing().seq, store.outbox.all()]).toEqual([0, []])
    store.close()
    expect(kept.note.state).toBe('waiting')
  })

  it('found while running, gives what its other pages still hold: notes, who waits, names', () => {
    const kept = written()
    const { store, aside, carried } = openStore(profile, key, found({ disk: 'damaged' }))
    expect(aside?.why).toBe('damaged')
    expect(carried).toEqual({ commands: 1, openAlarms: 1, failed: [] })
    expect(store.outbox.all()).toEqual([kept.note])
    expect(store.ahead.all().map((c) => c.row.id)).toContain(kept.caseId)
    expect(store.entries.ofCase(kept.caseId)).not.toEqual([])
    expect(store.registry.all('provider')).toHaveLength(40)
    // The centre is asked for all of it again.
    expect(store.replica.standing()).toMatchObject({
      journalId: 'journal-1',
      seq: 0,
      aheadAt: 1,
      registryVersion: 0,
      telemetryVersion: 0,
    })
    store.close()
  })

  it('is never written over by the next one, and all of them are told', () => {
    for (let n = 1; n <= 3; n++) {
      written()
      damage(() => Buffer.from(`rubbish ${n}`.repeat(999)))
      openStore(profile, key, found()).store.close()
      rmSync(file())
    }
    const texts = asides(profile).map((a) => readFileSync(a.file, 'utf8').slice(0, 9))
    expect(texts.toSorted()).toEqual(['rubbish 1', 'rubbish 2', 'rubbish 3'])
  })

  /** Opened as it lies there; where that finds nothing, read through, and opened as core would be afterwards. */
  const openDamaged = (at: number): 'atOnce' | 'whenRead' => {
    let { store, aside } = openStore(profile, key, found({ now: at }))
    const atOnce = aside !== null
    if (!atOnce) {
      let fault: unknown = null
      try {
        readThrough(store)
      } catch (error) {
        fault = error
      }
      store.close()
      expect(troubleOf(fault)).toBe('damaged')
      ;({ store, aside } = openStore(profile, key, found({ now: at, disk: 'damaged' })))
    }
    expect([store.keeping, aside?.why]).toEqual(['disk', 'damaged'])
    readThrough(store)
    store.close()
    return atOnce ? 'atOnce' : 'whenRead'
  }

  it(
    'cut off at any page, to the byte or to nothing, is found',
    () => {
      written()
      const whole = readFileSync(file())
      const cuts = Array.from({ length: whole.length / page }, (_, n) => [n * page, n * page + 1_234]).flat()
      const seen = cuts.map((cut) => {
        writeFileSync(file(), whole.subarray(0, cut))
        return openDamaged(now + cut * 1_000)
      })
      expect(asides(profile)).toHaveLength(cuts.length)
      // All but the very last: a file that is too short for its own first page is seen when it is opened.
      expect(seen.filter((when) => when === 'whenRead')).toHaveLength(1)
    },
    manyFiles,
  )

  it(
    'with one bit changed in any page is found, most of them when that page is read',
    () => {
      written()
      const whole = readFileSync(file())
      const seen = Array.from({ length: whole.length / page }, (_, n) => {
        writeFileSync(file(), flipped(n * page + ((n * 577) % page))(Buffer.from(whole)))
        return openDamaged(now + n * 60_000)
      })
      expect(asides(profile)).toHaveLength(seen.length)
      expect(seen.filter((when) => when === 'whenRead').length).toBeGreaterThan(seen.length / 2)
    },
    manyFiles,
  )

  it('with a damaged write-ahead log goes back to what was whole', () => {
    written()
    const writer = openStore(profile, key, found()).store
    writer.commit(() => writer.replica.setAhead(null, 77))
    for (const part of ['', '-wal']) copyFileSync(file() + part, `${file()}.copy${part}`)
    writer.close()
    const log = readFileSync(`${file()}.copy-wal`)
    for (let at = 40; at < log.length; at += 1_111) {
      copyFileSync(`${file()}.copy`, file())
      writeFileSync(`${file()}-wal`, flipped(at)(Buffer.from(log)))
      rmSync(`${file()}-shm`, { force: true })
      const { store } = openStore(profile, key, found())
      expect([at, store.keeping]).toEqual([at, 'disk'])
      readThrough(store)
      store.close()
    }
  })
})

describe('a replica that this console must not touch', () => {
  const upgrade = (sql: string): void => {
    const { store } = openStore(profile, key, found())
    store.close()
    const db = openWritable()
    db.exec(sql)
    db.close()
  }
  const openWritable = () => {
    const db = new Database(file())
    db.pragma(`cipher = 'sqlcipher'`)
    db.pragma(`key = "x'${key}'"`)
    return db
  }

  it('of a newer version is set aside once, with its notes taken along, and not again at the next start', () => {
    const kept = written()
    upgrade('ALTER TABLE outbox ADD COLUMN colour TEXT; PRAGMA user_version = 99')
    const first = openStore(profile, key, found())
    expect(first.aside?.why).toBe('newer')
    expect(first.store.outbox.all()).toEqual([kept.note])
    expect(first.store.ahead.all().map((c) => c.row.id)).toContain(kept.caseId)
    first.store.close()
    const second = openStore(profile, key, found())
    expect([second.aside, second.store.keeping]).toEqual([null, 'disk'])
    second.store.close()
    const newer = openReader(first.aside?.file ?? '', key)
    expect(newer.pragma('user_version', { simple: true })).toBe(99)
    newer.close()
  })

  it('made by other migrations is set aside as well', () => {
    written()
    upgrade(`UPDATE migrated SET seal = 'another'`)
    const { store, aside } = openStore(profile, key, found())
    expect([store.keeping, aside?.why]).toEqual(['disk', 'newer'])
    store.close()
  })

  it('of a key that is gone is set aside, and begun anew under the new key', () => {
    written()
    const { store, aside } = openStore(profile, 'cd'.repeat(32), found({ newKey: true }))
    expect([store.keeping, aside?.why]).toEqual(['disk', 'key'])
    store.close()
    const old = openReader(aside?.file ?? '', key)
    expect(old.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 1 })
    old.close()
  })
})

describe('a disk that failed', () => {
  it('is left alone: the replica rings from memory with who waits, and knows the way back', () => {
    const kept = written()
    const { store, trouble, returnToDisk } = openStore(profile, key, found({ disk: 'failed' }))
    expect([store.keeping, trouble]).toEqual(['memory', 'failed'])
    expect(store.ahead.all().map((c) => c.row.id)).toContain(kept.caseId)
    const later = note()
    store.outbox.put(later)
    const unread = (at: number) => ({ at, where: 'entry', why: 'kind: unknown', raw: '{}' })
    store.quarantine.add(unread(1))
    expect(returnToDisk()).toBe(true)
    store.quarantine.add(unread(2))
    expect(returnToDisk()).toBe(true)
    store.close()
    const back = openStore(profile, key, found())
    expect([back.store.keeping, back.aside]).toEqual(['disk', null])
    expect(
      back.store.outbox
        .all()
        .map((i) => i.id)
        .toSorted(),
    ).toEqual([kept.note.id, later.id].toSorted())
    expect(back.store.replica.standing().seq).toBe(1)
    expect(back.store.quarantine.newest(10).map((u) => u.at)).toEqual([2, 1])
    back.store.close()
    expect(readdirSync(profile).filter((name) => name.startsWith('room'))).toEqual([])
  })

  it('is told from a file that was taken away under it', () => {
    written()
    const { store, requireFile } = openStore(profile, key, found())
    requireFile()
    rmSync(file())
    let fault: unknown = null
    try {
      requireFile()
    } catch (error) {
      fault = error
    }
    expect([isStoreFault(fault), troubleOf(fault)]).toEqual([true, 'failed'])
    store.close()
    expect(existsSync(file())).toBe(false)
  })
})
