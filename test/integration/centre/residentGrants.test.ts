import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { personalWords } from '../../../src-domain/journal/read.ts'
import {
  type Adapter,
  erase,
  noFaults,
  openAdapter,
  openConsole,
  type Started,
  saidAt,
  secretOf,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'

let temp = tempFolder()
let started: Started
let desk: TestConsole
let app: Adapter
beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
  desk = await openConsole(started.url, 'desk-1')
  await desk.resume()
  app = await openAdapter(started.url, '/platform', { adapterId: 'locks', secret: secretOf('locks') })
})
afterEach(async () => {
  app.close()
  desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

const grantId = '019a8d2e-0000-7000-8000-0000000000c1'
const given = (change: object = {}) => ({
  grantId,
  residentId: 'res-1',
  doorIds: ['street-1', 'flat-1'],
  kind: 'period',
  givenBy: 'relative',
  from: 1_760_000_000_000,
  until: 1_760_600_000_000,
  name: 'Aslaug Brekke',
  ...change,
})
const at = (ms = Date.now()) => ({ ms, source: 'door', uncertaintyMs: 1_000 })
const tell = (told: object) => app.send('residentGrants', { given: [], withdrawn: [], used: [], ...told })
const row = () => started.centre.store.rows.load('residentGrant', grantId)
const of = (kind: string): Entry[] => desk.live.filter((e) => e.kind === kind)
/** What waits to be kept is kept before this. */
const kept = async () => {
  await started.centre.journal.write(() => undefined, 'bulk')
  return started.centre.store.quarantine.newest(10).map(({ source, why }) => ({ source, why }))
}

describe("what residents and relatives gave in the maker's own app", () => {
  it('is theirs in the journal, with the name among the personal words, sealed under the resident key', async () => {
    expect(await tell({ given: [given()] })).toEqual({ ok: true, value: {} })
    await saidAt(desk, 'residentGrant.given')
    const [entry] = of('residentGrant.given')
    expect(entry).toMatchObject({ by: { kind: 'platform', id: 'locks' }, caseId: null })
    expect(entry?.payload).not.toContain('Aslaug')
    expect(entry && personalWords(entry)).toEqual({ name: 'Aslaug Brekke' })
    expect(row()).toMatchObject({ residentId: 'res-1', givenBy: 'relative', withdrawnAt: null, uses: [] })
    await erase(started.centre, 'res-1')
    const erased = started.centre.store.entries.after((entry?.seq ?? 0) - 1, entry?.seq ?? 0, 1)[0]
    expect(erased?.personal).toBeNull()
    expect(erased?.personalHash).toBe(entry?.personalHash)
  })

  it('is told again until it is acknowledged, and stands there once', async () => {
    const use = { useId: v7(), grantId, doorId: 'flat-1', at: at(Date.now() - 60_000) }
    const told = { given: [given()], used: [use], withdrawn: [{ grantId, at: at() }] }
    await tell(told)
    await tell(told)
    await tell({ ...told, used: [use, { ...use, useId: v7() }] })
    await saidAt(desk, 'residentGrant.used', 2)
    expect(of('residentGrant.given')).toHaveLength(1)
    expect(of('residentGrant.withdrawn')).toHaveLength(1)
    expect(of('residentGrant.used')).toHaveLength(2)
    const [first] = of('residentGrant.used')
    expect((first?.receivedAt ?? 0) - (first?.at.ms ?? 0)).toBeGreaterThanOrEqual(60_000)
    expect(row()?.uses.map((one) => one.doorId)).toEqual(['flat-1', 'flat-1'])
    expect(row()?.withdrawnAt).not.toBeNull()
  })

  it('is kept where the registry knows neither resident nor door, also a use of what nobody told of', async () => {
    await tell({ given: [given({ residentId: 'res-99', doorIds: ['door-99'] })] })
    await tell({ used: [{ useId: v7(), grantId: v7(), doorId: 'door-98', at: at() }] })
    await saidAt(desk, 'residentGrant.used')
    expect(row()).toMatchObject({ residentId: 'res-99', doorIds: ['door-99'] })
    expect(await kept()).toEqual([])
    const said = started.warnings.filter((words) => words.startsWith('residentGrant '))
    expect(said.map((words) => /"(resident|door)":"([\w-]+)"/.exec(words)?.[2])).toEqual([
      'res-99',
      'door-99',
      'door-98',
    ])
  })

  it('is kept apart when it is bad, and takes nothing good with it', async () => {
    const spoilt = [
      given({ grantId: v7(), until: null }),
      given({ grantId: v7(), until: 1_750_000_000_000 }),
      given({ grantId: v7(), kind: 'standing' }),
      { grantId: 'no uuid' },
    ]
    await tell({ given: [...spoilt, given()], withdrawn: ['what'] })
    await saidAt(desk, 'residentGrant.given')
    expect(of('residentGrant.given')).toHaveLength(1)
    expect(row()?.id).toBe(grantId)
    expect((await kept()).map(({ source, why }) => `${source} ${why.split(':')[0]}`)).toEqual([
      'platform/locks residentGrants.withdrawn',
      ...spoilt.map(() => 'platform/locks residentGrants.given'),
    ])
  })
})
