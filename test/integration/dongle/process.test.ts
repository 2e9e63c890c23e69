import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../../src-domain/hardware/limits.ts'
import { notTestedBy, stepsOf } from '../../../src-domain/hardware/steps.ts'
import { exits } from '../../../src-main/dongle/exits.ts'
import type { NearUnit } from '../../../src-main/dongle/messages.ts'
import { testOf as asked } from '../../virtual-lock/asked.ts'
import { goodLock } from '../../virtual-lock/cast.ts'
import { virtualAir } from '../../virtual-lock/dongle.ts'
import type { Temper } from '../../virtual-lock/lock.ts'
import { neighbours, stranger } from '../../virtual-lock/strangers.ts'
import { type RunningDongle, startDongle } from './dongleProcess.ts'
import { openSocket } from './socket.ts'

const swift = { turnMs: 24 }
const cast = {
  good: goodLock(1, swift),
  refused: goodLock(2, swift),
  killed: goodLock(3, { turnMs: 200 }),
  pulled: goodLock(4, { turnMs: 200 }),
  notOurs: goodLock(5, swift),
  orphaned: goodLock(6, swift),
  stopped: goodLock(7, { turnMs: 200 }),
  twin: goodLock(8, { ...swift, name: 'TWIN' }),
  otherTwin: goodLock(9, { ...swift, name: 'TWIN' }),
  garbage: goodLock(10, { garbage: true }),
  wiping: goodLock(11, swift),
} as const satisfies Record<string, Temper>
const other = {
  address: 'd0:0d:1e:ff:00:01',
  name: 'ACME-1',
  manufacturer: 'Acme',
  model: 'Bolt 2',
  serial: 'A-17',
  level: 64,
}

const air = virtualAir(Object.values(cast), [...neighbours(200), stranger(other)])
const socket = openSocket(air.near, { intervalMs: 1, advertiseEvery: 200 })
let dongle: RunningDongle

beforeEach(async () => {
  await socket.plugIn()
  dongle = startDongle(socket.path)
  dongle.say({ kind: 'adapter', name: null })
  dongle.say({ kind: 'look', on: true })
})
afterEach(async () => {
  await dongle.stop()
  // Neither a key nor anything else.
  if (dongle.output() !== '') throw new Error(`the dongle said: ${dongle.output()}`)
})
afterAll(socket.close)

const heardOf = async (isIt: (one: NearUnit) => boolean, from = 0): Promise<NearUnit> => {
  const { units } = await dongle.next('near', (list) => list.units.some(isIt), from)
  const found = units.find(isIt)
  if (found === undefined) throw new Error('it was there')
  return found
}
const near = (temper: Temper, from = 0): Promise<NearUnit> =>
  heardOf(({ serial }) => serial === temper.serial, from)

const quick = { loadMs: 20, busyPauseMs: 100 }
const testOf = async (temper: Temper, { wipe = true, from = 0 } = {}) =>
  asked(temper.serial, (await near(temper, from)).id, { ...quick, wipe })
const truthOf = ({ address }: Temper) => air.lock(address).truth()

describe('a unit on the bench', () => {
  it('is tested from end to end, and wiped only once it is written down', async () => {
    const test = await testOf(cast.good)
    const { testId } = test
    dongle.say(test)
    await dongle.next('wantsWipe')
    expect(truthOf(cast.good)).toMatchObject({ believes: 1, halfWiped: false, cycles: limits.cycles + 1 })
    dongle.say({ kind: 'mayWipe', testId, granted: true })
    const end = await dongle.next('ended')
    expect(end).toMatchObject({ testId, fault: null, stopped: false, halfWiped: false })
    expect(end.report).toMatchObject({
      serial: cast.good.serial,
      keyBefore: 'opened',
      wipe: { erased: 4 },
      readBack: { left: [] },
      keyAfter: 'unknownKey',
      selfTest: { failed: [] },
    })
    expect(truthOf(cast.good)).toMatchObject({ bindings: [], believes: 0 })
    const done = dongle.heard().flatMap((one) => (one.kind === 'done' ? [one.step] : []))
    expect(done).toEqual(stepsOf('vaktrom', true))
    const cycles = dongle.heard().flatMap((one) => (one.kind === 'samples' ? [one.cycle] : []))
    expect([...new Set(cycles)]).toEqual(Array.from({ length: limits.cycles }, (_, i) => i + 1))
  })

  it('is not wiped where that was refused', async () => {
    const test = await testOf(cast.refused)
    dongle.say(test)
    await dongle.next('wantsWipe')
    dongle.say({ kind: 'mayWipe', testId: test.testId, granted: false })
    // A second word does not make it good.
    dongle.say({ kind: 'mayWipe', testId: test.testId, granted: true })
    const end = await dongle.next('ended')
    expect(end).toMatchObject({ fault: { kind: 'mayNotWipe', step: 'wipe' }, halfWiped: false })
    expect(truthOf(cast.refused)).toMatchObject({ believes: 1, halfWiped: false })
    expect(truthOf(cast.refused).bindings).toEqual(cast.refused.bindings)
  })

  it('that belongs to somebody else is tested, and nothing is asked or taken', async () => {
    dongle.say(await testOf(cast.notOurs, { wipe: false }))
    expect(await dongle.next('ended')).toMatchObject({ fault: null, report: { wipe: null, keyBefore: null } })
    expect(dongle.heard().some(({ kind }) => kind === 'wantsWipe')).toBe(false)
    expect(truthOf(cast.notOurs).bindings).toEqual(cast.notOurs.bindings)
  })

  it('of another maker says who it is and how full its battery, and no more is claimed', async () => {
    const unit = await heardOf(({ name }) => name === other.name)
    expect(unit).toMatchObject({ driver: 'generic', serial: null })
    const test = await testOf(cast.good)
    dongle.say({ ...test, id: unit.id, serial: other.serial, driver: 'generic', keys: null })
    const { report, fault } = await dongle.next('ended')
    expect(fault).toBeNull()
    expect(report).toMatchObject({ information: { manufacturer: 'Acme', serial: 'A-17' }, level: 64 })
    expect(notTestedBy('generic')).toContain('motor')
    expect(report).toMatchObject({ motor: [], battery: null, wipe: null, selfTest: null, clock: null })
  })

  it('is left alone when the test is stopped', async () => {
    const test = await testOf(cast.stopped)
    dongle.say(test)
    await dongle.next('begun', ({ step }) => step === 'motor')
    dongle.say({ kind: 'stop', testId: test.testId })
    expect(await dongle.next('ended')).toMatchObject({ stopped: true, fault: null, report: { wipe: null } })
    expect(truthOf(cast.stopped).cycles).toBeLessThan(limits.cycles)
  })
})

describe('what is near', () => {
  it('is heard among two hundred neighbours, its own first, two of one name apart by their serials', async () => {
    const { units } = await dongle.next('near', (list) => list.units.length === air.near().length)
    const ours = units.slice(0, Object.keys(cast).length)
    expect(ours.every(({ driver }) => driver === 'vaktrom')).toBe(true)
    expect(units.slice(ours.length).every(({ driver }) => driver === 'generic')).toBe(true)
    const twins = ours.filter(({ name }) => name === 'TWIN')
    expect(new Set(twins.map(({ serial }) => serial))).toEqual(
      new Set([cast.twin.serial, cast.otherTwin.serial]),
    )
  })

  it('says who it is when it is asked, and is called so from then on', async () => {
    const { id } = await heardOf(({ name }) => name === other.name)
    dongle.say({ kind: 'identify', id })
    expect(await dongle.next('identified')).toEqual({
      kind: 'identified',
      id,
      serial: other.serial,
      fault: null,
    })
    await heardOf((one) => one.id === id && one.serial === other.serial)
    dongle.say({ kind: 'identify', id: 'nobody' })
    expect(await dongle.next('identified', (one) => one.id === 'nobody')).toMatchObject({ fault: 'notNear' })
  })
})

describe('what breaks', () => {
  it('the process, in the middle of a test: the next one tests again', async () => {
    dongle.say(await testOf(cast.killed))
    await dongle.next('samples')
    const end = dongle.nextEnd()
    dongle.kill()
    await end
    expect(dongle.ended).toEqual([null])
    // All that a new one knows it is told.
    const from = dongle.heard().length
    dongle.say({ kind: 'adapter', name: null })
    dongle.say({ kind: 'look', on: true })
    const test = await testOf(cast.killed, { from })
    dongle.say(test)
    await dongle.next('wantsWipe')
    dongle.say({ kind: 'mayWipe', testId: test.testId, granted: true })
    const again = await dongle.next('ended')
    expect(again).toMatchObject({ testId: test.testId, fault: null, report: { keyAfter: 'unknownKey' } })
    expect(truthOf(cast.killed)).toMatchObject({ bindings: [], believes: 0 })
  })

  it('the process, in the middle of a wipe: the next test finds the unit wiped, or finishes it', async () => {
    const first = await testOf(cast.wiping)
    dongle.say(first)
    await dongle.next('wantsWipe')
    dongle.say({ kind: 'mayWipe', testId: first.testId, granted: true })
    await dongle.next('begun', ({ step }) => step === 'wipe')
    const end = dongle.nextEnd()
    dongle.kill()
    await end
    const from = dongle.heard().length
    dongle.say({ kind: 'adapter', name: null })
    dongle.say({ kind: 'look', on: true })
    const test = await testOf(cast.wiping, { from })
    dongle.say(test)
    await dongle.next('wantsWipe', ({ testId }) => testId === test.testId)
    dongle.say({ kind: 'mayWipe', testId: test.testId, granted: true })
    const again = await dongle.next('ended', ({ testId }) => testId === test.testId)
    expect(again).toMatchObject({ fault: null, halfWiped: false, report: { keyAfter: 'unknownKey' } })
    expect(truthOf(cast.wiping)).toMatchObject({ bindings: [], believes: 0, halfWiped: false })
  })

  it('a dongle that is pulled out ends the test, and one that is plugged in is used', async () => {
    const test = await testOf(cast.pulled)
    dongle.say(test)
    await dongle.next('samples')
    const end = dongle.nextEnd()
    socket.pullOut()
    expect(await dongle.next('ended')).toMatchObject({
      testId: test.testId,
      fault: { kind: 'radio', step: 'motor' },
      stopped: false,
      halfWiped: false,
    })
    await dongle.next('adapter', ({ adapter }) => adapter.lacks === 'noAdapter')
    await dongle.next('makesWay')
    expect(await end).toBe(exits.makesWay)

    const from = dongle.heard().length
    dongle.say({ kind: 'adapter', name: null })
    dongle.say({ kind: 'look', on: true })
    await dongle.next('adapter', ({ adapter }) => adapter.lacks === 'noAdapter', from)
    await socket.plugIn()
    await dongle.next('adapter', ({ adapter }) => adapter.ready, from)
    await near(cast.pulled, from)
    // The one that waited for it is the one that opened it.
    expect(dongle.ended).toEqual([exits.makesWay])
  })

  it('core: its test is stopped, the next core is told how things stand', async () => {
    dongle.say(await testOf(cast.orphaned))
    await dongle.next('wantsWipe')
    dongle.otherCore()
    await dongle.next('adapter', ({ adapter }) => adapter.ready)
    dongle.say({ kind: 'adapter', name: null })
    dongle.say({ kind: 'look', on: true })
    const test = await testOf(cast.orphaned, { wipe: false })
    dongle.say(test)
    expect(await dongle.next('ended')).toMatchObject({ testId: test.testId, fault: null })
    expect(truthOf(cast.orphaned)).toMatchObject({ believes: 1, halfWiped: false })
    expect(dongle.ended).toEqual([])
  })

  it('nothing, when another adapter is chosen: the next process waits for that one, and says so', async () => {
    await dongle.next('adapter', ({ adapter }) => adapter.ready)
    const end = dongle.nextEnd()
    dongle.say({ kind: 'adapter', name: 'hci7' })
    await dongle.next('makesWay')
    expect(await end).toBe(exits.makesWay)
    const from = dongle.heard().length
    dongle.say({ kind: 'adapter', name: 'hci7' })
    const { adapter } = await dongle.next('adapter', () => true, from)
    expect(adapter).toMatchObject({ ready: false, lacks: 'noAdapter', detail: 'hci7', chosen: 'hci7' })
    expect(adapter.adapters.map(({ name }) => name)).toContain(socket.path)
    dongle.say({ kind: 'adapter', name: socket.path })
    await dongle.next('adapter', (one) => one.adapter.ready && one.adapter.chosen === socket.path, from)
    expect(dongle.ended).toEqual([exits.makesWay])
  })

  it('nothing that a unit says', async () => {
    dongle.say(await testOf(cast.garbage))
    expect((await dongle.next('ended')).fault).toEqual({
      kind: 'session',
      detail: 'unreadable',
      step: 'identify',
    })
    expect(dongle.ended).toEqual([])
  })
})
