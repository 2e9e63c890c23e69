import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessCrypto } from '../../../src-centre/crypto.ts'
import { openStore } from '../../../src-centre/store/store.ts'
import { keypadKey } from '../../../src-domain/access/spokenCode.ts'
import { verifyTrustList } from '../../../src-domain/access/trustList.ts'
import { tempFolder } from './harness.ts'
import { townRows } from './town.ts'

/** What somebody does to a live centre by hand while it does not run, as a process of its own. */
let temp = tempFolder()
let config = ''
const data = () => join(temp.folder, 'data')
const keys = () => join(temp.folder, 'keys')
beforeEach(() => {
  temp = tempFolder()
  config = join(temp.folder, 'centre.jsonc')
  const registry = join(temp.folder, 'registry.jsonl')
  const rows = townRows(1).map((put) => {
    if (put.table === 'lock') return { ...put, row: { ...put.row, keypad: put.row.id === 'lock-flat-1' } }
    return put.table === 'door'
      ? { ...put, row: { ...put.row, sharedCode: put.row.place === 'street' } }
      : put
  })
  writeFileSync(registry, rows.map((row) => JSON.stringify(row)).join('\n'))
  const settings = {
    centreId: 'test',
    municipality: 'fjordvik',
    data: data(),
    signingFolder: keys(),
    port: 0,
    workplaces: [{ id: 'desk-1', secret: 'a secret that is long enough' }],
    adapters: [],
    registry,
  }
  writeFileSync(config, JSON.stringify(settings))
})
afterEach(() => temp.remove())

const centre = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src-centre/index.ts', '--config', config, ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

describe('--keypad-key', () => {
  it('prints the key of that keypad and ends', () => {
    const { status, stdout, stderr } = centre('--keypad-key', 'door/flat-1')
    const root = new Uint8Array(Buffer.from(readFileSync(join(keys(), 'keypad-root.key'), 'utf8'), 'hex'))
    const key = Buffer.from(keypadKey(root, { kind: 'door', doorId: 'flat-1' }, accessCrypto)).toString('hex')
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${key}\n` })
    expect(stderr).not.toContain(key)
  })

  it('says why not', () => {
    const { status, stdout, stderr } = centre('--keypad-key', 'door/street-1')
    expect(status).toBe(2)
    expect(stdout).not.toMatch(/[0-9a-f]{64}/)
    expect(stderr).toContain('door/street-1: there is no keypad of ours')
  })
})

describe('--door-trust', () => {
  it('prints what a fitter puts into a door, the newest list by that authority, and no private key', () => {
    const { status, stdout, stderr } = centre('--door-trust')
    expect(status).toBe(0)
    const told = JSON.parse(stdout) as { authority: string; version: number; list: string }
    const [authority, list] = [told.authority, told.list].map(
      (text) => new Uint8Array(Buffer.from(text, 'base64url')),
    )
    expect(
      verifyTrustList(list ?? new Uint8Array(), authority ?? new Uint8Array(), accessCrypto),
    ).toMatchObject({
      version: told.version,
    })
    const file = readFileSync(join(keys(), 'signing-keys.json'), 'utf8')
    const pems = [...file.matchAll(/KEY-----\\n([A-Za-z0-9+/=]+)/g)].map(([, body]) => body ?? '')
    expect(pems).toHaveLength(3)
    expect(pems.filter((pem) => `${stdout}${stderr}`.includes(pem))).toEqual([])
  })
})

describe('--try-fallback', () => {
  const withHook = (script: string) => {
    const settings: object = JSON.parse(readFileSync(config, 'utf8'))
    const fallback = { kind: 'command', argv: [process.execPath, '-e', script] }
    writeFileSync(config, JSON.stringify({ ...settings, fallback }))
  }

  it('sends one test, says that it was taken, and keeps it in the journal', () => {
    withHook("process.exit(JSON.parse(require('fs').readFileSync(0)).test === true ? 0 : 9)")
    expect(centre('--try-fallback')).toMatchObject({
      status: 0,
      stdout: 'the fall-back hook took the test delivery\n',
    })
    const store = openStore({ folder: data(), practice: false })
    expect(store.rows.load('fallback', 'fallback')).toMatchObject({ why: null, isTest: true })
    store.close()
  })

  it.each([
    ['of one that fails', () => withHook('process.exit(3)'), 'the fall-back hook failed: exit 3'],
    ['of none', () => undefined, 'no fall-back hook is set up'],
  ])('says so %s, and does not end well', (_, arrange, words) => {
    arrange()
    const { status, stderr } = centre('--try-fallback')
    expect(status).toBe(2)
    expect(stderr).toContain(words)
  })
})

describe('beside a centre that runs', () => {
  it('is not done, and says what to do first', () => {
    expect(centre('--erasures')).toMatchObject({ status: 0 })
    const store = openStore({ folder: data(), practice: false })
    expect(centre('--erasures')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`${data()} is in use by a centre that runs; stop it first`),
    })
    store.close()
    expect(centre('--erasures')).toMatchObject({ status: 0 })
  })
})

describe('--shared-codes', () => {
  const codes = () => join(temp.folder, 'codes.jsonl')

  it('takes them in and ends', () => {
    writeFileSync(codes(), '{"doorId": "street-1", "code": "4711 og stjerne"}\n')
    expect(centre('--shared-codes', codes())).toMatchObject({ status: 0, stdout: '' })
    const store = openStore({ folder: data(), practice: false })
    expect(store.sharedCodes.find('street-1')).toBe('4711 og stjerne')
    store.close()
  })

  it('names file and line of what is wrong, never the code, and changes nothing', () => {
    writeFileSync(
      codes(),
      '{"doorId": "street-1", "code": "4711 og stjerne"}\n{"doorId": "flat-1", "code": "4712 og rute"}',
    )
    const { status, stdout, stderr } = centre('--shared-codes', codes())
    expect(status).toBe(2)
    expect(stderr).toContain(`${codes()}:2: doorId: door flat-1 has no shared code`)
    expect(stdout + stderr).not.toMatch(/471[12]/)
    const store = openStore({ folder: data(), practice: false })
    expect(store.sharedCodes.find('street-1')).toBeUndefined()
    store.close()
  })
})

describe('--erase', () => {
  const ended = (id: string) => {
    const file = join(temp.folder, 'registry.jsonl')
    const put = (line: string): string => {
      const row = JSON.parse(line) as { table: string; row: { id: string; serviceEndedAt?: number } }
      if (row.table === 'resident' && row.row.id === id) row.row.serviceEndedAt = 1
      return JSON.stringify(row)
    }
    writeFileSync(file, readFileSync(file, 'utf8').split('\n').map(put).join('\n'))
  }

  it('erases a resident whose service has ended, keeps the source from bringing them back, and names who is not done', () => {
    expect(centre('--erase', 'res-1')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--erase res-1: the service has not ended'),
    })
    ended('res-1')
    expect(centre('--erase', 'res-1')).toMatchObject({ status: 0, stdout: '' })
    const { status, stdout, stderr } = centre('--erasures')
    expect({ status, ...(JSON.parse(stdout) as object) }).toMatchObject({
      status: 0,
      residentId: 'res-1',
      waitingFor: ['desk-1'],
    })
    expect(stderr).toContain('erasedResident')
    const store = openStore({ folder: data(), practice: false })
    expect(store.registry.get('resident', 'res-1')).toBeUndefined()
    store.close()
  })

  it('says so where there is no such resident', () => {
    expect(centre('--erase', 'res-9')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--erase res-9: no resident'),
    })
  })
})
