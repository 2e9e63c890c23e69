import { afterEach, beforeEach, expect, it } from 'vitest'
import { fallbackConfig } from '../../../src-centre/fallback/config.ts'
import { second } from '../../../src-domain/time.ts'
import { hookSecret, openReceiver, type Receiver } from '../../build/receiver.ts'
import {
  type MovedClock,
  movedClock,
  pressAt,
  type Started,
  startCentre,
  tempFolder,
} from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let clock: MovedClock
let started: Started
let receiver: Receiver
let desk: Desk
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  clock = movedClock()
  receiver = await openReceiver(500)
  const hook = { kind: 'webhook', url: receiver.url, secret: hookSecret, testHours: 0 }
  started = await startCentre(folder.folder, { clock, fallback: fallbackConfig.parse(hook) })
  // Nobody hears at this desk: the alarm goes to the last step at once.
  desk = openDesk({ url: started.url, profile: profile.profile, sounds: false, paints: false })
  await desk.until('the registry', (s) => s.homes.size === 5)
  await desk.signIn('p-ida', pinOf('p-ida'))
})
afterEach(async () => {
  await desk.stop()
  await started.centre.close()
  await receiver.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

it('a hook that fails stands in the window until it works or somebody has answered, and in the timeline for good', async () => {
  clock.advance(20 * second)
  await pressAt(started.url, scaip(1))
  await desk.until('the alarm', (s) => s.alarms.size === 1)
  const caseId = [...desk.seen.alarms.keys()][0] ?? ''
  await desk.call('openCase', { caseId })
  const ticking = setInterval(() => clock.advance(second), 20)
  try {
    await desk.until('nobody outside was told', (s) => s.health?.fallback?.waiting === 1)
    expect(desk.seen.health?.fallback).toMatchObject({ why: 'status', code: 500 })
    expect(desk.seen.alarms.get(caseId)?.fallback).toEqual({ state: 'failed', why: 'status' })
    receiver.set(204)
    await desk.until('told after all', (s) => s.health?.fallback === null)
    expect(desk.seen.alarms.get(caseId)?.fallback?.state).toBe('accepted')
  } finally {
    clearInterval(ticking)
  }
  await desk.call('command', { name: 'answer', args: { caseId } })
  await desk.until('over', (s) => s.alarms.get(caseId)?.fallback === null)
  const told = desk.seen.case?.timeline.filter(({ kind }) => kind.startsWith('fallback.'))
  expect(told?.map(({ kind }) => kind)).toEqual(['fallback.sent', 'fallback.failed', 'fallback.accepted'])
  expect(told?.[1]?.words).toMatchObject({ why: 'status', code: 500 })
})

it('a hook that failed and was never put right still stands there when the alarm is answered', async () => {
  clock.advance(20 * second)
  await pressAt(started.url, scaip(1))
  await desk.until('the alarm', (s) => s.alarms.size === 1)
  const ticking = setInterval(() => clock.advance(second), 20)
  await desk
    .until('nobody outside was told', (s) => s.health?.fallback?.waiting === 1)
    .finally(() => clearInterval(ticking))
  await desk.call('command', { name: 'answer', args: { caseId: [...desk.seen.alarms.keys()][0] ?? '' } })
  await desk.until('it is broken all the same', (s) => s.health?.fallback?.waiting === 0)
})
