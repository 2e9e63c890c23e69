import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hour, minute, second } from '../../../src-domain/time.ts'
import { machineClocks } from '../../../src-main/core/clocks.ts'
import { openRelay, type Relay } from '../../build/relay.ts'
import { type SetClocks, setClocks } from '../../build/setClocks.ts'
import { pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let machine: SetClocks
let started: Started
let relay: Relay
let desk: Desk
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  machine = setClocks(machineClocks)
  started = await startCentre(folder.folder)
  relay = await openRelay(started.url, '/console')
})
afterEach(async () => {
  await desk.stop()
  await relay.close()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})
const open = async () => {
  desk = openDesk({ url: relay.url, profile: profile.profile, clocks: machine })
  await desk.until('the registry', (s) => s.homes.size === 5)
}
const press = async () => {
  await pressAt(started.url, scaip(1))
  await desk.until('the alarm', (s) => s.alarms.size === 1)
}
const linksSeen = () => {
  const links = new Set<string>()
  const watch = () => void (desk.seen.health && links.add(desk.seen.health.link))
  return { links, watch }
}
const nearCentre = () => Math.abs((desk.seen.clocks?.now ?? 0) - Date.now()) < 2 * second

describe('a console that is ten minutes behind its centre', () => {
  it("says so, and tells and counts by the centre's time", async () => {
    machine.set(-10 * minute)
    await open()
    await desk.until('how far it is off', (s) => s.health?.clockOffsetMs === 10 * minute)
    await desk.signIn('p-ida', pinOf('p-ida'))
    await press()
    // An alarm that is a moment old rings as one that is a moment old, not ten minutes.
    await desk.until('sound', () => (desk.plays.at(-1)?.level ?? 0) > 0)
    expect(desk.plays.at(-1)?.level).toBe(1)
    expect(nearCentre()).toBe(true)
    const caseId = [...desk.seen.alarms.keys()][0] ?? ''
    await desk.call('command', { name: 'answer', args: { caseId }, askedAt: Date.now() })
    await desk.until('answered', (s) => s.alarms.get(caseId)?.group === 'mine')
  })

  it('tells the right time without the centre too, once it has known it', async () => {
    machine.set(-10 * minute)
    await open()
    await desk.until('how far it is off', (s) => s.health?.clockOffsetMs === 10 * minute)
    await desk.until('a second later', (s) => s.order.filter((name) => name === 'clocks').length > 3)
    await desk.stop()
    relay.setOpen(false)
    desk = openDesk({ url: relay.url, profile: profile.profile, clocks: machine })
    await desk.until('the time', (s) => s.clocks !== null)
    expect(nearCentre()).toBe(true)
    expect(desk.seen.clocks?.silenceMs).toBeNull()
  })
})

describe.each([
  ['forward', hour],
  ['back', -hour],
])('a console whose machine is set an hour %s', (_, by) => {
  it('takes nothing for old or for fresh by it, and the muting ends in time', async () => {
    await open()
    await press()
    await desk.until('sound', (s) => s.health?.sound === 'ok')
    await desk.call('mute', { seconds: 2 })
    await desk.until('muted', (s) => s.health?.sound === 'muted')
    const until = desk.seen.health?.soundMutedUntil ?? 0
    const { links, watch } = linksSeen()
    machine.set(by)
    await desk.until('how far it is off', (s) => {
      watch()
      return s.health?.clockOffsetMs === -by
    })
    await desk.until('sound again', (s) => {
      watch()
      return s.health?.sound === 'ok'
    })
    expect(Math.abs(until - Date.now())).toBeLessThan(3 * second)
    expect([...links]).toEqual(['connected'])
    expect(desk.seen.clocks?.silenceMs).toBeLessThan(2 * second)
    expect(nearCentre()).toBe(true)
  })
})

it('a line that died without a word is noticed as soon as ever though the clock was set back', async () => {
  await open()
  machine.set(-hour)
  relay.centreSays = () => 'drop'
  const deadAt = performance.now()
  await desk.until('away', (s) => s.health?.link === 'away')
  expect(performance.now() - deadAt).toBeLessThan(10 * second)
})

describe('a console that slept', () => {
  it('shows what it knows as old, makes its line anew at once, and does not do what was asked before', async () => {
    await open()
    await desk.signIn('p-ida', pinOf('p-ida'))
    await press()
    const caseId = [...desk.seen.alarms.keys()][0] ?? ''
    const askedAt = Date.now()
    relay.centreSays = () => 'drop'
    machine.stand(8 * hour)
    const answer = await desk.call('command', { name: 'answer', args: { caseId }, askedAt })
    expect(answer).toMatchObject({ ok: false, error: { code: 'tooLate' } })
    await desk.until('old', (s) => (s.clocks?.silenceMs ?? 0) > 7 * hour)
    relay.centreSays = (_, body) => ({ pass: body })
    await desk.until(
      'connected anew',
      (s) => s.health?.link === 'connected' && (s.clocks?.silenceMs ?? hour) < second,
    )
    await desk.until('the right time', nearCentre)
    expect(desk.seen.alarms.get(caseId)?.state).toBe('new')
  })

  it('makes its line anew when the shell tells of it, however long it was', async () => {
    await open()
    const { links, watch } = linksSeen()
    desk.core.woke()
    await desk.until('away', (s) => {
      watch()
      return s.health?.link === 'away'
    })
    await desk.until('connected', (s) => s.health?.link === 'connected')
    expect(links.has('away')).toBe(true)
  })
})
