import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../../src-centre/crypto.ts'
import { centreSays } from '../../../src-centre/journal/journal.ts'
import { tablesInOrder } from '../../../src-centre/store/rows.ts'
import { beginning, chainFault } from '../../../src-domain/journal/chain.ts'
import { stateHash } from '../../../src-domain/journal/stateHash.ts'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import { asideName, asides } from '../../../src-main/core/store/aside.ts'
import { canary, canaryNumber, foundIn } from '../../build/canaries.ts'
import {
  erase,
  openAdapter,
  pressAt,
  type Started,
  secretOf,
  startCentre,
  tempFolder,
} from '../centre/harness.ts'
import { cidOf, pinOf, scaip, workplaces } from '../centre/town.ts'
import {
  chainFaultOn,
  type Desk,
  type DeskOptions,
  noFaults,
  openDesk,
  openProfile,
  storeKey,
  tempProfile,
} from './desk.ts'

/** Everything that is ever written down of one resident, each word once in the world. */
const words = {
  name: canary('Name'),
  phone: canaryNumber('phone'),
  instructions: canary('Instructions'),
  contact: canary('Contact'),
  relation: canary('Relation'),
  contactPhone: canaryNumber('contactPhone'),
  number: canaryNumber('number'),
  note: canary('Note'),
  laterNote: canary('LaterNote'),
  granted: canary('Granted'),
  unsent: canary('Unsent'),
  unread: canary('Unread'),
  unreadHere: canary('UnreadHere'),
}

let folder = tempFolder()
let profile = tempProfile()
let started: Started
let desks: Desk[] = []
let caseId = ''
beforeEach(async () => {
  folder = tempFolder()
  profile = tempProfile()
  started = await startCentre(folder.folder)
  const { registry } = started.centre.store
  const resident = registry.get('resident', 'res-1')
  const unit = registry.get('homeUnit', 'hu-1')
  if (!resident || !unit) throw new Error('the town has no first resident')
  const written: RegistryRow<'resident'> = {
    ...resident,
    name: words.name,
    phone: words.phone,
    instructions: words.instructions,
    contacts: [{ name: words.contact, relation: words.relation, phone: words.contactPhone }],
  }
  await started.centre.putRegistry([
    { table: 'resident', row: written },
    { table: 'homeUnit', row: { ...unit, number: words.number } },
  ])
})
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})
const open = (options: Partial<DeskOptions> = {}): Desk => {
  const desk = openDesk({ url: started.url, profile: profile.profile, ...options })
  desks.push(desk)
  return desk
}
const stop = async (desk: Desk): Promise<void> => {
  desks = desks.filter((d) => d !== desk)
  await desk.stop()
}
const store = () => started.centre.store

/** An alarm with a note, closed; a grant of the resident's own; and what could not be read. */
const aLifeOf = async (desk: Desk): Promise<void> => {
  await desk.until('the town', ({ homes }) => homes.size === 5)
  await desk.signIn('p-ida', pinOf('p-ida'))
  await pressAt(started.url, scaip(1))
  await desk.until('the alarm', ({ alarms }) => alarms.size === 1)
  caseId = [...desk.seen.alarms.keys()][0] ?? ''
  await desk.call('openCase', { caseId })
  for (const [name, args] of [
    ['answer', { caseId }],
    ['note', { caseId, text: words.note }],
    ['close', { caseId, outcome: 'falseAlarm', note: words.laterNote }],
  ] as const)
    await done(desk, name, args)
  const app = await openAdapter(started.url, '/platform', { adapterId: 'locks', secret: secretOf('locks') })
  const given = {
    grantId: v7(),
    residentId: 'res-1',
    doorIds: ['flat-1'],
    kind: 'standing',
    givenBy: 'relative',
    from: Date.now(),
    until: null,
    name: words.granted,
  }
  await app.send('residentGrants', { given: [given], withdrawn: [], used: [] })
  app.close()
  const unread = { at: Date.now(), source: 'intake/receiver', why: 'planted', raw: words.unread }
  await started.centre.journal.write(() => store().quarantine.put(unread))
  await desk.until('all of it', () => stored(desk) === started.centre.journal.head().seq)
}
const done = async (desk: Desk, name: 'answer' | 'note' | 'close', args: object): Promise<void> => {
  const asked = await desk.call('command', { name, args })
  if (!asked.ok) throw new Error(asked.error.code)
  const { commandId } = asked.value
  await desk.until(`${name} done`, ({ commands }) =>
    commands.some((c) => c.commandId === commandId && c.state === 'done'),
  )
}
const stored = (desk: Desk): number => desk.seen.health?.storedSeq ?? 0
const waitingFor = (): readonly string[] =>
  started.centre.erasing.standing()[0]?.waitingFor ?? ['nobody erased']

/** Every page of it, free ones too, as they are when unsealed; and nothing may lie in the log beside it. */
const wholeOf = (file: string): Buffer => {
  expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
  const db = new Database(file, { readonly: true })
  db.pragma("cipher = 'sqlcipher'")
  db.pragma(`key = "x'${storeKey}'"`)
  const whole = db.serialize()
  db.close()
  return whole
}
const replica = (): string => join(profile.profile, 'replica.db')
const centreWhole = (): Buffer => store().db.serialize()

/** As long as a person waits, and no longer: the centre has no event for it. */
const confirmed = async (desk: Desk): Promise<void> => {
  await desk.until('confirmed', () => !waitingFor().includes('desk-1'))
}

describe('erasing a resident', () => {
  it('leaves no word at the centre or on the console, and chain and rows that agree', async () => {
    const desk = open()
    await aLifeOf(desk)
    const before = openProfile(profile.profile)
    before.quarantine.add({ at: 1, where: 'entry', why: 'planted', raw: words.unreadHere })
    before.outbox.put({
      id: v7(),
      name: 'note',
      args: { caseId, text: words.unsent },
      caseId,
      personId: 'p-jon',
      at: Date.now(),
      notAfter: Date.now(),
      state: 'waiting',
      error: null,
    })
    before.close()
    const there = desk.call('search', { text: words.name })
    expect(JSON.stringify(await there)).toContain(words.name)
    await erase(started.centre, 'res-1')
    await confirmed(desk)

    expect(JSON.stringify(await desk.call('search', { text: words.name }))).not.toContain(words.name)
    expect(JSON.stringify(desk.seen.case)).not.toMatch(new RegExp(`${words.note}|${words.name}`))
    await desk.until('all of it', () => stored(desk) === started.centre.journal.head().seq)
    const rows = tablesInOrder.flatMap((table) => store().rows.slice(table, '', 10_000))
    const beside = openProfile(profile.profile)
    expect(stateHash(beside.rows.all(), sha256)).toBe(stateHash(rows, sha256))
    beside.close()
    await stop(desk)
    expect(foundIn(wholeOf(replica()), words)).toEqual([])
    expect(foundIn(centreWhole(), words)).toEqual([])
    const file = openProfile(profile.profile)
    expect(chainFaultOn(file)).toBeNull()
    let last = beginning
    for (const e of file.entries.from(0, 10_000)) {
      expect(chainFault(last, e, sha256)).toBeNull()
      last = { seq: e.seq, hash: e.hash }
    }
    expect(file.rows.load('erasure', 'res-1')).toMatchObject({ municipality: 'fjordvik' })
    expect(file.quarantine.count()).toBeGreaterThan(0)
    file.close()
  })

  it('reaches a console that was away when it comes back, and the centre knows of it until then', async () => {
    const desk = open()
    await aLifeOf(desk)
    await stop(desk)
    // They are found where they are, or not to find them afterwards would prove nothing.
    const { unsent: _unsent, unread: _unread, unreadHere: _unreadHere, ...here } = words
    expect(foundIn(wholeOf(replica()), here)).toEqual(Object.keys(here))
    await erase(started.centre, 'res-1')
    expect(waitingFor()).toEqual([...workplaces])
    const back = open()
    await confirmed(back)
    expect(waitingFor()).toEqual(workplaces.filter((id) => id !== 'desk-1'))
    await stop(back)
    expect(foundIn(wholeOf(replica()), words)).toEqual([])
  })

  it('reaches an old replica that goes on from a snapshot', async () => {
    const desk = open()
    await aLifeOf(desk)
    await stop(desk)
    // Its end is not the centre's: it is given all rows anew, and the entries before them stay.
    const old = openProfile(profile.profile)
    const { seq } = old.replica.standing()
    old.replica.reach(seq, 'B'.repeat(43))
    old.close()
    await erase(started.centre, 'res-1')
    await started.centre.journal.write(() =>
      started.centre.journal.append(
        [{ kind: 'probe.raised', caseId: null, payload: { probeId: v7() } }],
        centreSays(Date.now(), 'test'),
      ),
    )
    const back = open()
    await confirmed(back)
    await stop(back)
    const file = openProfile(profile.profile)
    expect(file.replica.standing().fromSeq).toBeGreaterThan(seq)
    file.close()
    expect(foundIn(wholeOf(replica()), words)).toEqual([])
  })

  it('reaches a replica that was set aside for another journal', async () => {
    const desk = open()
    await aLifeOf(desk)
    await stop(desk)
    const file = openProfile(profile.profile)
    file.beginAnew(profile.profile, Date.now())
    file.close()
    const [aside = ''] = asides(profile.profile).map((one) => one.file)
    expect(foundIn(wholeOf(aside), words)).toContain('note')
    const back = open()
    await back.until('the town', ({ homes }) => homes.size === 5)
    await erase(started.centre, 'res-1')
    await confirmed(back)
    await stop(back)
    expect(asides(profile.profile).map((one) => one.file)).toEqual([aside])
    expect(foundIn(wholeOf(aside), words)).toEqual([])
    expect(foundIn(wholeOf(replica()), words)).toEqual([])
  })

  it('is not said to be done while a replica that was set aside cannot be cleaned', async () => {
    const desk = open()
    await aLifeOf(desk)
    const damaged = asideName(profile.profile, 'damaged', Date.now())
    writeFileSync(damaged, Buffer.alloc(8_192, 7))
    // A lost key keeps it from everybody: that one holds nobody up.
    writeFileSync(asideName(profile.profile, 'key', Date.now()), Buffer.alloc(8_192, 7))
    await erase(started.centre, 'res-1')
    await desk.until('carried out', () => openedErased() > 0)
    const seconds = () => desk.seen.order.filter((name) => name === 'clocks').length
    const before = seconds()
    await desk.until('three seconds later', () => seconds() >= before + 3)
    expect(waitingFor()).toContain('desk-1')
    await stop(desk)
    expect(foundIn(wholeOf(replica()), words)).toEqual([])
    rmSync(damaged)
    const back = open()
    await confirmed(back)
  })

  it('is carried out again by a console that died before it had noted that it did', async () => {
    const desk = open()
    await aLifeOf(desk)
    await erase(started.centre, 'res-1')
    await confirmed(desk)
    await stop(desk)
    const file = openProfile(profile.profile)
    file.replica.keep('erased', null)
    const [note] = file.entries.ofCase(caseId).filter((e) => e.kind === 'case.noted')
    if (!note) throw new Error('the note is gone')
    file.entries.add({ ...note, personal: { salt: 'x', text: `{"text":"${words.note}"}` } })
    file.close()
    const back = open()
    await back.until('erased again', () => openedErased() > 0)
    await stop(back)
    expect(foundIn(wholeOf(replica()), words)).toEqual([])
  })

  it('keeps out what a source still says of the resident, and lets the others in', async () => {
    const { registry } = store()
    const row = registry.get('resident', 'res-1')
    if (!row) throw new Error('gone too early')
    await erase(started.centre, 'res-1')
    await started.centre.putRegistry([
      { table: 'resident', row },
      { table: 'resident', row: { ...row, id: 'res-new', name: 'Another' } },
    ])
    expect(registry.get('resident', 'res-1')).toBeUndefined()
    expect(registry.get('resident', 'res-new')?.name).toBe('Another')
    expect(started.warnings).toEqual([expect.stringContaining('erasedResident')])
    expect(registry.homeUnitByCid(cidOf(1))).toBeUndefined()
  })

  it('is refused while somebody may still press, while a case is open, and for nobody', async () => {
    const { erasing } = started.centre
    expect(await erasing.erase('res-1')).toBe('serviceGoesOn')
    expect(await erasing.erase('res-99')).toBe('unknownResident')
    await pressAt(started.url, scaip(1))
    const resident = store().registry.get('resident', 'res-1')
    if (!resident) throw new Error('no resident')
    await started.centre.putRegistry([{ table: 'resident', row: { ...resident, serviceEndedAt: 1 } }])
    expect(await erasing.erase('res-1')).toBe('caseIsOpen')
    expect(store().registry.get('resident', 'res-1')?.name).toBe(words.name)
  })
})

const openedErased = (): number => {
  const file = openProfile(profile.profile)
  const kept = file.replica.kept('erased') as { settled?: number } | undefined
  file.close()
  return kept?.settled ?? 0
}
