import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  brokenAt,
  caseOf,
  noFaults,
  openConsole,
  pressAt,
  raisedAt,
  type Started,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { scaip } from './town.ts'

let temp = tempFolder()
let started: Started
const consoles: TestConsole[] = []
const seat = async (workplaceId: string): Promise<TestConsole> => {
  const desk = await openConsole(started.url, workplaceId)
  consoles.push(desk)
  return desk
}
const press = (raw: string): Promise<unknown> => pressAt(started.url, raw)

beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
})
afterEach(async () => {
  for (const desk of consoles.splice(0)) desk.close()
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

describe('a console', () => {
  it('is told of an alarm that its centre has on disk, as part of a chain that verifies', async () => {
    const desk = await seat('desk-1')
    expect((await desk.resume()).ok).toBe(true)
    expect(await press(scaip(1))).toMatchObject({ response: expect.stringContaining('<snu>0</snu>') })
    await raisedAt(desk)
    expect(desk.opened).toHaveLength(1)
    expect(brokenAt(desk.entries())).toBeNull()
  })

  it('does not come in with a wrong secret', async () => {
    await expect(openConsole(started.url, 'desk-9')).rejects.toThrow(/^credential$/)
  })

  it('is told once when it presents the same press twice', async () => {
    const desk = await seat('desk-1')
    await desk.resume()
    await press(scaip(1))
    await raisedAt(desk)
    const presses = [{ caseId: caseOf(desk), pressId: caseOf(desk) }]
    await desk.ask('presented', { presses })
    await desk.ask('presented', { presses })
    expect(started.centre.store.rows.load('alarm', caseOf(desk))?.presentedAt).toHaveLength(1)
  })

  it('gets the registry, and readings as they come', async () => {
    const desk = await seat('desk-1')
    await desk.resume()
    await desk.until(() => desk.registry.has('resident/res-5'))
    expect(desk.registry.get('unit/unit-4')).toMatchObject({ name: 'Patrulje 4' })
  })
})

describe('a command', () => {
  it('asked twice is done once and answered the same', async () => {
    const desk = await seat('desk-1')
    await desk.resume()
    const session = await desk.signIn('p-ida')
    await press(scaip(1))
    await raisedAt(desk)
    const id = v7()
    const first = await desk.command(session, 'answer', { caseId: caseOf(desk) }, id)
    const again = await desk.command(session, 'answer', { caseId: caseOf(desk) }, id)
    expect(first).toMatchObject({ ok: true, value: { commandId: id } })
    expect(again).toEqual(first)
    await desk.until(() => desk.live.some((e) => e.kind === 'alarm.answered'))
    expect(
      started.centre.store.entries.ofCase(caseOf(desk)).filter((e) => e.kind === 'alarm.answered'),
    ).toHaveLength(1)
  })

  it('is refused the same way again, even when it would be allowed by now', async () => {
    const desk = await seat('desk-1')
    await desk.resume()
    const session = await desk.signIn('p-ida')
    await press(scaip(1))
    await raisedAt(desk)
    const id = v7()
    const early = await desk.command(
      session,
      'close',
      { caseId: caseOf(desk), outcome: 'testAlarm', note: '' },
      id,
    )
    expect(early).toMatchObject({ ok: false, error: { code: 'notOwner' } })
    await desk.command(session, 'answer', { caseId: caseOf(desk) })
    const again = await desk.command(
      session,
      'close',
      { caseId: caseOf(desk), outcome: 'testAlarm', note: '' },
      id,
    )
    expect(again).toEqual(early)
  })

  it('of two consoles in the same instant makes one owner, and tells the other who', async () => {
    const [one, two] = [await seat('desk-1'), await seat('desk-2')]
    await Promise.all([one.resume(), two.resume()])
    const [ida, jon] = await Promise.all([one.signIn('p-ida'), two.signIn('p-jon')])
    await press(scaip(1))
    await Promise.all([raisedAt(one), raisedAt(two)])
    const caseId = caseOf(one)
    const answers = await Promise.all([
      one.command(ida, 'answer', { caseId }),
      two.command(jon, 'answer', { caseId }),
    ])
    const refused = answers.find((a) => !a.ok)
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    const ownerId = started.centre.store.rows.load('alarm', caseId)?.ownerId
    expect(refused).toMatchObject({ error: { code: 'alreadyOwned', detail: { owner: ownerId } } })
  })

  it('needs somebody who is signed in here, in time, and in the right role', async () => {
    const [one, two] = [await seat('desk-1'), await seat('desk-2')]
    await one.resume()
    await press(scaip(1))
    await raisedAt(one)
    const caseId = caseOf(one)
    const code = async (answer: Promise<{ ok: boolean; error?: { code: string } }>) =>
      (await answer).error?.code
    expect(await code(one.command(null, 'answer', { caseId }))).toBe('notSignedIn')
    const elsewhere = await two.signIn('p-jon')
    expect(await code(one.command(elsewhere, 'answer', { caseId }))).toBe('notSignedIn')
    const session = await one.signIn('p-ida')
    expect(await code(one.command(session, 'answer', { caseId }, v7(), Date.now() - 1_000))).toBe('tooLate')
    expect(await code(one.command(session, 'fly', { caseId }))).toBe('unknownCommand')
    expect(await code(one.command(session, 'answer', { caseId: 'x' }))).toBe('unreadable')
    const trainee = await one.signIn('p-ola')
    expect(await code(one.command(trainee, 'dispatch', { caseId, unitId: 'unit-4' }))).toBe('roleNotAllowed')
  })

  it('whose outcome was asked for before it came is never done', async () => {
    const desk = await seat('desk-1')
    await desk.resume()
    const session = await desk.signIn('p-ida')
    await press(scaip(1))
    await raisedAt(desk)
    const id = v7()
    expect(await desk.ask('outcome', { id })).toEqual({ ok: true, value: { state: 'unknown' } })
    const late = await desk.command(session, 'answer', { caseId: caseOf(desk) }, id)
    expect(late).toMatchObject({ ok: false, error: { code: 'tooLate' } })
    expect(started.centre.store.rows.load('alarm', caseOf(desk))?.ownerId).toBeNull()
  })
})

describe('sign-in', () => {
  it('refuses a wrong PIN, and after five of them the right one for a while', async () => {
    const desk = await seat('desk-1')
    const wrong = () => desk.ask('signIn', { personId: 'p-ida', pin: 'no' })
    for (let i = 0; i < 5; i++)
      expect(await wrong()).toMatchObject({ ok: false, error: { code: 'signInRefused' } })
    const right = await desk.ask('signIn', { personId: 'p-ida', pin: 'pin-p-ida' })
    expect(right).toMatchObject({ ok: false, error: { code: 'signInRefused' } })
  })

  it('holds after a new connection, until signed out', async () => {
    const desk = await seat('desk-1')
    const token = await desk.signIn('p-eva')
    desk.close()
    const again = await seat('desk-1')
    expect(await again.ask('session', { token, renew: false })).toMatchObject({
      ok: true,
      value: { person: { id: 'p-eva' } },
    })
    await again.ask('signOut', { token })
    expect(await again.ask('session', { token, renew: false })).toMatchObject({
      ok: false,
      error: { code: 'notSignedIn' },
    })
  })

  it('is not for responders', async () => {
    const desk = await seat('desk-1')
    expect(await desk.ask('signIn', { personId: 'p-nina', pin: 'pin-p-nina' })).toMatchObject({
      ok: false,
      error: { code: 'roleNotAllowed' },
    })
  })
})
