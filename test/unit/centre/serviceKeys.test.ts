import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../../src-centre/store/store.ts'
import { serviceKeyForFitter } from '../../../src-centre/workbench/fitting.ts'
import { openServiceKeys } from '../../../src-centre/workbench/serviceKeys.ts'
import { townRows } from '../../integration/centre/town.ts'

let folder = ''
let store: Store
let missing: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-service-'))
  store = openStore({ folder, practice: false })
  missing = []
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})
const open = () => openServiceKeys(folder, store.meta, (why) => void missing.push(why))
const path = () => join(folder, 'service-root.key')

describe('the root of service keys', () => {
  it('is made once, for its owner’s eyes only, and gives each unit the same key at each start', () => {
    const key = open().keyOf('DL3-1')
    expect(key).toHaveLength(32)
    expect(open().keyOf('DL3-1')).toEqual(key)
    expect(open().keyOf('DL3-2')).not.toEqual(key)
    expect(readFileSync(path(), 'utf8')).toMatch(/^[0-9a-f]{64}$/)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(missing).toEqual([])
  })

  it('that is gone is never replaced: no keys until it is back', () => {
    const key = open().keyOf('DL3-1')
    const text = readFileSync(path(), 'utf8')
    rmSync(path())
    expect(open().keyOf('DL3-1')).toBeNull()
    expect(() => readFileSync(path())).toThrow(/ENOENT/)
    writeFileSync(path(), text)
    expect(open().keyOf('DL3-1')).toEqual(key)
    expect(missing).toHaveLength(1)
  })

  it('that is another one gives no keys, and the file is named', () => {
    open()
    writeFileSync(path(), 'ab'.repeat(32))
    expect(open().keyOf('DL3-1')).toBeNull()
    expect(missing).toEqual([expect.stringContaining(path())])
    expect(missing.join()).not.toContain('ab'.repeat(32))
  })

  it('gives a fitter the key of a lock that the registry knows, and of no other', () => {
    for (const put of townRows(1)) store.registry.put(put)
    const keys = open()
    expect(serviceKeyForFitter('S1', { store, serviceKeys: keys })).toBe(
      Buffer.from(keys.keyOf('S1') ?? []).toString('hex'),
    )
    expect(() => serviceKeyForFitter('S9', { store, serviceKeys: keys })).toThrow(/no lock of that serial/)
    const [lock] = store.registry.locksOfSerial('S1')
    if (!lock) throw new Error('no lock')
    store.registry.put({ table: 'lock', row: { ...lock, id: 'another-makers' } })
    expect(() => serviceKeyForFitter('S1', { store, serviceKeys: keys })).toThrow(/two locks/)
    store.registry.remove('lock', 'another-makers')
    rmSync(path())
    expect(() => serviceKeyForFitter('S1', { store, serviceKeys: open() })).toThrow(/is missing/)
  })

  it.each(['', 'x'.repeat(33), 'Ø-1', 'a b', 'a\n'])('has none for what no lock can bear: %j', (serial) => {
    expect(open().keyOf(serial)).toBeNull()
  })
})
