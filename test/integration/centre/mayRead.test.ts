import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { registryPut } from '../../../src-centre/registryPut.ts'
import type { RegistryTable } from '../../../src-domain/registry/rows.ts'
import type { Reader } from '../../../src-domain/wire/mayRead.ts'
import { canary, canaryNumber } from '../../build/canaries.ts'
import { type Desk, noFaults as deskFaults, openDesk, tempProfile } from '../core/desk.ts'
import {
  centreTime,
  noFaults,
  openAdapter,
  openConsole,
  pressAt,
  type Started,
  secretOf,
  startCentre,
  type TestConsole,
  tempFolder,
} from './harness.ts'
import { cidOf, scaip, townRows } from './town.ts'

/** Two municipalities at one centre, a workplace of each kind, and every word that any of them is sent. */
const scopes: Readonly<Record<string, Reader>> = {
  whole: { reads: 'desk', words: true, municipalities: null },
  nameless: { reads: 'desk', words: false, municipalities: null },
  bench: { reads: 'hardware', words: false, municipalities: null },
  fjord: { reads: 'desk', words: true, municipalities: ['fjordvik'] },
  sund: { reads: 'desk', words: true, municipalities: ['sundby'] },
}
const wordsOf = (place: string) => ({
  name: canary(`${place}Name`),
  phone: canaryNumber(`${place}phone`),
  contact: canary(`${place}Contact`),
  instructions: canary(`${place}Instructions`),
  number: canaryNumber(`${place}number`),
  note: canary(`${place}Note`),
})
const words = { fjordvik: wordsOf('fjordvik'), sundby: wordsOf('sundby') }
/** What is no word of a resident and yet of one place: what happened, and where the equipment is. */
const facts = {
  fjordvik: { cid: cidOf(1), street: canary('fjordvikStreet'), serial: canary('fjordvikSerial') },
  sundby: { cid: cidOf(2), street: canary('sundbyStreet'), serial: canary('sundbySerial') },
}

let temp = tempFolder()
let started: Started
beforeEach(async () => {
  temp = tempFolder()
  started = await startCentre(temp.folder)
  const { centre } = started
  // Home 1 is Fjordvik's, home 2 Sundby's.
  await centre.putRegistry(
    townRows(2).map(({ table, row }) => {
      const place = row.id.endsWith('-2') ? 'sundby' : 'fjordvik'
      const { name, phone, contact, instructions, number } = words[place]
      const { street, serial } = facts[place]
      const contacts = [{ name: contact, relation: '', phone }]
      const told: Partial<Record<RegistryTable, object>> = {
        resident: { name, phone, instructions, contacts },
        homeUnit: { number },
        home: { street },
        lock: { serial },
      }
      return registryPut(table, { ...row, municipality: place, ...told[table] })
    }),
  )
  await centre.putRegistry([
    {
      table: 'municipality',
      row: { id: 'sundby', municipality: 'sundby', name: 'Sundby kommun', centre: [10, 63] },
    },
  ])
  await centre.journal.write(() => {
    for (const [id, { words: personal, ...scope }] of Object.entries(scopes))
      centre.store.credentials.put('workplace', id, secretOf(id), personal, scope)
  })
})
afterEach(async () => {
  await started.centre.close()
  temp.remove()
  noFaults(started)
})

/** Everything that came over its line, and what it was answered. */
const listen = (desk: TestConsole): string[] => {
  const heard: string[] = []
  desk.socket.onAny((name: string, body: unknown) => heard.push(`${name} ${JSON.stringify(body)}`))
  return heard
}
const holds = (heard: readonly string[], of: Readonly<Record<string, string>>): string[] => {
  const all = heard.join('\n')
  return Object.keys(of).filter((name) => all.includes(of[name] ?? ''))
}

/** Both residents press; somebody writes of each; each lock and the patrol says where and how it is. */
const night = async (): Promise<string[]> => {
  const desk = await openConsole(started.url, 'whole')
  await desk.resume()
  const session = await desk.signIn('p-ida')
  await pressAt(started.url, scaip(1))
  await pressAt(started.url, scaip(2))
  const raised = () => desk.live.filter((e) => e.kind === 'alarm.raised')
  await desk.until(() => raised().length === 2)
  for (const { id, municipality } of raised()) {
    const { note } = words[municipality as keyof typeof words]
    expect(await desk.command(session, 'note', { caseId: id, text: note })).toMatchObject({ ok: true })
  }
  const locks = await openAdapter(started.url, '/platform', { adapterId: 'locks', secret: secretOf('locks') })
  const base = { at: centreTime(Date.now()), mains: true, battery: null, reachable: true }
  await locks.send('readings', {
    readings: [
      { ...base, kind: 'homeUnit', subject: 'hu-1', municipality: 'fjordvik' },
      { ...base, kind: 'homeUnit', subject: 'hu-2', municipality: 'sundby' },
    ],
  })
  locks.close()
  desk.close()
  return raised().map((e) => e.id)
}

/** By history and open cases, by a snapshot, and by all that may be asked. */
const everythingAt = async (id: string, cases: readonly string[]): Promise<string[]> => {
  const heard: string[] = []
  for (const from of [undefined, { seq: 1, hash: 'B'.repeat(43) }]) {
    const desk = await openConsole(started.url, id)
    heard.push(JSON.stringify(desk.welcome))
    const lines = listen(desk)
    await desk.resume(from)
    await desk.until(
      () => desk.order.includes(from ? 'snapshot' : 'history') && desk.order.includes('registry'),
    )
    for (const caseId of cases) {
      heard.push(JSON.stringify(await desk.ask('caseHistory', { caseId })))
      heard.push(JSON.stringify(await desk.ask('responders', { caseId })))
    }
    heard.push(...lines)
    desk.close()
  }
  return heard
}

describe('what a workplace is sent', () => {
  it('is what it may read, whichever way it asks', async () => {
    const cases = await night()
    const all = Object.keys(words.fjordvik)
    const seen = async (id: string) => {
      const heard = await everythingAt(id, cases)
      return {
        fjordvik: holds(heard, words.fjordvik),
        sundby: holds(heard, words.sundby),
        places: [...holds(heard, facts.fjordvik), '|', ...holds(heard, facts.sundby)].join(' '),
      }
    }
    expect(await seen('whole')).toEqual({
      fjordvik: all,
      sundby: all,
      places: 'cid street serial | cid street serial',
    })
    expect(await seen('nameless')).toEqual({
      fjordvik: [],
      sundby: [],
      places: 'cid street serial | cid street serial',
    })
    expect(await seen('bench')).toEqual({
      fjordvik: [],
      sundby: [],
      // A home unit's own number is the technician's as well.
      places: 'cid street serial | cid street serial',
    })
    expect(await seen('fjord')).toEqual({ fjordvik: all, sundby: [], places: 'cid street serial |' })
    expect(await seen('sund')).toEqual({ fjordvik: [], sundby: all, places: '| cid street serial' })
  })

  it('is what may be spoken of: the rest does not exist there', async () => {
    const cases = await night()
    const caseOf = (place: string): string =>
      cases.find((id) => started.centre.store.rows.load('alarm', id)?.municipality === place) ?? ''
    const sund = await openConsole(started.url, 'sund')
    const session = await sund.signIn('p-ida')
    const asked = (name: string, args: object) => sund.command(session, name, args)
    const unknown = { ok: false, error: { code: 'unknownCase' } }
    expect(await asked('answer', { caseId: caseOf('fjordvik') })).toMatchObject(unknown)
    // What stands under a key that the command does not know hides nothing.
    expect(await asked('answer', { caseId: caseOf('fjordvik'), homeId: 0 })).toMatchObject(unknown)
    expect(await sund.ask('responders', { caseId: caseOf('fjordvik') })).toMatchObject(unknown)
    expect(await asked('dispatch', { caseId: caseOf('sundby'), unitId: 'unit-4' })).toMatchObject({
      error: { code: 'unknownUnit' },
    })
    expect(await sund.ask('responders', { caseId: caseOf('sundby') })).toMatchObject({
      ok: true,
      value: { responders: [] },
    })
    expect(await asked('blockHandset', { handsetId: 'hs-4', reason: 'lost', note: '' })).toMatchObject({
      error: { code: 'unknownHandset' },
    })
    const press = { caseId: caseOf('fjordvik'), pressId: caseOf('fjordvik') }
    await sund.ask('presented', { presses: [press] })
    expect(started.centre.store.rows.load('alarm', caseOf('fjordvik'))?.presentedAt).toEqual([])
    expect(await asked('answer', { caseId: caseOf('sundby') })).toMatchObject({ ok: true })
    sund.close()
  })

  it('begins no case where no case is heard of', async () => {
    const bench = await openConsole(started.url, 'bench')
    const session = await bench.signIn('p-ida')
    const incident = { caseId: v7(), homeId: 'home-1', number: null, note: '' }
    expect(await bench.command(session, 'openIncident', incident)).toMatchObject({
      ok: false,
      error: { code: 'unknownCase' },
    })
    bench.close()
  })
})

describe('a console that may read less', () => {
  const at = async (workplaceId: string, check: (desk: Desk) => Promise<void>): Promise<void> => {
    const profile = tempProfile()
    const desk = openDesk({ url: started.url, profile: profile.profile, workplaceId })
    try {
      await check(desk)
      expect(desk.seen.health).toMatchObject({ chainBroken: null, unreadable: { count: 0 } })
    } finally {
      await desk.stop()
      profile.remove()
      deskFaults(started)
    }
  }

  it.each([
    ['sund', 1],
    ['nameless', 2],
    ['bench', 0],
  ])('holds a chain that verifies and nothing unread: %s', async (workplaceId, alarms) => {
    await night()
    await at(workplaceId, async (desk) => {
      const { seq } = started.centre.journal.head()
      await desk.until('all of it', ({ health }) => (health?.storedSeq ?? 0) >= seq)
      await desk.until('its alarms', (seen) => seen.alarms.size === alarms)
    })
  })
})
