import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HardwareTestRow } from '../../../src-domain/hardware/rows.ts'
import { minute } from '../../../src-domain/time.ts'
import { startCore } from '../../../src-main/core/core.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { wipedReport } from '../../build/report.ts'
import { returnUnit } from '../../build/returned.ts'
import { nearUnit, type ScriptedDongle, scriptedDongle } from '../../build/scriptedDongle.ts'
import { noFaults, pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { coreProcess } from './coreProcess.ts'
import { type Desk, openDesk, type StartCore, tempProfile } from './desk.ts'

const lockId = 'lock-flat-1'
let folder = tempFolder()
let profile = tempProfile()
let started: Started
let desk: Desk
let dongle: ScriptedDongle
let serial: string
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder, { residents: 2 })
  serial = await returnUnit(started.centre, lockId, 'flat-1')
  dongle = scriptedDongle()
})
afterEach(async () => {
  await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

/** A desk with the workbench open, and the dongle's process beside it. */
const atBench = async (start?: StartCore, personId = 'p-tek') => {
  desk = openDesk({ url: started.url, profile: profile.profile }, start)
  await desk.until('connected', ({ health }) => health?.link === 'connected')
  await desk.signIn(personId, pinOf(personId))
  await open()
  desk.core.addDongle(dongle.start())
}
const open = async () => {
  expect(await desk.call('bench', { open: true })).toEqual({ ok: true, value: {} })
}
const bench = (what: string, test: (view: BenchView) => boolean): Promise<void> =>
  desk.until(`bench: ${what}`, ({ bench: view }) => view !== null && test(view))
const rowOf = (testId: string): HardwareTestRow | undefined =>
  started.centre.store.rows.load('hardwareTest', testId)
/** The unit is near, in the queue, and its test has reached the dongle. */
const underTest = async (units = [nearUnit(serial)]) => {
  dongle.ready(...units)
  await bench('it is near', ({ near }) => near.some((one) => one.stock?.lockId === lockId))
  await desk.call('benchQueue', { serial, id: null })
  return dongle.until('test')
}
const wipes = async (test: Awaited<ReturnType<typeof underTest>>) => {
  dongle.say({ kind: 'wantsWipe', testId: test.testId })
  return dongle.until('mayWipe')
}

describe('the workbench', () => {
  it('takes a unit from the box to a signature', async () => {
    await atBench()
    expect(desk.shell).toContainEqual({ kind: 'bench', wanted: true })
    await dongle.until('look')
    expect(dongle.said.slice(0, 2)).toEqual([
      { kind: 'adapter', name: null },
      { kind: 'look', on: true },
    ])
    const test = await underTest()
    expect(test).toMatchObject({
      serial,
      id: `radio-${serial}`,
      plan: { cycles: 10, wipe: true },
      keys: { oldKey: { token: expect.any(String) } },
    })
    const key = Buffer.from(started.centre.serviceKeys.keyOf(serial) ?? []).toString('hex')
    expect(test.keys?.serviceKey).toBe(key)
    expect(rowOf(test.testId)).toMatchObject({ keyReleased: true, personId: 'p-tek', endedAt: null })

    const report = wipedReport(serial)
    dongle.step(test, 'identify', { ...report, wipe: null, readBack: null })
    await bench('it runs', ({ running }) => running?.test.testId === test.testId)
    await bench(
      'a step is done',
      ({ running }) => running?.steps.find((one) => one.step === 'identify')?.state === 'done',
    )
    const samples = [1, 2].map((n) => ({ atMs: n, ma: 300, mv: 5_900 }))
    for (const one of samples)
      dongle.say({ kind: 'samples', testId: test.testId, step: 'motor', cycle: 1, samples: [one] })
    await desk.until('samples', ({ benchSamples }) => benchSamples.flatMap((s) => s.samples).length === 2)
    expect(desk.seen.benchSamples.flatMap((s) => s.samples)).toEqual(samples)

    // Not a moment before the journal has it.
    expect(rowOf(test.testId)?.wipeBegunAt).toBeNull()
    expect((await wipes(test)).granted).toBe(true)
    expect(rowOf(test.testId)?.wipeBegunAt).not.toBeNull()
    dongle.step(test, 'readBack', report)
    dongle.end(test, { report })
    await bench('it has ended', ({ ended, running }) => running === null && ended[0]?.endedAt != null)
    expect(desk.seen.bench?.ended[0]).toMatchObject({
      end: 'done',
      verdict: 'reuse',
      findings: [{ kind: 'batteryWeak' }],
      halfWiped: false,
    })
    expect(desk.seen.bench?.stock[0]).toMatchObject({ life: 'tested', toSign: test.testId, halfWiped: false })
    const signed = await desk.call('command', {
      name: 'signTest',
      args: { testId: test.testId, verdict: 'reuse' },
    })
    expect(signed.ok).toBe(true)
    await bench('it is signed', ({ stock }) => stock.length === 0)
    expect(rowOf(test.testId)).toMatchObject({ signedVerdict: 'reuse', signedBy: 'p-tek' })
    const history = await desk.call('benchHistory', { serial })
    expect(history).toMatchObject({
      ok: true,
      value: { tests: [{ testId: test.testId, signed: { verdict: 'reuse' } }], stock: { life: 'reuse' } },
    })
  })

  it('is for those who may test, and shows nothing to anybody else or behind a lock', async () => {
    desk = openDesk({ url: started.url, profile: profile.profile })
    await desk.until('connected', ({ health }) => health?.link === 'connected')
    const asked = () =>
      Promise.all([
        desk.call('bench', { open: true }),
        desk.call('benchIdentify', { id: 'x' }),
        desk.call('benchQueue', { serial, id: null }),
        desk.call('benchUnqueue', { serial }),
        desk.call('benchStop', {}),
        desk.call('benchAdapter', { name: 'hci1' }),
        desk.call('benchHistory', { serial }),
      ])
    const codes = async () => new Set((await asked()).map((said) => (said.ok ? 'ok' : said.error.code)))
    expect(await codes()).toEqual(new Set(['notSignedIn']))
    await desk.signIn('p-ida', pinOf('p-ida'))
    expect(await codes()).toEqual(new Set(['roleNotAllowed']))
    expect(desk.shell).not.toContainEqual({ kind: 'bench', wanted: true })
    await desk.signIn('p-tek', pinOf('p-tek'))
    await bench('is shown', ({ process, stock }) => process === 'starting' && stock.length === 1)
    await desk.call('lock', {})
    await desk.until('hidden', (seen) => seen.bench === null)
    expect(await codes()).toEqual(new Set(['notSignedIn']))
  })

  it('goes on with a test behind a locked screen, and begins no other', async () => {
    await atBench()
    const second = await returnUnit(started.centre, 'lock-flat-2', 'flat-2')
    const test = await underTest([nearUnit(serial), nearUnit(second)])
    await desk.call('benchQueue', { serial: second, id: null })
    await desk.call('lock', {})
    await desk.until('locked', ({ session }) => session?.state === 'locked')
    expect((await wipes(test)).granted).toBe(true)
    dongle.end(test, { report: wipedReport(serial) })
    await desk.call('unlock', { pin: pinOf('p-tek') })
    const next = await dongle.until('test', 2)
    expect(next.serial).toBe(second)
    expect(rowOf(test.testId)).toMatchObject({ end: 'done', halfWiped: false })
  })

  it('clears the queue and stops what runs when somebody else sits down', async () => {
    await atBench()
    const test = await underTest()
    await desk.call('benchQueue', { serial: 'far-away', id: null })
    await bench('it waits', ({ queue }) => queue[0]?.waitsFor === 'near')
    await desk.signIn('p-eva', pinOf('p-eva'))
    await bench('an empty queue', ({ queue }) => queue.length === 0)
    await dongle.until('stop')
    dongle.end(test, { stopped: true })
    // Said under the name of who sits there now; who began it stands in the journal.
    await bench('its end', ({ ended }) => ended[0]?.endedAt != null)
    expect(rowOf(test.testId)).toMatchObject({ end: 'stopped', personId: 'p-tek' })
  })

  it('says why a test cannot begin, and lets pass what can', async () => {
    await atBench()
    dongle.ready(nearUnit('stranger'), nearUnit(serial))
    await bench('they are near', ({ near }) => near.length === 2)
    await desk.call('benchQueue', { serial: 'stranger', id: null })
    await desk.call('benchQueue', { serial: 'far', id: null })
    await desk.call('benchQueue', { serial, id: null })
    expect((await dongle.until('test')).serial).toBe(serial)
    await bench(
      'the queue tells',
      ({ queue }) => queue[0]?.refused?.code === 'notInStock' && queue[1]?.waitsFor === 'near',
    )
    expect(await desk.call('benchQueue', { serial, id: null })).toMatchObject({
      error: { code: 'unitOnTest' },
    })
  })

  it('hears nothing without its radio, though its process tells on what it heard', async () => {
    await atBench()
    dongle.ready(nearUnit(serial))
    await bench('it is near', ({ near }) => near.length === 1)
    dongle.adapter({ ready: false, lacks: 'noAdapter' })
    dongle.say({ kind: 'near', units: [nearUnit(serial)] })
    await bench('the radio is gone', ({ adapter }) => adapter?.ready === false)
    expect(desk.seen.bench?.near).toEqual([])
    await desk.call('benchQueue', { serial, id: null })
    await bench('it waits', ({ queue }) => queue[0]?.waitsFor === 'adapter')
  })

  it('asks what is near who it is', async () => {
    await atBench()
    dongle.ready(nearUnit('x', { id: 'nameless', serial: null }))
    await bench('it is near', ({ near }) => near.length === 1)
    expect(await desk.call('benchIdentify', { id: 'gone' })).toMatchObject({ error: { code: 'notNear' } })
    await desk.call('benchIdentify', { id: 'nameless' })
    expect((await dongle.until('identify')).id).toBe('nameless')
    await bench('it is asked', ({ near }) => near[0]?.identifying === true)
    dongle.say({ kind: 'identified', id: 'nameless', serial: null, fault: 'silent' })
    await bench('it said nothing', ({ near }) => near[0]?.identifyFault === 'silent')
  })
})

describe('a unit that its resident owns', () => {
  it('is not wiped, and no key to their door comes to the bench', async () => {
    const lock = started.centre.store.registry.get('lock', lockId)
    if (!lock) throw new Error('no lock')
    await started.centre.putRegistry([{ table: 'lock', row: { ...lock, ownedBy: 'resident' } }])
    await atBench()
    const test = await underTest()
    expect(test).toMatchObject({ plan: { wipe: false }, keys: { oldKey: null } })
    await bench('steps are left out', ({ running }) => {
      const left = running?.steps.flatMap((one) => (one.state === 'leftOut' ? [one.step] : []))
      return String(left) === 'keyBefore,wipe,readBack,keyAfter'
    })
    // A dongle gone wrong asks all the same.
    expect((await wipes(test)).granted).toBe(false)
    dongle.end(test, { fault: { kind: 'mayNotWipe', detail: '', step: 'wipe' } })
    await bench('its end', ({ ended }) => ended[0]?.endedAt != null)
    expect(desk.seen.bench?.ended[0]).toMatchObject({
      end: 'fault',
      fault: { kind: 'mayNotWipe', detail: 'ownedByResident' },
      halfWiped: false,
    })
    expect(desk.seen.bench?.ended[0]?.findings[0]).toMatchObject({ kind: 'notOurs' })
    // Its history tells it likewise.
    expect(await desk.call('benchHistory', { serial })).toMatchObject({
      value: { tests: [{ fault: { kind: 'mayNotWipe', detail: 'ownedByResident' } }] },
    })
  })
})

describe('a test that breaks off', () => {
  it('wipes nothing while the centre is away; its end waits on the disk and is told', async () => {
    await atBench()
    const test = await underTest()
    const { port } = new URL(started.url)
    await started.centre.close()
    await desk.until('away', ({ health }) => health?.link === 'away')
    expect((await wipes(test)).granted).toBe(false)
    dongle.end(test, { fault: { kind: 'mayNotWipe', detail: '', step: 'wipe' } })
    await bench('its end', ({ ended }) => ended[0]?.end === 'centreAway')
    expect(desk.seen.bench?.ended[0]?.endedAt).toBeNull()
    started = await startCentre(folder.folder, { residents: 2, port: Number(port) })
    await bench('the journal has it', ({ ended }) => ended[0]?.endedAt != null)
    expect(rowOf(test.testId)).toMatchObject({
      end: 'centreAway',
      step: 'wipe',
      wipeBegunAt: null,
      halfWiped: false,
    })
  })

  it('over its dongle costs that test alone, and the unit is half wiped if the wipe had begun', async () => {
    await atBench()
    const test = await underTest()
    const report = { ...wipedReport(serial), wipe: null, readBack: null, keyAfter: null }
    dongle.step(test, 'motor', report)
    expect((await wipes(test)).granted).toBe(true)
    dongle.die()
    await bench('it is gone', ({ process, restarts }) => process === 'restarting' && restarts === 1)
    await bench('its end', ({ ended }) => ended[0]?.endedAt != null)
    expect(rowOf(test.testId)).toMatchObject({ end: 'benchLost', step: 'motor', halfWiped: true })
    expect(rowOf(test.testId)?.report?.motor).toHaveLength(10)
    expect(desk.seen.bench?.stock[0]).toMatchObject({ halfWiped: true, toSign: test.testId })
    const after = scriptedDongle()
    desk.core.addDongle(after.start())
    after.ready(nearUnit(serial))
    await bench('it is back', ({ process, near }) => process === 'running' && near.length === 1)
    await desk.call('benchQueue', { serial, id: null })
    expect((await after.until('test')).serial).toBe(serial)
  })

  it('with words that nobody can read is over all the same, with what was measured before', async () => {
    await atBench()
    const test = await underTest()
    const report = { ...wipedReport(serial), wipe: null, readBack: null, keyAfter: null }
    dongle.step(test, 'motor', report)
    expect((await wipes(test)).granted).toBe(true)
    const log = { lines: 1, newest: Number.MAX_SAFE_INTEGER }
    dongle.blurt({
      kind: 'ended',
      testId: test.testId,
      report: { ...report, log },
      fault: null,
      stopped: false,
      halfWiped: false,
    })
    await bench('its end', ({ running, ended }) => running === null && ended[0]?.endedAt != null)
    expect(rowOf(test.testId)).toMatchObject({ end: 'fault', step: 'motor', halfWiped: true })
    expect(rowOf(test.testId)?.report?.motor).toHaveLength(10)
  })

  it('over core is ended by the next core, with all that was measured', async () => {
    const core = coreProcess({ prefix: () => [] })
    await atBench(core.start)
    const test = await underTest()
    const report = { ...wipedReport(serial), keyBefore: null, wipe: null, readBack: null, keyAfter: null }
    dongle.step(test, 'motor', report)
    await bench(
      'a step is done',
      ({ running }) => running?.steps.find((one) => one.step === 'motor')?.state === 'done',
    )
    const ended = core.nextEnd()
    process.kill(core.pid(), 'SIGKILL')
    await ended
    await started.centre.journal.write(() => undefined)
    await desk.until('its end', () => rowOf(test.testId)?.endedAt != null)
    expect(rowOf(test.testId)).toMatchObject({ end: 'benchLost', step: 'motor', halfWiped: false })
    expect(rowOf(test.testId)?.report?.motor).toHaveLength(10)
  })
})

describe('a dongle that does nothing any more', () => {
  it('is ended when it does not stop as it was told, and another is asked for', async () => {
    let ahead = 0
    const mono = () => performance.now() + ahead
    await atBench((options) => startCore({ ...options, clocks: { ...options.clocks, mono } }))
    await underTest()
    await desk.call('benchStop', {})
    await dongle.until('stop')
    ahead = 4 * minute
    await bench('its end', ({ ended }) => ended[0]?.end === 'benchLost')
    await desk.until('it is ended', () => {
      const wanted = desk.shell.flatMap((said) => (said.kind === 'bench' ? [said.wanted] : []))
      return String(wanted) === 'true,false,true'
    })
  })
})

describe('a dongle that talks too much', () => {
  it('is heard in part, is counted, and holds no alarm up', async () => {
    await atBench()
    await underTest()
    const crowd = Array.from({ length: 1_000 }, (_, n) => nearUnit(`n-${n}`))
    for (let n = 0; n < 50; n++) {
      dongle.say({ kind: 'near', units: crowd })
      for (let i = 0; i < 200; i++) dongle.blurt({ kind: 'nonsense', secret: 'of somebody' })
    }
    const before = Date.now()
    await pressAt(started.url, scaip(1))
    await desk.until('the alarm', (seen) => seen.alarms.size === 1)
    expect(Date.now() - before).toBeLessThan(2_000)
    await bench('the nearest', ({ near }) => near.length === 200)
    await desk.until('counted', ({ health }) => (health?.unreadable.count ?? 0) > 0)
    const { items } = await desk.call('unreadable', {})
    expect(items.filter((one) => one.where === 'dongle').length).toBeLessThan(40)
    expect(JSON.stringify(items)).not.toContain('of somebody')
  })
})
