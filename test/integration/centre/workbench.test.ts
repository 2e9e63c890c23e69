import { hkdfSync } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessCrypto } from '../../../src-centre/crypto.ts'
import { fromBase64url } from '../../../src-domain/access/bytes.ts'
import { newDoor } from '../../../src-domain/access/doorState.ts'
import { doorTag } from '../../../src-domain/access/token.ts'
import { emptyReport } from '../../../src-domain/hardware/report.ts'
import { minute } from '../../../src-domain/time.ts'
import type { BenchKeys } from '../../../src-domain/wire/protocol.ts'
import { wipedReport } from '../../build/report.ts'
import { returnUnit } from '../../build/returned.ts'
import { TestDoor, trusting } from '../../unit/domain/access/builders.ts'
import {
  type MovedClock,
  movedClock,
  noFaults,
  openAdapter,
  openConsole,
  type Started,
  secretOf,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { pinOf } from './town.ts'

const lockId = 'lock-flat-1'
const doorId = 'flat-1'
let temp = tempFolder()
let clock: MovedClock
let started: Started
let desk: TestConsole
let session: string
let serial: string
beforeEach(async () => {
  temp = tempFolder()
  clock = movedClock()
  started = await startCentre(temp.folder, { residents: 2, clock })
  serial = await returnUnit(started.centre, lockId, doorId)
  await sit()
})
afterEach(async () => {
  desk.close()
  await started.centre.close()
  temp.remove()
})

const sit = async () => {
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  session = await desk.signIn('p-tek')
}
const restart = async () => {
  desk.close()
  await started.centre.close()
  started = await startCentre(temp.folder, { residents: 2, clock })
  await sit()
}
const ask = async (name: string, args: object, by = session, at = desk): Promise<string> => {
  const answer = await at.command(by, name, args, v7(), clock.now() + minute)
  return answer.ok ? 'done' : answer.error.code
}
const begin = async (over: object = {}, at = desk, by = session) => {
  const testId = v7()
  return { testId, said: await ask('beginTest', { testId, serial, driver: 'vaktrom', ...over }, by, at) }
}
const finish = (testId: string, over: object = {}) =>
  ask('finishTest', {
    testId,
    report: wipedReport(serial),
    end: 'done',
    atStep: null,
    halfWiped: false,
    ...over,
  })
const keysFor = async (testId: string, by = session, at = desk): Promise<BenchKeys | string> => {
  const answer = await at.ask('benchKeys', { session: by, testId })
  return answer.ok ? answer.value : answer.error.code
}
const released = async (testId: string): Promise<BenchKeys> => {
  const keys = await keysFor(testId)
  if (typeof keys === 'string') throw new Error(`not released: ${keys}`)
  return keys
}
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))
/** What a door that was fitted by this centre does with it. */
const tryAt = (id: string, { oldKey }: BenchKeys): string => {
  if (!oldKey) throw new Error('no key')
  const door = new TestDoor(id, 'lost')
  door.state = newDoor(doorTag(id, accessCrypto), trusting(started.centre.keys.pair))
  door.step({ kind: 'clockSet', at: clock.now() })
  const { publicKey, privateKey } = oldKey.handset
  const token = fromBase64url(oldKey.token)
  if (!token) throw new Error('no token')
  return door.try(token, { key: { publicKey: bytes(publicKey), privateKey: bytes(privateKey) } })
}
/** The registry has that lock at that door from now on, or none. */
const hang = async (there: string | null, id = doorId) => {
  const door = started.centre.store.registry.get('door', id)
  if (!door) throw new Error(`no door ${id}`)
  await started.centre.putRegistry([{ table: 'door', row: { ...door, lockId: there } }])
}
const stock = () => started.centre.store.rows.load('stock', lockId)

describe('what a test is given', () => {
  it('is the key of that unit, as it follows from the root in its file', async () => {
    const { testId } = await begin()
    const root = bytes(readFileSync(join(temp.folder, 'service-root.key'), 'utf8'))
    const info = Buffer.from(`vaktrom-service-key/1\n${serial}`)
    const key = Buffer.from(hkdfSync('sha256', root, new Uint8Array(), info, 32)).toString('hex')
    expect((await released(testId)).serviceKey).toBe(key)
    noFaults(started)
  })

  it('is a key to the door on which it hung, to no other, for ten minutes, made anew each time', async () => {
    const { testId } = await begin()
    const first = await released(testId)
    const again = await released(testId)
    expect(again.oldKey?.handset.privateKey).not.toBe(first.oldKey?.handset.privateKey)
    expect([tryAt(doorId, first), tryAt(doorId, again), tryAt('flat-2', first)]).toEqual([
      'opened',
      'opened',
      'wrongDoor',
    ])
    clock.advance(10 * minute)
    expect(tryAt(doorId, first)).toBe('expired')
  })

  it('is no key to a door where another lock hangs, when it began or since', async () => {
    await hang('lock-flat-2')
    expect((await released((await begin()).testId)).oldKey).toBeNull()
    await hang(null)
    const { testId } = await begin()
    expect((await released(testId)).oldKey).not.toBeNull()
    await hang('lock-flat-2')
    const late = await released(testId)
    expect(late.oldKey).toBeNull()
    expect(late.serviceKey).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is nothing for a unit that guards a home again, however often it was tested since', async () => {
    const { testId } = await begin()
    await ask('noteWipe', { testId })
    await finish(testId)
    expect(await ask('signTest', { testId, verdict: 'reuse' })).toBe('done')
    // It went back to the very door that it came from.
    expect((await begin()).said).toBe('notInStock')
    await hang(null)
    const { testId: next } = await begin()
    expect((await released(next)).oldKey).toBeNull()
    for (const door of [doorId, 'flat-2']) {
      await hang(lockId, door)
      expect(await keysFor(next)).toBe('secretWithheld')
      await hang(null, door)
    }
    await finish(next, { report: emptyReport(serial), end: 'stopped' })
    await hang(lockId)
    expect((await begin()).said).toBe('notInStock')
    noFaults(started)
  })

  it('is nothing for a serial that another lock bears too, which the same key would open', async () => {
    const { testId } = await begin()
    const lock = started.centre.store.registry.get('lock', 'lock-flat-2')
    if (!lock) throw new Error('no lock')
    await started.centre.putRegistry([{ table: 'lock', row: { ...lock, serial } }])
    expect(await keysFor(testId)).toBe('secretWithheld')
    await finish(testId)
    expect((await begin()).said).toBe('notInStock')
    noFaults(started)
  })

  it('is told to whoever began it, where they began it, and to nobody else', async () => {
    const { testId } = await begin()
    const other = await openConsole(started.url, 'desk-2')
    const there = await other.signIn('p-tek')
    expect(await keysFor(testId, there, other)).toBe('secretWithheld')
    // A session is of one workplace.
    expect(await keysFor(testId, session, other)).toBe('notSignedIn')
    const supervisor = await desk.signIn('p-eva')
    expect(await keysFor(testId, supervisor)).toBe('secretWithheld')
    expect(await keysFor(v7())).toBe('secretWithheld')
    await desk.ask('signOut', { token: session })
    expect(await keysFor(testId)).toBe('notSignedIn')
    other.close()
  })

  it('is told no more to whoever may not test any more', async () => {
    const { testId } = await begin()
    const tor = started.centre.store.registry.get('person', 'p-tek')
    if (!tor) throw new Error('no technician')
    await started.centre.putRegistry([{ table: 'person', row: { ...tor, role: 'operator' } }])
    expect(await keysFor(testId)).toBe('secretWithheld')
  })

  it('is told no more when it is over, and no more after ten minutes', async () => {
    const { testId } = await begin()
    await finish(testId)
    expect(await keysFor(testId)).toBe('secretWithheld')
    const { testId: long } = await begin()
    clock.advance(10 * minute)
    expect(typeof (await keysFor(long))).toBe('object')
    clock.advance(1)
    expect(await keysFor(long)).toBe('secretWithheld')
  })

  it('is nothing for a test by standard services alone', async () => {
    const { testId, said } = await begin({ driver: 'generic' })
    expect(said).toBe('done')
    expect(await keysFor(testId)).toBe('secretWithheld')
  })

  it('stands in no entry, no row, no command and no log', async () => {
    const { testId } = await begin()
    const { serviceKey, oldKey } = await released(testId)
    await ask('noteWipe', { testId })
    await finish(testId)
    const { store, journal } = started.centre
    const written = [
      ...store.entries.after(0, journal.head().seq, 1_000),
      ...store.rows.slice('hardwareTest', '', 100),
      ...store.rows.slice('stock', '', 100),
      ...store.db.prepare('SELECT * FROM command').all(),
      ...started.said,
    ].map((one) => JSON.stringify(one))
    expect(written.filter((text) => text.includes(testId)).length).toBeGreaterThan(4)
    const secrets = [serviceKey, oldKey?.token, oldKey?.handset.privateKey, oldKey?.handset.publicKey]
    for (const secret of secrets) {
      if (secret === undefined) throw new Error('nothing to look for')
      for (const encoded of [secret, Buffer.from(secret, 'hex').toString('base64url')])
        if (encoded.length > 8) expect(written.filter((text) => text.includes(encoded))).toEqual([])
    }
    noFaults(started)
  })

  it('is nothing where the root is gone: said at the start, and never made anew', async () => {
    const path = join(temp.folder, 'service-root.key')
    const root = readFileSync(path, 'utf8')
    rmSync(path)
    await restart()
    expect(started.faults).toEqual([expect.stringContaining('serviceRootMissing')])
    expect((await begin()).said).toBe('noServiceKey')
    expect(() => readFileSync(path)).toThrow(/ENOENT/)
    expect(started.said.join()).not.toContain(root.trim())
  })
})

describe('a unit that its resident owns', () => {
  it('is tested, is refused to be wiped, and gives no key to their door', async () => {
    const lock = started.centre.store.registry.get('lock', lockId)
    if (!lock) throw new Error('no lock')
    await started.centre.putRegistry([{ table: 'lock', row: { ...lock, ownedBy: 'resident' } }])
    const { testId, said } = await begin()
    expect(said).toBe('done')
    expect((await released(testId)).oldKey).toBeNull()
    expect(await ask('noteWipe', { testId })).toBe('ownedByResident')
    const kinds = started.centre.store.entries.after(0, 1_000, 1_000).map((entry) => entry.kind)
    expect(kinds).not.toContain('hardware.wipeBegun')
  })
})

describe('that a unit came back', () => {
  it('is said by a platform, once for each return, and of no unit that the registry does not know', async () => {
    const { store } = started.centre
    const platform = await openAdapter(started.url, '/platform', {
      adapterId: 'locks',
      secret: secretOf('locks'),
    })
    const at = { ms: clock.now() - minute, source: 'door', uncertaintyMs: 1_000 }
    const came = (lock: string, returnId = v7()) => ({ returnId, lockId: lock, doorId: 'flat-2', at })
    const units = [came('lock-flat-2'), came('lock-nowhere')]
    for (const _ of [1, 2]) expect(await platform.send('returned', { units })).toMatchObject({ ok: true })
    expect(store.rows.load('stock', 'lock-flat-2')).toMatchObject({
      life: 'returned',
      serial: 'S2',
      doorId: 'flat-2',
      returnedAt: at.ms,
    })
    const said = store.entries.after(0, 1_000, 1_000).filter((e) => e.kind === 'hardware.returned')
    expect(said.map(({ by }) => by.kind)).toEqual(['centre', 'platform'])
    expect(started.warnings.filter((words) => words.includes('lock-nowhere'))).toHaveLength(2)
    expect((await begin({ serial: 'S2' })).said).toBe('done')
    platform.close()
  })
})

describe('who may', () => {
  it('is a technician or a supervisor, with the PIN said lately for a signature', async () => {
    const operator = await desk.signIn('p-ida')
    expect((await begin({}, desk, operator)).said).toBe('roleNotAllowed')
    const { testId } = await begin()
    await finish(testId)
    expect(await ask('signTest', { testId, verdict: 'repair' }, operator)).toBe('roleNotAllowed')
    clock.advance(11 * minute)
    expect(await ask('signTest', { testId, verdict: 'repair' })).toBe('proveAgain')
    await desk.ask('prove', { token: session, pin: pinOf('p-tek') })
    expect(await ask('signTest', { testId, verdict: 'repair' })).toBe('done')
    expect(stock()?.life).toBe('repair')
  })

  it('is a workplace that may know of the unit; a hardware bench does, and hears no alarm', async () => {
    const { credentials } = started.centre.store
    await started.centre.journal.write(() => {
      const scope = { reads: 'hardware', municipalities: null } as const
      credentials.put('workplace', 'bench', secretOf('bench'), false, scope)
      credentials.put('workplace', 'sund', secretOf('sund'), true, {
        reads: 'desk',
        municipalities: ['sundby'],
      })
    })
    const bench = await openConsole(started.url, 'bench')
    await bench.resume()
    const there = await bench.signIn('p-tek')
    const { testId, said } = await begin({}, bench, there)
    expect(said).toBe('done')
    expect(typeof (await keysFor(testId, there, bench))).toBe('object')
    await bench.until(() => bench.live.some((e) => e.kind === 'hardware.testBegun' && e.payload !== ''))
    const sund = await openConsole(started.url, 'sund')
    const theirs = await sund.signIn('p-tek')
    expect((await begin({}, sund, theirs)).said).toBe('notInStock')
    expect(await ask('noteWipe', { testId }, theirs, sund)).toBe('unknownTest')
    expect(await keysFor(testId, theirs, sund)).toBe('secretWithheld')
    bench.close()
    sund.close()
  })
})

describe('a half wiped unit', () => {
  it('stays so over a restart, a return and a test that shows nothing, until one shows it wiped', async () => {
    const { testId } = await begin()
    await ask('noteWipe', { testId })
    await restart()
    expect(stock()).toMatchObject({ life: 'onTest', halfWipedIn: testId })
    expect(await finish(testId, { report: emptyReport(serial), end: 'benchLost' })).toBe('done')
    expect(await ask('signTest', { testId, verdict: 'reuse' })).toBe('notWiped')
    await returnUnit(started.centre, lockId, doorId)
    expect(stock()).toMatchObject({ life: 'returned', halfWipedIn: testId })
    const { testId: next } = await begin()
    await ask('noteWipe', { testId: next })
    await finish(next)
    expect(stock()).toMatchObject({ life: 'tested', halfWipedIn: null })
    expect(await ask('signTest', { testId: next, verdict: 'reuse' })).toBe('done')
    noFaults(started)
  })
})

describe('what the journal has of it', () => {
  it('comes to a console that begins from a snapshot, and is the same after a restart', async () => {
    const { testId } = await begin()
    await ask('noteWipe', { testId })
    await finish(testId)
    await ask('signTest', { testId, verdict: 'scrap' })
    const { rows } = started.centre.store
    const before = [rows.load('stock', lockId), rows.load('hardwareTest', testId), ...rows.testsOf(lockId)]
    expect(before).toMatchObject([{ life: 'scrap' }, { signedBy: 'p-tek', verdict: 'reuse' }, { id: testId }])
    await restart()
    const now = started.centre.store.rows
    expect([now.load('stock', lockId), now.load('hardwareTest', testId), ...now.testsOf(lockId)]).toEqual(
      before,
    )
    const fresh = await openConsole(started.url, 'desk-2')
    // Of another journal: it is sent all rows as they stand.
    await fresh.resume({ seq: 1, hash: 'x'.repeat(43), journalId: v7() })
    await fresh.until(() => fresh.snapshots.some((s) => s.part === s.parts))
    const told = fresh.snapshots.flatMap((s) => s.rows)
    expect(told).toContainEqual({ table: 'stock', row: before[0] })
    expect(told).toContainEqual({ table: 'hardwareTest', row: before[1] })
    fresh.close()
  })
})
