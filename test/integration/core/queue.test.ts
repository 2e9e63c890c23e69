import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pressAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let desk: Desk
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder, { isOld: true })
  desk = openDesk({ url: started.url, profile: profile.profile })
})
afterEach(async () => {
  await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

const only = () => {
  const [alarm] = desk.seen.alarms.values()
  if (!alarm) throw new Error('no alarm is shown')
  return alarm
}

describe('the queue of a console', () => {
  it('shows an alarm with nobody signed in, without its names, and says presented once somebody is there', async () => {
    await desk.until('registry', (s) => s.homes.size === 5)
    await pressAt(started.url, scaip(1))
    await desk.until('an alarm', (s) => s.alarms.size === 1)
    expect(only()).toMatchObject({
      state: 'new',
      group: 'waiting',
      ringing: true,
      resident: null,
      address: null,
      position: null,
      actions: [],
    })
    expect(only().district).not.toBeNull()
    const row = () => started.centre.store.rows.load('alarm', only().caseId)
    // It sounds and is on the screen, before nobody: the centre climbs to whom else there is.
    await desk.until('escalated', () => (row()?.escalationStep ?? 0) === 4)
    expect(desk.plays.at(-1)?.pattern).toBe('p2')
    expect(row()?.presentedAt).toEqual([])
    await desk.signIn('p-ida', pinOf('p-ida'))
    await desk.until('presented', () => row()?.presentedAt.some((p) => p.workplaceId === 'desk-1') === true)
    expect(desk.shell).toContainEqual(expect.objectContaining({ kind: 'notify', caseId: only().caseId }))
  })

  it('answers, dispatches and closes by commands that are done when their entries are here', async () => {
    await pressAt(started.url, scaip(1))
    await desk.until('an alarm', (s) => s.alarms.size === 1)
    await desk.signIn('p-ida', pinOf('p-ida'))
    await desk.until('names', () => only().resident !== null)
    const { caseId } = only()
    await desk.call('openCase', { caseId })
    await desk.until('the case', (s) => s.case?.caseId === caseId)
    const answer = await desk.call('command', { name: 'answer', args: { caseId } })
    expect(answer.ok).toBe(true)
    await desk.until('done', (s) => s.commands.some((c) => c.name === 'answer' && c.state === 'done'))
    expect(only()).toMatchObject({ group: 'mine', state: 'answered' })
    await desk.until(
      'the case follows',
      (s) => s.case?.timeline.some((t) => t.kind === 'alarm.answered') === true,
    )
  })

  it('rings without a disk, and says that it keeps nothing', async () => {
    const file = join(profile.profile, 'a file where a folder should be')
    writeFileSync(file, '')
    const other = openDesk({ url: started.url, profile: file, workplaceId: 'desk-2' })
    await other.until('health', (s) => s.health?.keeping === 'memory')
    await pressAt(started.url, scaip(1))
    await other.until('an alarm', (s) => s.alarms.size === 1)
    await other.signIn('p-jon', pinOf('p-jon'))
    await other.until('presented', () => {
      const [row] = started.centre.store.rows.openAlarms()
      return row?.presentedAt.some((p) => p.workplaceId === 'desk-2') === true
    })
    await other.stop()
  })
})
