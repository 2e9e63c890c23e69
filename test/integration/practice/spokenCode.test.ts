import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { Draft } from '../../../src-domain/journal/kinds.ts'
import type { ChainStep, RegistryRow } from '../../../src-domain/registry/rows.ts'
import { centreInstant } from '../../../src-domain/time.ts'
import { type Desk, openDesk } from './desk.ts'

/** From the command to the finger on the key and back: one town, real keypads, the code read aloud in between. */
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ residents: 300, speed: 120 })
  // Nobody else presses while we stand at a door.
  await desk.play('quiet-night')
})
afterAll(async () => desk.close())

type Lived = { readonly residentId: string; readonly home: RegistryRow<'home'> }
const homes = (): Lived[] => {
  const { registry } = desk.run.centre.store
  return registry.all('resident').flatMap((resident) => {
    const home = registry.get('home', resident.homeId)
    return home && resident.serviceEndedAt === null ? [{ residentId: resident.id, home }] : []
  })
}
const lockOf = (doorId: string) => {
  const { registry } = desk.run.centre.store
  return registry.get('lock', registry.get('door', doorId)?.lockId ?? '')
}
const homeWhere = (test: (home: RegistryRow<'home'>) => boolean): Lived => {
  const found = homes().find(({ home }) => test(home))
  if (!found) throw new Error('nobody lives so')
  return found
}
/** What the platform says of a lock; the first readings come in their own time. */
const readingOf = async (lockId: string) => {
  const { journal, store } = desk.run.centre
  for (;;) {
    const [newest] = store.telemetry.history('lock', lockId, 1)
    if (newest?.kind === 'lock') return newest
    await journal.write(() => undefined, 'bulk')
  }
}
const doorsOf = ({ chain }: RegistryRow<'home'>) =>
  chain.flatMap((step) => (step.kind === 'door' ? [{ ...step, lock: lockOf(step.doorId) }] : []))
/** A home whose last door has a keypad on a lock of ours that is locked and keeps its clock. */
const homeWithKeypad = async (): Promise<Lived> => {
  for (const lived of homes()) {
    const lock = doorsOf(lived.home).at(-1)?.lock
    if (!lock?.keypad || !lock.traceable) continue
    const { lockState, clock, doorState } = await readingOf(lock.id)
    if (lockState === 'locked' && clock === 'set' && doorState === 'closed') return lived
  }
  throw new Error('nobody lives so')
}

/** As the receiver would have it: the first thing that a case needs is somebody who pressed. */
const raise = async ({ residentId, home }: Lived): Promise<string> => {
  const { journal } = desk.run.centre
  const raised: Draft = {
    kind: 'alarm.raised',
    caseId: null,
    payload: {
      alarmKind: 'safety',
      priority: 2,
      deviceType: '3',
      statusCode: '10',
      voice: 'duplex',
      source: null,
      residentId,
      homeId: home.id,
      unitId: null,
    },
  }
  const [entry] = await journal.write(() =>
    journal.append([raised], {
      by: { kind: 'intake', id: 'practice-alarms' },
      at: centreInstant(Date.now()),
      receivedAt: Date.now(),
      causedBy: null,
    }),
  )
  return entry?.id ?? ''
}
const done = z.object({ ok: z.literal(true), value: z.object({ entryIds: z.array(z.string()) }) })
const issue = async (caseId: string, step: ChainStep): Promise<string> => {
  const asked = await desk.command('issueCode', { caseId, step, hours: 2, reason: 'alarm' })
  return done.parse(asked).value.entryIds[0] ?? ''
}
const answered = async (lived: Lived): Promise<string> => {
  const caseId = await raise(lived)
  done.parse(await desk.command('answer', { caseId }))
  return caseId
}
const closed = async (caseId: string) =>
  done.parse(await desk.command('close', { caseId, outcome: 'helpedOnScene', note: 'Øvelse.' }))

it('a crew without a grant for a door waits before it, hears the code, and types it', async () => {
  const lived = await homeWithKeypad()
  const doors = doorsOf(lived.home)
  const own = doors.at(-1)?.doorId ?? ''
  const step = { kind: 'door', doorId: own } as const
  const caseId = await answered(lived)
  done.parse(await desk.command('dispatch', { caseId, unitId: 'patrol-4' }))
  const doorIds = doors.flatMap(({ doorId, lock }) => (lock?.traceable && doorId !== own ? [doorId] : []))
  if (doorIds.length > 0)
    done.parse(
      await desk.command('grant', {
        caseId,
        unitId: 'patrol-4',
        handsetId: 'handset-patrol-4',
        doorIds,
        startsIn: 0,
        minutes: 60,
        reason: 'alarm',
        offline: false,
        incidentNumber: null,
      }),
    )
  await desk.until('dispatch.arrived', (f) => f.caseId === caseId)
  const entryId = await issue(caseId, step)
  expect(desk.facts().filter((f) => f.kind === 'code.used')).toEqual([])
  expect(await desk.secret(caseId, entryId)).toMatchObject({
    ok: true,
    value: { words: expect.stringMatching(/^\d{9}$/) },
  })
  const used = await desk.until('code.used')
  const issued = await desk.until('code.issued')
  expect(used).toMatchObject({ caseId, by: { kind: 'platform', id: 'practice-locks' } })
  expect(used.payload.codeId).toBe(issued.payload.codeId)
  await desk.until('dispatch.cleared', (f) => f.caseId === caseId)
  expect(desk.facts().filter((f) => f.kind === 'grant.used' && f.payload.doorId === own)).toEqual([])
  expect(desk.run.centre.store.rows.codesOf(caseId)).toMatchObject([{ uses: [{}] }])
  await closed(caseId)
})

it('a key box that is opened with its code says so when the crew has come', async () => {
  const lived = homeWhere((home) => {
    const [first] = home.chain
    const { registry } = desk.run.centre.store
    return (
      first?.kind === 'keyStore' &&
      registry.get('keyStore', first.keyStoreId)?.keypad === true &&
      doorsOf(home).every(({ lock }) => !lock?.traceable)
    )
  })
  const [box] = lived.home.chain
  if (box?.kind !== 'keyStore') throw new Error('no box')
  const caseId = await answered(lived)
  const entryId = await issue(caseId, box)
  expect(await desk.secret(caseId, entryId)).toMatchObject({ ok: true })
  done.parse(await desk.command('dispatch', { caseId, unitId: 'patrol-3' }))
  const used = await desk.until('code.used', (f) => f.caseId === caseId)
  const arrived = await desk.until('dispatch.arrived', (f) => f.caseId === caseId)
  expect(used.at).toBeGreaterThanOrEqual(arrived.at)
  await desk.until('dispatch.cleared', (f) => f.caseId === caseId)
  await closed(caseId)
})
