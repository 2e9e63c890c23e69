import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Adapter,
  handshake,
  openAdapter,
  pressAt,
  type Started,
  secretOf,
  signOn,
  startCentre,
  tempFolder,
} from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let desk: Desk
let platform: Adapter
let handset: Socket | null = null
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder, { residents: 8 })
  platform = await openAdapter(started.url, '/platform', { adapterId: 'locks', secret: secretOf('locks') })
  desk = openDesk({ url: started.url, profile: profile.profile })
  await desk.until('the registry', (s) => s.homes.size === 8)
  await desk.signIn('p-ida', pinOf('p-ida'))
})
afterEach(async () => {
  handset?.disconnect()
  platform.close()
  await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

const lock = (subject: string, words: object = {}) => ({
  kind: 'lock',
  subject,
  municipality: 'fjordvik',
  at: { ms: Date.now(), source: 'door', uncertaintyMs: 1_000 },
  lockState: 'locked',
  doorState: 'closed',
  alarms: [],
  battery: { percent: 90, level: 'high' },
  powered: true,
  reachable: true,
  clock: 'set',
  ...words,
})
const command = async (name: 'answer' | 'dispatch' | 'grant' | 'note', args: object) => {
  const before = desk.seen.commands.length
  await desk.call('command', { name, args })
  await desk.until(
    name,
    (s) => ['done', 'refused'].includes(s.commands.at(-1)?.state ?? '') && s.commands.length > before,
  )
  expect(desk.seen.commands.at(-1)).toMatchObject({ name, state: 'done', error: null })
}

describe('equipment', () => {
  it('shows a jam as alert, on the map and on the way in, and takes it back', async () => {
    await pressAt(started.url, scaip(1))
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    await desk.call('openCase', { caseId: [...desk.seen.alarms.keys()][0] ?? null })
    await platform.send('readings', {
      readings: [
        lock('lock-street-1'),
        lock('lock-flat-1', { lockState: 'notFullyLocked', doorState: 'jammed', alarms: ['jammed'] }),
      ],
    })
    await desk.until('the alert', (s) => s.alerts.size === 1)
    expect([...desk.seen.alerts.values()][0]).toMatchObject({
      id: 'lock-flat-1/jammed',
      severity: 'care',
      doorId: 'flat-1',
      address: 'Strandgata 1, 201',
      area: 'Sentrum',
    })
    await desk.until('the mark', (s) => s.homes.get('home-1')?.mark === 'fault')
    await desk.until('the door', (s) => s.case?.doors[1]?.doorState === 'jammed')
    expect(desk.seen.case?.doors).toMatchObject([
      { number: 1, lockState: 'locked', grantable: true },
      { number: 2, lockState: 'notFullyLocked', alarms: ['jammed'] },
    ])
    await platform.send('readings', { readings: [lock('lock-flat-1')] })
    await desk.until('no alert', (s) => s.alerts.size === 0)
    await desk.until('the mark', (s) => s.homes.get('home-1')?.mark === 'ok')
  })

  it('makes one incident of many locks without power', async () => {
    await platform.send('readings', {
      readings: [1, 2, 3, 4, 5, 6].map((n) => lock(`lock-street-${n}`, { powered: false })),
    })
    await desk.until('the incident', (s) => s.alerts.has('areaPower/Sentrum'))
    expect(desk.seen.alerts.size).toBe(1)
    expect(desk.seen.alerts.get('areaPower/Sentrum')?.members).toHaveLength(6)
  })
})

describe('the open alarm', () => {
  it('follows the whole job: answered, dispatched, granted, each in the timeline with its words', async () => {
    await pressAt(started.url, scaip(1))
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    const caseId = [...desk.seen.alarms.keys()][0] ?? ''
    await desk.call('openCase', { caseId })
    await command('answer', { caseId })
    await desk.until('who may go', (s) => s.case?.responders[0]?.actions.includes('dispatch') === true)
    await desk.until('the way by road', (s) => s.case?.responders[0]?.seconds === 240)
    expect(desk.seen.case?.responders[0]).toMatchObject({
      unitId: 'unit-4',
      estimated: false,
      dispatch: null,
    })
    await command('dispatch', { caseId, unitId: 'unit-4' })
    await desk.until('dispatched', (s) => s.case?.alarm.state === 'dispatched')
    expect(desk.seen.case?.responders[0]?.dispatch).toMatchObject({ state: 'sent' })
    await desk.until('on the map', (s) => s.units.get('unit-4')?.caseId === caseId)

    handset = io(`${started.url}/handset`, {
      auth: { protocol: 1, ...handshake('hs-4', Date.now()) },
      transports: ['websocket'],
      forceNew: true,
    })
    await signOn(handset, 'p-nina')
    handset.on('lease', (_: unknown, acknowledge?: (value: object) => void) => acknowledge?.({}))
    await command('grant', {
      caseId,
      unitId: 'unit-4',
      handsetId: 'hs-4',
      doorIds: ['street-1', 'flat-1'],
      minutes: 30,
      reason: 'alarm',
    })
    await desk.until('the lease', (s) => (s.case?.grants[0]?.mayOpenUntil ?? null) !== null)
    const grant = desk.seen.case?.grants[0]
    expect(grant).toMatchObject({
      state: 'active',
      unitName: 'Patrulje 4',
      holder: { name: 'Nina Dal' },
      actions: ['revoke'],
    })
    await handset.timeout(5_000).emitWithAck('uses', {
      uses: [
        {
          result: 'opened',
          useId: crypto.randomUUID(),
          grantId: grant?.grantId,
          doorId: 'street-1',
          reentry: false,
          at: { ms: Date.now() - 60_000, source: 'handset', uncertaintyMs: 0 },
        },
      ],
    })
    await desk.until('the use, late', (s) => (s.case?.grants[0]?.doors[0]?.arrivedLateAt ?? null) !== null)
    await command('note', { caseId, text: 'Ligger på badet.' })
    await desk.until('the note', (s) => s.case?.timeline.some((t) => t.text === 'Ligger på badet.') === true)
    const timeline = desk.seen.case?.timeline ?? []
    const words = (kind: string) => timeline.find((t) => t.kind === kind)
    expect(words('alarm.answered')).toMatchObject({
      by: 'Ida Holm',
      words: { person: 'Ida Holm', workplace: 'desk-1' },
    })
    expect(words('dispatch.sent')?.words).toMatchObject({ unit: 'Patrulje 4', expectedSeconds: 240 })
    expect(words('grant.issued')?.words).toMatchObject({
      holder: 'Nina Dal',
      doors: 'street, flat',
      reason: 'alarm',
    })
    expect(words('grant.used')).toMatchObject({ words: { door: 'street', holder: 'Nina Dal' } })
    // The phone had no coverage: the use stands where it happened, and is marked with its arrival.
    expect(words('grant.used')?.arrivedLateAt).not.toBeNull()
    expect(timeline[0]?.kind).toBe('grant.used')
  })

  it('shows what came of an alarm that could not be read, to those who are signed in', async () => {
    await pressAt(started.url, 'not even XML')
    await desk.until('the alarm', (s) => s.alarms.size === 1)
    expect([...desk.seen.alarms.values()][0]).toMatchObject({ alarmKind: 'unreadable', raw: 'not even XML' })
    await desk.call('signOut', {})
    await desk.until('hidden', (s) => [...s.alarms.values()][0]?.raw === null)
  })
})
