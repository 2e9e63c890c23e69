import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '../../../src-centre/clock.ts'
import { accessCrypto } from '../../../src-centre/crypto.ts'
import { doorTag, trusted } from '../../../src-domain/access/token.ts'
import { hour } from '../../../src-domain/time.ts'
import { machineClocks } from '../../../src-main/core/clocks.ts'
import { openDongle } from '../../../src-main/dongle/dongle.ts'
import { portPair } from '../../build/portPair.ts'
import { returnUnit } from '../../build/returned.ts'
import { setClocks } from '../../build/setClocks.ts'
import { trusting } from '../../unit/domain/access/builders.ts'
import { goodLock } from '../../virtual-lock/cast.ts'
import { plugIn, virtualAir } from '../../virtual-lock/dongle.ts'
import type { Temper } from '../../virtual-lock/lock.ts'
import { noFaults, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf } from '../centre/town.ts'
import { type Desk, openDesk, tempProfile } from './desk.ts'

/**
 * The whole way of a test with nothing left out but the process border: a real centre, core, the dongle, its real
 * radio stack, and locks on a simulated controller. The centre's clock is an hour ahead of this machine's.
 */
const folder = tempFolder()
const profile = tempProfile()
let started: Started
let desk: Desk
let dongle: ReturnType<typeof openDongle>
let air: ReturnType<typeof virtualAir>
let pullOut: () => void
const units = { good: 'lock-flat-1', liar: 'lock-flat-2', dies: 'lock-flat-3' } as const
const plays: Readonly<Record<keyof typeof units, Partial<Temper>>> = {
  good: {},
  liar: { pretendsToWipe: true },
  dies: { diesInWipe: true },
}
const names = Object.keys(units) as (keyof typeof units)[]
const addressOf = (name: keyof typeof units) => goodLock(names.indexOf(name) + 1).address

/** As its fitter left it: with this centre's key for its serial, and believing this centre at that door. */
const fitted = (name: keyof typeof units, serial: string): Temper => {
  const { keys, serviceKeys } = started.centre
  const key = serviceKeys.keyOf(serial)
  if (!key) throw new Error('no service key')
  return goodLock(names.indexOf(name) + 1, {
    serial,
    serialInTheAir: serial,
    serviceKey: key,
    turnMs: 24,
    doorTag: doorTag(units[name].replace('lock-', ''), accessCrypto),
    trust: trusting(keys.pair),
    bindings: [{ slot: 0, kind: 'centre', tag: trusted(keys.pair.publicKey, accessCrypto).keyId }],
    ...plays[name],
  })
}

beforeAll(async () => {
  const clocks = setClocks(machineClocks)
  clocks.set(hour)
  started = await startCentre(folder.folder, {
    residents: 4,
    clock: systemClock(undefined, undefined, clocks),
  })
  const tempers: Temper[] = []
  for (const name of names) {
    const lockId = units[name]
    tempers.push(fitted(name, await returnUnit(started.centre, lockId, lockId.replace('lock-', ''))))
  }
  air = virtualAir(tempers)
  const plugged = await plugIn(air.near, { intervalMs: 1, advertiseEvery: 30 })
  pullOut = plugged.pullOut
  process.env.BLUETOOTH_HCI_SOCKET_UART_PORT = plugged.path
  dongle = openDongle({
    machine: { platform: process.platform, environment: { ...process.env }, sys: '/sys/class' },
    makeWay: () => undefined,
  })
  desk = openDesk({ url: started.url, profile: profile.profile })
  await desk.until('connected', ({ health }) => health?.link === 'connected')
  await desk.signIn('p-tek', pinOf('p-tek'))
  await desk.call('bench', { open: true })
  const [cores, ours] = portPair()
  dongle.join(ours)
  desk.core.addDongle(cores)
})
afterAll(async () => {
  await dongle.stop()
  pullOut()
  await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

it('tells a unit that may hang again from those that may not, each by its deeds', {
  timeout: 60_000,
}, async () => {
  const { rows } = started.centre.store
  const serials = names.map((name) => rows.load('stock', units[name])?.serial ?? '')
  await desk.until('all are near', ({ bench }) =>
    serials.every((serial) => bench?.near.some((one) => one.stock?.serial === serial)),
  )
  for (const serial of serials) await desk.call('benchQueue', { serial, id: null })
  for (const [i, name] of names.entries())
    await desk.until(`${name} is tested`, ({ bench }) =>
      Boolean(bench?.ended.some((one) => one.serial === serials[i] && one.endedAt !== null)),
    )
  const testOf = (name: keyof typeof units) => {
    const [test] = rows.testsOf(units[name])
    if (!test) throw new Error(`no test of ${name}`)
    return test
  }
  const { good, liar, dies } = { good: testOf('good'), liar: testOf('liar'), dies: testOf('dies') }
  expect(good).toMatchObject({ end: 'done', verdict: 'reuse', halfWiped: false, oldKeyDoorId: 'flat-1' })
  // Both by the centre's clock, which this machine does not share.
  expect(good.report).toMatchObject({ keyBefore: 'opened', keyAfter: 'unknownKey' })
  expect(good.report?.motor).toHaveLength(10)
  expect(desk.seen.benchSamples.some(({ testId, cycle }) => testId === good.id && cycle === 10)).toBe(true)
  expect(air.lock(addressOf('good')).truth()).toMatchObject({ bindings: [], believes: 0 })
  expect(liar).toMatchObject({ end: 'done', verdict: 'repair', halfWiped: true })
  expect(liar.report).toMatchObject({ readBack: { left: [] }, keyAfter: 'opened' })
  // It lost its power in the middle, and was finished.
  expect(dies).toMatchObject({ end: 'done', verdict: 'reuse', halfWiped: false })
  expect(air.lock(addressOf('dies')).truth()).toMatchObject({ bindings: [], halfWiped: false })

  const sign = async (testId: string) => {
    const said = await desk.call('command', { name: 'signTest', args: { testId, verdict: 'reuse' } })
    if (!said.ok) return said.error.code
    const { commandId } = said.value
    const of = () => desk.seen.commands.findLast((one) => one.commandId === commandId)
    await desk.until('an answer', () => of()?.state === 'done' || of()?.state === 'refused')
    return of()?.error?.code ?? 'done'
  }
  expect([await sign(good.id), await sign(liar.id)]).toEqual(['done', 'notWiped'])
  expect(rows.load('stock', units.good)?.life).toBe('reuse')
})
