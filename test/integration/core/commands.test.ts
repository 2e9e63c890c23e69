import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CommandState } from '../../../src-preload/contract/view.ts'
import { openRelay, type Relay } from '../../build/relay.ts'
import { pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let relay: Relay
let desk: Desk
let caseId = ''
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder)
  relay = await openRelay(started.url, '/console')
  desk = openDesk({ url: relay.url, profile: profile.profile })
  await desk.until('the registry', (s) => s.homes.size === 5)
  await desk.signIn('p-ida', pinOf('p-ida'))
  await pressAt(started.url, scaip(1))
  await desk.until('the alarm', (s) => s.alarms.size === 1)
  caseId = [...desk.seen.alarms.keys()][0] ?? ''
})
afterEach(async () => {
  await desk.stop()
  await relay.close()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

const statesOf = (name: CommandState['name']) =>
  desk.seen.commands.filter((c) => c.name === name).map((c) => c.state)
const became = (name: CommandState['name'], state: CommandState['state']) =>
  desk.until(`${name} ${state}`, () => statesOf(name).includes(state))
const alarm = () => {
  const item = desk.seen.alarms.get(caseId)
  if (!item) throw new Error('the alarm is not shown')
  return item
}
const away = async () => {
  relay.setOpen(false)
  await desk.until('away', (s) => s.health?.link === 'away')
}
const back = async () => {
  relay.setOpen(true)
  await desk.until('connected', (s) => s.health?.link === 'connected')
}

describe('a command', () => {
  it('is sending, then done when its entries are here', async () => {
    const answer = await desk.call('command', { name: 'answer', args: { caseId } })
    expect(answer.ok).toBe(true)
    await became('answer', 'done')
    expect(statesOf('answer')).toEqual(['sending', 'done'])
    expect(alarm()).toMatchObject({ state: 'answered', group: 'mine', ringing: false })
  })

  it('that is refused says why and changes nothing', async () => {
    const before = alarm()
    await desk.call('command', { name: 'close', args: { caseId, outcome: 'falseAlarm', note: '' } })
    await became('close', 'refused')
    expect(desk.seen.commands.at(-1)?.error).toMatchObject({ code: 'notOwner' })
    expect(alarm()).toEqual(before)
  })

  it('that cannot be read, or that nobody signed is not sent at all', async () => {
    expect(await desk.call('command', { name: 'answer', args: { caseId: 'x' } })).toMatchObject({
      ok: false,
      error: { code: 'unreadable' },
    })
    await desk.call('signOut', {})
    expect(await desk.call('command', { name: 'answer', args: { caseId } })).toMatchObject({
      ok: false,
      error: { code: 'notSignedIn' },
    })
  })

  it('whose answer was lost is unknown, and done when the journal says so', async () => {
    relay.centreAnswers = (name, answer) => {
      if (name !== 'command') return { pass: answer }
      relay.cut()
      return 'drop'
    }
    relay.centreSays = (name, body) => (name === 'entries' ? 'drop' : { pass: body })
    await desk.call('command', { name: 'answer', args: { caseId } })
    await became('answer', 'unknown')
    relay.centreAnswers = (_, answer) => ({ pass: answer })
    relay.centreSays = (_, body) => ({ pass: body })
    relay.cut()
    await became('answer', 'done')
    expect(statesOf('answer').slice(0, 2)).toEqual(['sending', 'unknown'])
    expect(alarm().group).toBe('mine')
  })

  it('that never reached the centre is refused in the end, and was not done', async () => {
    relay.consoleAsks = (name, body) => {
      if (name !== 'command') return { pass: body }
      relay.cut()
      return 'drop'
    }
    await desk.call('command', { name: 'answer', args: { caseId } })
    await became('answer', 'refused')
    expect(desk.seen.commands.at(-1)?.error).toMatchObject({ code: 'tooLate' })
    expect(alarm().state).toBe('new')
  })

  it('whose answer was lost survives the end of core, and settles after its restart', async () => {
    const answered = new Promise<void>((resolve) => {
      relay.centreAnswers = (name, answer) => {
        if (name === 'command') resolve()
        return name === 'command' ? 'drop' : { pass: answer }
      }
    })
    relay.centreSays = (name, body) => (name === 'entries' ? 'drop' : { pass: body })
    await desk.call('command', { name: 'answer', args: { caseId } })
    await answered
    expect(statesOf('answer')).toEqual(['sending'])
    const token = desk.shell.findLast((m) => m.kind === 'session')
    await desk.stop()
    relay.centreAnswers = (_, answer) => ({ pass: answer })
    relay.centreSays = (_, body) => ({ pass: body })
    desk = openDesk({
      url: relay.url,
      profile: profile.profile,
      session: token?.kind === 'session' ? token.kept : null,
    })
    await desk.until('names from the disk', (s) => s.session?.state === 'signedIn')
    await desk.until('settled', () => statesOf('answer').at(-1) === 'done')
    expect(alarm().group).toBe('mine')
  })
})

describe('while the centre is away', () => {
  it('a note waits on the disk and is sent on return; what cannot wait says so at once', async () => {
    await away()
    expect(await desk.call('command', { name: 'answer', args: { caseId } })).toMatchObject({
      ok: false,
      error: { code: 'centreAway' },
    })
    await desk.call('command', { name: 'note', args: { caseId, text: 'Naboen har nøkkel.' } })
    expect(statesOf('note')).toEqual(['waiting'])
    const token = desk.shell.findLast((m) => m.kind === 'session')
    await desk.stop()
    desk = openDesk({
      url: relay.url,
      profile: profile.profile,
      session: token?.kind === 'session' ? token.kept : null,
    })
    await desk.until('still waiting', () => statesOf('note').at(-1) === 'waiting')
    await desk.call('openCase', { caseId })
    await back()
    await became('note', 'done')
    await desk.until(
      'the note',
      (s) => s.case?.timeline.some((t) => t.text === 'Naboen har nøkkel.') === true,
    )
    const notes = started.centre.store.entries.ofCase(caseId).filter((e) => e.kind === 'case.noted')
    expect(notes).toHaveLength(1)
  })

  it('"I take this" silences here, is marked as not confirmed, and counts on return', async () => {
    await desk.until('it sounds', () => desk.plays.at(-1)?.pattern === 'p2')
    await away()
    await desk.call('command', { name: 'hold', args: { caseId, heldAt: Date.now() } })
    await desk.until('held', () => alarm().held !== null)
    expect(alarm()).toMatchObject({ held: { person: { id: 'p-ida' } }, owner: null, state: 'new' })
    await desk.until('silence', () => desk.plays.at(-1)?.pattern === 'none')
    await back()
    await became('hold', 'done')
    await desk.until('owned', () => alarm().group === 'mine')
  })

  it('what is known stays, with its age', async () => {
    await away()
    expect(alarm().resident?.name).toBe('Resident 1')
    await desk.call('openCase', { caseId })
    await desk.until('the case', (s) => s.case?.caseId === caseId)
    expect(desk.seen.case?.responders[0]).toMatchObject({ unitId: 'unit-4', estimated: true })
    await desk.until('how long it is ago', (s) => (s.clocks?.silenceMs ?? 0) > 1_000)
  })
})

describe('signing out', () => {
  it('hides names, closes the case, keeps ringing, and ends the session everywhere', async () => {
    await desk.call('openCase', { caseId })
    await desk.until('the case', (s) => s.case?.resident?.name === 'Resident 1')
    expect((await desk.call('search', { text: 'resid' })).hits[0]).toMatchObject({ kind: 'resident' })
    await desk.call('signOut', {})
    await desk.until('hidden', (s) => s.case === null && alarm().resident === null)
    expect(alarm()).toMatchObject({ address: null, ringing: true, actions: [] })
    expect(JSON.stringify([...desk.seen.alarms.values(), ...desk.seen.alerts.values()])).not.toMatch(
      /Resident|Strandgata/,
    )
    expect((await desk.call('search', { text: 'resid' })).hits).toEqual([])
    expect(desk.shell.at(-1)).toEqual({ kind: 'session', kept: null })
  })
})

describe('presented', () => {
  it('is not said by a window that is not drawn, nor where nothing sounds', async () => {
    desk.setSound(false)
    await pressAt(started.url, scaip(2))
    await desk.until('the second alarm', (s) => s.alarms.size === 2)
    const second = [...desk.seen.alarms.keys()].find((id) => id !== caseId) ?? ''
    const presented = () =>
      started.centre.store.rows.load('alarm', second)?.presentedAt.some((p) => p.workplaceId === 'desk-1')
    await desk.call('painted', { presses: [{ caseId: second, pressId: second }], probeId: null })
    expect(presented()).toBe(false)
    desk.core.setPainting('w1', false)
    desk.setSound(true)
    await desk.until('lost sound is back', (s) => s.health?.sound === 'ok')
    expect(presented()).toBe(false)
    desk.core.setPainting('w1', true)
    await desk.until('presented', () => presented() === true)
  })
})
