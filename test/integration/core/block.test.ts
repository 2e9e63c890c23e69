import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let desk: Desk
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  // Strandgata 1, 10, 11 and 12 begin with the same figure.
  started = await startCentre(folder.folder, { residents: 12 })
  desk = openDesk({ url: started.url, profile: profile.profile })
  await desk.until('the registry', (s) => s.homes.size === 12)
})
afterEach(async () => {
  await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

describe('the block that a place belongs to', () => {
  it('is found by a home, by who lives there and by a door, and is that one address alone', async () => {
    await desk.signIn('p-ida', pinOf('p-ida'))
    const wanted = {
      homeId: 'home-1',
      address: 'Strandgata 1',
      homes: 1,
      doors: 2,
      residents: 1,
      openCaseId: null,
    }
    for (const place of [
      { kind: 'home', id: 'home-1' },
      { kind: 'resident', id: 'res-1' },
      { kind: 'door', id: 'flat-1' },
    ] as const)
      expect(await desk.call('block', place)).toEqual({ block: wanted })
    expect(await desk.call('block', { kind: 'home', id: 'nowhere' })).toEqual({ block: null })
  })

  it('says which incident is open there', async () => {
    await desk.signIn('p-ida', pinOf('p-ida'))
    const caseId = v7()
    await desk.call('command', {
      name: 'openIncident',
      args: { caseId, homeId: 'home-1', number: null, note: '' },
    })
    await desk.until('the incident', (s) => s.alarms.has(caseId))
    expect(await desk.call('block', { kind: 'home', id: 'home-1' })).toMatchObject({
      block: { openCaseId: caseId },
    })
    expect(desk.seen.alarms.get(caseId)).toMatchObject({ alarmKind: 'blockFire', address: 'Strandgata 1' })
  })

  it('is nobody’s business while nobody is signed in', async () => {
    expect(await desk.call('block', { kind: 'home', id: 'home-1' })).toEqual({ block: null })
  })
})
