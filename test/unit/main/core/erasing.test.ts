import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openReader, openReplica } from '../../../../src-main/core/store/open.ts'
import { storeOf } from '../../../../src-main/core/store/store.ts'

const key = 'c0'.repeat(32)
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-settle-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('a replica is settled when its log is empty, and not while somebody reads from that', () => {
  const path = join(folder, 'replica.db')
  const opened = openReplica(path, key)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const store = storeOf(opened.db, 'disk')
  const reader = openReader(path, key)
  const logged = () => statSync(`${path}-wal`).size
  store.quarantine.add({ at: 1, where: 'entry', why: '', raw: 'x'.repeat(10_000) })
  reader.prepare('BEGIN').run()
  reader.prepare('SELECT count(*) FROM quarantine').get()
  store.erasing.unread()
  expect(store.erasing.settle()).toBe(false)
  expect(logged()).toBeGreaterThan(0)
  reader.prepare('COMMIT').run()
  expect(store.erasing.settle()).toBe(true)
  expect(opened.db.pragma('busy_timeout', { simple: true })).toBe(2_000)
  expect(logged()).toBe(0)
  reader.close()
  store.close()
})
