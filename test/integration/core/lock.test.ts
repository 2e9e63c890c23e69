import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clocks } from '../../../src-domain/clocks.ts'
import type { DeskLimits } from '../../../src-domain/desk/limits.ts'
import { minute, second } from '../../../src-domain/time.ts'
import { machineClocks } from '../../../src-main/core/clocks.ts'
import { calls, fromCore } from '../../../src-preload/contract/contract.ts'
import { portPair } from '../../build/portPair.ts'
import { openRelay, type Relay } from '../../build/relay.ts'
import { pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

/** Words that stand in every personal field of the town. */
const canaries = /Resident|Strandgata|00000000|\[10\.1,63\.1\]|nabo/

/** Marks on the map say that there is a lock, not whose: of a home its place may be told, and nothing else. */
const isPersonal = (text: string): boolean =>
  canaries.test(text.startsWith('{"name":"homes"') ? text.replaceAll(/"position":\[[^\]]*\]/g, '') : text)

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let relay: Relay
let desk: Desk
let heard: string[] = []
let caseId = ''
/** So much later than by the real clock. */
let later = 0
const clocks: Clocks = { wall: machineClocks.wall, mono: () => machineClocks.mono() + later }

const begin = async (limits: Partial<DeskLimits> = {}) => {
  started = await startCentre(folder.folder, { limits, isOld: true })
  relay = await openRelay(started.url, '/console')
  desk = openDesk({
    url: relay.url,
    profile: profile.profile,
    clocks,
    onPush: (text) => void heard.push(text),
  })
  await desk.until('the registry', (s) => s.homes.size === 5)
  await desk.signIn('p-ida', pinOf('p-ida'))
  await pressAt(started.url, scaip(1))
  await desk.until('the alarm', (s) => [...s.alarms.values()].some((a) => a.resident !== null))
  caseId = [...desk.seen.alarms.keys()][0] ?? ''
  await desk.call('openCase', { caseId })
  await desk.until('the case', (s) => s.case?.resident?.name === 'Resident 1')
}
const isLocked = () => desk.until('locked', (s) => s.session?.state === 'locked' && s.case === null)
const isOpen = () => desk.until('open', (s) => s.session?.state === 'signedIn')
const row = () => started.centre.store.rows.load('alarm', caseId)
const inJournal = (kind: string) =>
  started.centre.store.entries.after(0, 1_000, 1_000).filter((e) => e.kind === kind)
/** What another window is told when it comes, by name, as `onPush` would say it. */
const greetingOf = ({ core }: Desk): ReadonlyMap<string, string> => {
  const greeted = new Map<string, string>()
  const [ours, theirs] = portPair()
  ours.listen((raw) => {
    const message = fromCore.parse(raw)
    if (!('push' in message)) return
    const { push: name, value } = message
    greeted.set(name, `${greeted.get(name) ?? ''}${JSON.stringify({ name, value })}`)
  })
  core.addWindow('w2', theirs)
  return greeted
}
const away = async () => {
  relay.setOpen(false)
  await desk.until('away', (s) => s.health?.link === 'away')
}

beforeEach(() => {
  folder = tempFolder()
  profile = tempProfile()
  heard = []
})
afterEach(async () => {
  await desk.stop()
  await relay.close()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

describe('a locked desk', () => {
  it('pushes and answers nothing personal, goes on ringing, and shows all of it again after the PIN', async () => {
    await begin()
    await desk.call('command', { name: 'note', args: { caseId, text: 'nabo har nøkkel' } })
    await desk.until('the note', (s) => s.case?.timeline.some((t) => t.text !== null) === true)
    await desk.call('lock', {})
    await isLocked()
    heard = []
    expect([...desk.seen.alarms.values()]).toMatchObject([
      { resident: null, address: null, position: null, district: 'Sentrum', ringing: true, actions: [] },
    ])
    await pressAt(started.url, scaip(2))
    await desk.until('the second alarm', (s) => s.alarms.size === 2)
    await desk.until('it rings', () => (desk.plays.at(-1)?.ringing.length ?? 0) === 2)
    const reopened = await desk.call('openCase', { caseId })
    const answers = [
      reopened,
      await desk.call('search', { text: 'Resident' }),
      await desk.call('whoMayOpen', { kind: 'home', id: 'home-1' }),
      await desk.call('block', { kind: 'home', id: 'home-1' }),
      await desk.call('handsets', {}),
      await desk.call('reviews', {}),
      await desk.call('trust', {}),
      await desk.call('secret', { caseId, entryId: caseId }),
      await desk.call('unreadable', {}),
      await desk.call('command', { name: 'answer', args: { caseId } }),
      await desk.call('bench', { open: true }),
      await desk.call('benchHistory', { serial: 'S1' }),
    ]
    // A window that comes now (a page that was loaded anew) is told no more.
    const greeted = greetingOf(desk)
    await desk.until('it is greeted', () => ['session', 'alarms', 'homes'].every((name) => greeted.has(name)))
    expect(greeted.get('session')).toContain('"state":"locked"')
    expect([...heard, ...greeted.values(), JSON.stringify(answers)].filter(isPersonal)).toEqual([])
    expect(row()?.ownerId).toBeNull()
    expect(await desk.call('unlock', { pin: 'no' })).toMatchObject({ error: { code: 'signInRefused' } })
    expect(await desk.call('unlock', { pin: pinOf('p-ida') })).toMatchObject({ ok: true })
    await desk.until('all of it', (s) => s.case?.resident?.name === 'Resident 1')
    expect(new Set([...desk.seen.alarms.values()].map((a) => a.resident?.name))).toEqual(
      new Set(['Resident 1', 'Resident 2']),
    )
    expect(inJournal('session.signedIn')).toHaveLength(1)
  })

  it('has no call that was forgotten here', async () => {
    await begin()
    // Whoever adds one that core answers says above, or here, why a locked desk may answer it.
    const harmless = ['openCase', 'painted', 'queueDrawn', 'people', 'signIn', 'signOut', 'lock', 'unlock']
    harmless.push('prove', 'active', 'practice', 'mute', 'soundTest')
    // Refused, and with no more than that (bench.test.ts).
    harmless.push('benchIdentify', 'benchQueue', 'benchUnqueue', 'benchStop', 'benchAdapter')
    const looked = [
      'search',
      'whoMayOpen',
      'block',
      'handsets',
      'reviews',
      'trust',
      'secret',
      'unreadable',
      'command',
      'bench',
      'benchHistory',
    ]
    const core = Object.entries(calls).flatMap(([name, { to }]) => (to === 'core' ? [name] : []))
    expect(core.toSorted()).toEqual([...harmless, ...looked].toSorted())
  })

  it('is attended for a little while, and then its alarms escalate to somebody else at once', async () => {
    await begin()
    await desk.until('presented', () => (row()?.presentedAt.length ?? 0) === 1)
    await desk.call('lock', {})
    await isLocked()
    const newest = async (n: number) => {
      await pressAt(started.url, scaip(n))
      await desk.until(`alarm ${n}`, (s) => s.alarms.size === n)
      const id = [...desk.seen.alarms.keys()].at(-1) ?? ''
      return () => started.centre.store.rows.load('alarm', id)
    }
    const second = await newest(2)
    await desk.until('heard by whoever turned round', () => (second()?.presentedAt.length ?? 0) === 1)
    later += minute
    // A press that comes now is painted and sounds, and is presented to nobody.
    const third = await newest(3)
    await desk.until('sent on at once', () => third()?.escalationStep === 4)
    expect(third()?.presentedAt).toEqual([])
    expect(inJournal('alarm.escalated').at(-1)?.payload).toContain('noAttendedConsole')
    await desk.call('unlock', { pin: pinOf('p-ida') })
    await desk.until('presented', () => (third()?.presentedAt.length ?? 0) === 1)
  })

  it('stays locked when its process is started again, and nobody counts as there', async () => {
    await begin()
    await desk.call('lock', {})
    await isLocked()
    const token = desk.shell.findLast((m) => m.kind === 'session')
    await desk.stop()
    heard = []
    desk = openDesk({
      url: relay.url,
      profile: profile.profile,
      session: token?.kind === 'session' ? token.kept : null,
      clocks,
      onPush: (text) => void heard.push(text),
    })
    await desk.until('connected', (s) => s.health?.link === 'connected' && s.alarms.size === 1)
    expect(desk.seen.session).toMatchObject({ state: 'locked', person: { id: 'p-ida' } })
    await pressAt(started.url, scaip(2))
    await desk.until('sent on', () =>
      inJournal('alarm.escalated').some((e) => e.payload.includes('noAttendedConsole')),
    )
    expect(heard.filter(isPersonal)).toEqual([])
    await desk.call('unlock', { pin: pinOf('p-ida') })
    await isOpen()
  })

  it('is known again by the centre where the disk has lost it, locked or not as it was', async () => {
    await begin()
    for (const how of ['open', 'locked'] as const) {
      if (how === 'locked') {
        await desk.call('lock', {})
        await isLocked()
      }
      const said = desk.shell.findLast((m) => m.kind === 'session')
      const session = said?.kind === 'session' ? said.kept : null
      await desk.stop()
      desk = openDesk({ url: relay.url, profile: `${profile.profile}/${how}`, session })
      const state = how === 'open' ? 'signedIn' : 'locked'
      await desk.until(state, (s) => s.session?.state === state && s.session.person.id === 'p-ida')
    }
  })

  it('is unlocked while the centre is away by the PIN that the centre took, and by no other', async () => {
    await begin()
    await away()
    await desk.call('lock', {})
    await isLocked()
    expect(await desk.call('unlock', { pin: 'no' })).toMatchObject({ error: { code: 'signInRefused' } })
    expect(await desk.call('unlock', { pin: pinOf('p-ida') })).toMatchObject({ ok: true })
    await isOpen()
    // What opens a door is the centre's to allow.
    const grant = {
      caseId,
      unitId: 'unit-4',
      handsetId: 'hs-4',
      doorIds: ['flat-1'],
      minutes: 30,
      reason: 'alarm',
    }
    expect(await desk.call('command', { name: 'grant', args: grant })).toMatchObject({
      error: { code: 'centreAway' },
    })
  })

  it('is taken over by somebody who signs in: the other is signed out at the centre, and what waited of theirs waits on', async () => {
    await begin()
    await away()
    await desk.call('command', { name: 'note', args: { caseId, text: 'nabo har nøkkel' } })
    await desk.until('waiting', (s) => s.commands.some((c) => c.name === 'note' && c.state === 'waiting'))
    const idas = desk.shell.findLast((m) => m.kind === 'session')
    await desk.call('signOut', {})
    expect(desk.shell.at(-1)).toEqual({ kind: 'session', kept: null })
    relay.setOpen(true)
    await desk.until('connected', (s) => s.health?.link === 'connected')
    await desk.signIn('p-jon', pinOf('p-jon'))
    // The centre was away when she left: it heard of it as soon as it was back.
    await desk.until('told', () => inJournal('session.signedOut').length === 1)
    expect(
      started.centre.signIn.session('desk-1', idas?.kind === 'session' ? (idas.kept?.token ?? '') : '').ok,
    ).toBe(false)
    expect(inJournal('case.noted')).toEqual([])
    await desk.call('lock', {})
    await isLocked()
    await desk.call('signIn', { personId: 'p-ida', pin: pinOf('p-ida') })
    await desk.until('hers again', (s) => s.session?.state === 'signedIn' && s.session.person.id === 'p-ida')
    await desk.until('sent', () => inJournal('case.noted').length === 1)
    expect(inJournal('case.noted')[0]?.by).toMatchObject({ id: 'p-ida' })
    await desk.until('signed out', () => inJournal('session.signedOut').length === 2)
  })
})

describe('nobody at the desk', () => {
  it('locks it after a while, says so before, and not while somebody touches it', async () => {
    await begin({ lockAfterSeconds: 300, lockAfterOwnSeconds: 900 })
    later += 275 * second
    await desk.until('a warning', (s) => s.session?.state === 'signedIn' && s.session.locksAt !== null)
    await desk.call('active', {})
    await desk.until('no more', (s) => s.session?.state === 'signedIn' && s.session.locksAt === null)
    later += 300 * second
    await isLocked()
    expect(desk.seen.session).toMatchObject({ why: 'idle', canUnlock: true })
  })

  it('leaves an open alarm of one’s own in sight for longer', async () => {
    await begin({ lockAfterSeconds: 300, lockAfterOwnSeconds: 900 })
    await desk.call('command', { name: 'answer', args: { caseId } })
    await desk.until('mine', (s) => s.alarms.get(caseId)?.group === 'mine')
    await desk.call('active', {})
    later += 885 * second
    await desk.until('a warning', (s) => s.session?.state === 'signedIn' && s.session.locksAt !== null)
    later += 15 * second
    await isLocked()
  })

  it('does not lock what could not be unlocked again', async () => {
    await begin({ lockAfterSeconds: 300, lockAfterOwnSeconds: 900 })
    const token = desk.shell.findLast((m) => m.kind === 'session')
    await away()
    await desk.stop()
    // Started again with the centre away: who sits here is known, and no PIN could be checked.
    heard = []
    desk = openDesk({
      url: relay.url,
      profile: profile.profile,
      session: token?.kind === 'session' ? token.kept : null,
      clocks,
      onPush: (text) => void heard.push(text),
    })
    await desk.until('signed in', (s) => s.session?.state === 'signedIn')
    later += 1_000 * second
    // Some seconds of the desk's own, by something that ends with them.
    await desk.call('mute', { seconds: 2 })
    await desk.until('muted', (s) => s.health?.soundMutedUntil !== null)
    await desk.until('and not', (s) => s.health?.soundMutedUntil === null)
    expect(desk.seen.session?.state).toBe('signedIn')
    relay.setOpen(true)
    await isLocked()
  })
})

describe('what opens a door', () => {
  it('asks for the PIN again, here as the centre does, and takes it once', async () => {
    await begin({ proveAfterSeconds: 1 })
    await desk.call('command', { name: 'answer', args: { caseId } })
    await desk.until('mine', (s) => s.alarms.get(caseId)?.group === 'mine')
    await desk.call('command', { name: 'dispatch', args: { caseId, unitId: 'unit-4' } })
    await desk.until('sent', (s) => s.commands.some((c) => c.name === 'dispatch' && c.state === 'done'))
    const provenUntil = () => (desk.seen.session?.state === 'signedIn' ? desk.seen.session.provenUntil : 0)
    const centreNow = () => Date.now() + (desk.seen.health?.clockOffsetMs ?? 0)
    await expect.poll(() => centreNow() > provenUntil(), { timeout: 10_000 }).toBe(true)
    const step = { kind: 'door', doorId: 'flat-1' }
    const issue = () =>
      desk.call('command', { name: 'issueCode', args: { caseId, step, hours: 1, reason: 'alarm' } })
    const refused = (code: string) =>
      desk.until(code, (s) => s.commands.some((c) => c.name === 'issueCode' && c.error?.code === code))
    await issue()
    await refused('proveAgain')
    expect(await desk.call('prove', { pin: 'no' })).toMatchObject({ error: { code: 'signInRefused' } })
    expect(await desk.call('prove', { pin: pinOf('p-ida') })).toEqual({ ok: true, value: {} })
    await issue()
    await refused('noKeypad')
  })
})
