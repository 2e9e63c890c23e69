import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyForFitter } from '../../../src-centre/keypadFitting.ts'
import { openKeypadKeys } from '../../../src-centre/keypadKeys.ts'
import { readSharedCodes } from '../../../src-centre/sharedCodesFile.ts'
import { openStore, type Store } from '../../../src-centre/store/store.ts'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import { townRows } from '../../integration/centre/town.ts'

const flat: ChainStep = { kind: 'door', doorId: 'flat-1' }
const municipality = 'fjordvik'

let folder = ''
let store: Store
let missing: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-keypads-'))
  store = openStore({ folder, practice: false })
  missing = []
  for (const put of townRows(2)) store.registry.put(put)
  const lock = store.registry.get('lock', 'lock-flat-1')
  const street = store.registry.get('door', 'street-1')
  if (!lock || !street) throw new Error('no home')
  store.registry.put({ table: 'lock', row: { ...lock, keypad: true } })
  store.registry.put({ table: 'door', row: { ...street, sharedCode: true } })
  store.registry.put({
    table: 'keyStore',
    row: {
      id: 'box-1',
      municipality,
      kind: 'keyBox',
      label: 'Nøkkelboks ved porten',
      hook: null,
      position: [10.1, 63.1],
      keypad: true,
    },
  })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})
const open = () => openKeypadKeys(folder, store.meta, (why) => void missing.push(why))
const path = () => join(folder, 'keypad-root.key')

describe('the root of keypad keys', () => {
  it('is made once, for its owner’s eyes only, and gives the same key at each start', () => {
    const key = open().keyOf(flat)
    expect(key).toHaveLength(32)
    expect(open().keyOf(flat)).toEqual(key)
    expect(readFileSync(path(), 'utf8')).toMatch(/^[0-9a-f]{64}$/)
    expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(missing).toEqual([])
  })

  it('that is gone is never replaced: no digits until it is back', () => {
    const key = open().keyOf(flat)
    const text = readFileSync(path(), 'utf8')
    rmSync(path())
    expect(open().keyOf(flat)).toBeNull()
    expect(() => readFileSync(path())).toThrow(/ENOENT/)
    writeFileSync(path(), text)
    expect(open().keyOf(flat)).toEqual(key)
    expect(missing).toHaveLength(1)
  })

  it.each([
    ['is another one', 'ab'.repeat(32)],
    ['is no key', 'ab'],
  ])('that %s gives no keys, and the file is named', (_, text) => {
    open()
    writeFileSync(path(), text)
    expect(open().keyOf(flat)).toBeNull()
    expect(missing).toEqual([expect.stringContaining(path())])
    expect(missing.join()).not.toContain('ab'.repeat(32))
    expect(readFileSync(path(), 'utf8')).toBe(text)
  })
})

describe('the key for a fitter', () => {
  const keyAt = (place: string) => keyForFitter(place, { store, keypads: open() })

  it('is that of the keypad, and of no other', () => {
    const keypads = open()
    expect(keyAt('door/flat-1')).toBe(Buffer.from(keypads.keyOf(flat) ?? []).toString('hex'))
    expect(keyAt('keyStore/box-1')).toMatch(/^[0-9a-f]{64}$/)
    expect(keyAt('keyStore/box-1')).not.toBe(keyAt('door/flat-1'))
  })

  it.each([
    ['flat-1', /say door\/ID or keyStore\/ID/],
    ['house/flat-1', /say door\/ID or keyStore\/ID/],
    ['door/flat-1/x', /say door\/ID or keyStore\/ID/],
    ['door/flat-2', /there is no keypad of ours/],
    ['door/nowhere', /there is no keypad of ours/],
    ['keyStore/flat-1', /there is no keypad of ours/],
  ])('is refused for %s', (place, why) => {
    expect(() => keyAt(place)).toThrow(why)
  })

  it('is refused while the root is missing', () => {
    open()
    rmSync(path())
    expect(() => keyAt('door/flat-1')).toThrow(/the root of all keypad keys is missing/)
  })
})

describe('a file of shared codes', () => {
  const read = (text: string) => {
    writeFileSync(join(folder, 'codes.jsonl'), text)
    return readSharedCodes(join(folder, 'codes.jsonl'), store.registry)
  }

  it('is read line by line; null takes one out', () => {
    expect(
      read('{"doorId": "street-1", "code": " 4711# "}\n\n{"doorId": "street-1", "code": null}\n'),
    ).toEqual([
      { doorId: 'street-1', code: '4711#' },
      { doorId: 'street-1', code: null },
    ])
  })

  it.each([
    ['no JSON', '{"doorId": "street-1", "code": 0471193', /codes\.jsonl:2: is not JSON$/],
    ['a number', '{"doorId": "street-1", "code": 471193}', /codes\.jsonl:2: code: /],
    ['an empty code', '{"doorId": "street-1", "code": " "}', /codes\.jsonl:2: code: /],
    ['a misspelt key', '{"doorId": "street-1", "code": null, "pin": "471193"}', /codes\.jsonl:2: /],
    [
      'no door',
      '{"doorId": "street-9", "code": "471193"}',
      /codes\.jsonl:2: doorId: there is no door street-9$/,
    ],
    [
      'a door of ours',
      '{"doorId": "flat-1", "code": "471193"}',
      /codes\.jsonl:2: doorId: door flat-1 has no/,
    ],
  ])('with %s is refused whole, by file and line, and the code is not said', (_, line, why) => {
    const text = `{"doorId": "street-1", "code": "4711"}\n${line}\n`
    expect(() => read(text)).toThrow(why)
    expect(() => read(text)).not.toThrow(/471193/)
  })

  it('that is not there is named', () => {
    expect(() => readSharedCodes(join(folder, 'none.jsonl'), store.registry)).toThrow(
      /none\.jsonl: cannot be read/,
    )
  })
})
