import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalCause } from '../../../src-domain/access/words.ts'
import type { CommandArgs } from '../../../src-domain/command/command.ts'
import type { FactOf } from '../../../src-domain/journal/kinds.ts'
import { minute, second } from '../../../src-domain/time.ts'
import { type Desk, openDesk } from './desk.ts'
import { fastClock } from './fastClock.ts'

/**
 * Every way through the door and every refusal, played by the practice town over the real wire, at doors that decide
 * from bytes. The whole centre's clock runs fast: leases run out and re-entry ends while one watches.
 */
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ residents: 300, speed: 4, clock: fastClock(60) })
})
afterAll(async () => desk.close())
/** What one test left open must not answer for the next. */
afterEach(async () => {
  await desk.instruct({ do: 'stop' })
  for (const { id, ownerId } of desk.run.centre.store.rows.openAlarms()) {
    if (ownerId === null) await desk.command('answer', { caseId: id })
    await close(id, 'noContact')
  }
})

type Case = {
  readonly caseId: string
  readonly residentId: string
  /** In walking order; those that our keys open. */
  readonly doorIds: readonly string[]
  readonly ours: readonly string[]
  readonly own: string
  readonly keyStores: readonly string[]
}
const done = { ok: true }

/** Begins a scenario and answers what it raises. */
const begin = async (scenario: string): Promise<Case> => {
  await desk.play(scenario)
  const raised = await desk.until('alarm.raised')
  expect(await desk.command('answer', { caseId: raised.id })).toMatchObject(done)
  const { registry } = desk.run.centre.store
  const chain = registry.get('home', raised.payload.homeId ?? '')?.chain ?? []
  const doorIds = chain.flatMap((step) => (step.kind === 'door' ? [step.doorId] : []))
  return {
    caseId: raised.id,
    residentId: raised.payload.residentId ?? '',
    doorIds,
    ours: doorIds.filter((id) => isOurs(id)),
    own: doorIds.at(-1) ?? '',
    keyStores: chain.flatMap((step) => (step.kind === 'keyStore' ? [step.keyStoreId] : [])),
  }
}
const isOurs = (doorId: string): boolean => {
  const { registry } = desk.run.centre.store
  return registry.get('lock', registry.get('door', doorId)?.lockId ?? '')?.traceable === true
}
const send = async (caseId: string, unitId: string) => {
  expect(await desk.command('dispatch', { caseId, unitId })).toMatchObject(done)
  return desk.until('dispatch.sent', (fact) => fact.payload.unitId === unitId)
}
const ask = (unitId: string, c: Case, change: Partial<CommandArgs<'grant'>> = {}) =>
  desk.command('grant', {
    caseId: c.caseId,
    unitId,
    handsetId: `handset-${unitId}`,
    doorIds: [...c.ours],
    startsIn: 0,
    minutes: 60,
    reason: 'alarm',
    offline: false,
    incidentNumber: null,
    ...change,
  })
/** The grant that stands newest once it was given. */
const grant = async (
  unitId: string,
  c: Case,
  change: Partial<CommandArgs<'grant'>> = {},
): Promise<string> => {
  const before = desk.facts().filter((f) => f.kind === 'grant.issued').length
  expect(await ask(unitId, c, change)).toMatchObject(done)
  const issued = desk.facts().filter((f) => f.kind === 'grant.issued')[before]
  return (issued ?? (await desk.until('grant.issued'))).payload.grantId
}
const close = async (caseId: string, outcome: CommandArgs<'close'>['outcome'] = 'helpedOnScene') => {
  for (const press of desk.run.centre.store.rows.load('alarm', caseId)?.presses ?? [])
    if (press.acknowledgedBy === null) await desk.command('acknowledgePress', { caseId, pressId: press.id })
  expect(await desk.command('close', { caseId, outcome, note: 'Øvelse.' })).toMatchObject(done)
}

const refused = (cause: RefusalCause, doorId?: string) =>
  desk.until(
    'grant.refused',
    (f) => f.payload.cause === cause && (doorId === undefined || f.payload.doorId === doorId),
  )
const used = (doorId: string, reentry = false, grantId?: string) =>
  desk.until(
    'grant.used',
    (f) =>
      f.payload.doorId === doorId &&
      f.payload.reentry === reentry &&
      (grantId === undefined || f.payload.grantId === grantId),
  )
const usesOf = (doorId: string): FactOf<'grant.used'>[] =>
  desk.facts().flatMap((f) => (f.kind === 'grant.used' && f.payload.doorId === doorId ? [f] : []))
const leasesOf = (grantId: string): FactOf<'grant.leased'>[] =>
  desk.facts().flatMap((f) => (f.kind === 'grant.leased' && f.payload.grantId === grantId ? [f] : []))
/** A test alarm walks the whole path each minute: what waits for a time waits for the next one. */
const passed = (at: number) => desk.until('probe.raised', (f) => f.at > at)
const idOf = async (kind: 'sharedCode.revealed' | 'code.issued') => (await desk.until(kind)).id

describe('a door', () => {
  it('that lost its clock refuses until a phone has fetched the time for it, outside', async () => {
    const c = await begin('clock-lost')
    await send(c.caseId, 'patrol-1')
    await grant('patrol-1', c)
    const first = await refused('noClock', c.own)
    const use = await used(c.own)
    expect(use.seq).toBeGreaterThan(first.seq)
    await desk.until('dispatch.cleared')
    await close(c.caseId)
  })

  it('refuses what was overheard, and the next honest phone brings that home', async () => {
    const c = await begin('copied-key')
    await send(c.caseId, 'patrol-2')
    const grantId = await grant('patrol-2', c)
    const stale = await refused('staleChallenge', c.own)
    const copied = await refused('wrongHandset', c.own)
    const again = await used(c.own, true)
    for (const tried of [stale, copied]) {
      expect(tried).toMatchObject({ by: { id: 'handset-patrol-2' }, payload: { grantId }, caseId: c.caseId })
      expect(tried.at).toBeLessThan(again.at)
    }
    expect(usesOf(c.own)).toHaveLength(2)
    await desk.until('dispatch.cleared')
    await close(c.caseId)
  })

  it('refuses a grant before its time, and the crew waits for it', async () => {
    const c = await begin('not-yet-valid')
    await send(c.caseId, 'patrol-3')
    await grant('patrol-3', c, { startsIn: 15 })
    const issued = await desk.until('grant.issued')
    const tried = await refused('notYetValid')
    expect(tried.at).toBeLessThan(issued.payload.from)
    const use = await used(c.own)
    expect(use.at).toBeGreaterThanOrEqual(issued.payload.from - minute)
    await desk.until('dispatch.cleared')
    await close(c.caseId)
  })

  it('is spent a quarter of an hour after it opened; another grant opens it', async () => {
    const c = await begin('spent')
    await send(c.caseId, 'patrol-4')
    const first = await grant('patrol-4', c)
    const use = await used(c.own, false, first)
    const tried = await refused('spent')
    expect(tried.payload.grantId).toBe(first)
    expect(tried.at - use.at).toBeGreaterThan(15 * minute)
    const second = await grant('patrol-4', c)
    await used(c.own, false, second)
    await desk.until('dispatch.cleared')
    await close(c.caseId)
  })

  it('refuses a lease that ran out where no coverage renewed it, and opens for the next', async () => {
    const c = await begin('lease-expired')
    await send(c.caseId, 'patrol-1')
    const grantId = await grant('patrol-1', c)
    const tried = await refused('expired', c.own)
    const use = await used(c.own)
    const [renewed, ranOut] = leasesOf(grantId)
      .filter((lease) => lease.receivedAt < use.at)
      .toReversed()
    // A token counts in whole seconds.
    expect(tried.at).toBeGreaterThan((ranOut?.payload.until ?? Number.POSITIVE_INFINITY) - second)
    // On a clock sixty times as fast, centre and door tell one moment up to a second apart.
    expect(renewed?.receivedAt).toBeGreaterThan(tried.at - second)
    await desk.until('dispatch.cleared')
    await close(c.caseId)
  })

  it('that jams in use spends nothing; the spare key is fetched from its cabinet', async () => {
    const c = await begin('jam-in-use')
    const { dispatchId } = (await send(c.caseId, 'patrol-2')).payload
    await grant('patrol-2', c)
    await refused('jammed', c.own)
    const [keyStoreId = ''] = c.keyStores
    expect(
      await desk.command('handOutKey', { caseId: c.caseId, keyStoreId, unitId: 'patrol-2' }),
    ).toMatchObject(done)
    const { loanId } = (await desk.until('key.handedOut')).payload
    await desk.until('dispatch.cleared', (f) => f.payload.dispatchId === dispatchId)
    expect(usesOf(c.own)).toEqual([])
    expect(await desk.command('returnKey', { caseId: c.caseId, loanId })).toMatchObject(done)
    await close(c.caseId)
  })

  it('that was forced says so while its case is open, and stands open', async () => {
    const c = await begin('forced-door')
    const { registry, telemetry } = desk.run.centre.store
    await send(c.caseId, 'patrol-3')
    await grant('patrol-3', c)
    await desk.until('dispatch.cleared')
    const lockId = registry.get('door', c.own)?.lockId ?? ''
    const forced = telemetry
      .history('lock', lockId, 20)
      .find((one) => one.kind === 'lock' && one.doorState === 'forcedOpen')
    expect(forced).toMatchObject({ alarms: ['forcedOpen', 'escutcheonRemoved'] })
    expect(usesOf(c.own)).toEqual([])
    await close(c.caseId)
  })
})

describe('a phone', () => {
  it('that was lost and blocked opens until its lease ends and not after; found again, it tells', async () => {
    const c = await begin('lost-phone')
    await send(c.caseId, 'patrol-4')
    const grantId = await grant('patrol-4', c)
    const first = await used(c.own)
    // By then it is out of their hands, and told nothing any more.
    await passed(first.at + 10 * second)
    const handsetId = 'handset-patrol-4'
    expect(await desk.command('blockHandset', { handsetId, reason: 'lost', note: '' })).toMatchObject(done)
    expect((await desk.until('grant.ended')).payload).toEqual({ grantId, cause: 'handsetBlocked' })
    const ends = leasesOf(grantId).at(-1)?.payload.until ?? 0
    await passed(ends + 2 * minute)
    expect(leasesOf(grantId).at(-1)?.payload.until).toBe(ends)
    expect(await desk.supervise('unblockHandset', { handsetId, note: 'Funnet i trappa.' })).toMatchObject(
      done,
    )
    const again = await used(c.own, true)
    expect(again.receivedAt).toBeGreaterThan(ends)
    const last = await refused('expired', c.own)
    expect(last.at).toBeGreaterThanOrEqual(ends)
    for (const use of usesOf(c.own)) expect(use.at).toBeLessThan(ends)
    await desk.until('dispatch.cleared')
    await close(c.caseId)
  })

  it('that is dead is no way in; a code that is read aloud is', async () => {
    const c = await begin('dead-phone')
    await send(c.caseId, 'patrol-1')
    await grant('patrol-1', c)
    const step = { kind: 'door', doorId: c.own } as const
    expect(
      await desk.command('issueCode', { caseId: c.caseId, step, hours: 1, reason: 'alarm' }),
    ).toMatchObject(done)
    expect(await desk.secret(c.caseId, await idOf('code.issued'))).toMatchObject(done)
    await desk.until('code.used')
    await desk.until('dispatch.cleared')
    expect(usesOf(c.own)).toEqual([])
    await close(c.caseId)
  })
})

describe('a fire in a block', () => {
  it('is one incident: one grant with the number of the crew, used from door to door in walking order', async () => {
    const c = await begin('block-fire')
    const second = await desk.until('alarm.raised', (f) => f.id !== c.caseId)
    const homeId = second.payload.homeId ?? ''
    const caseId = v7()
    const number = '26-1147'
    expect(await desk.command('openIncident', { caseId, homeId, number, note: '' })).toMatchObject(done)
    const opened = await desk.until('incident.opened')
    const doorIds = opened.payload.doorIds.filter(isOurs)
    expect(opened.payload.homeIds.length).toBeGreaterThanOrEqual(6)
    expect(doorIds.length).toBeGreaterThanOrEqual(4)
    const { dispatchId } = (await send(caseId, 'fire-1')).payload
    const fire = { ...c, caseId, ours: doorIds }
    expect(await ask('fire-1', fire, { reason: 'fire' })).toMatchObject(done)
    expect((await desk.until('grant.issued')).payload.incidentNumber).toBe(number)
    await desk.until('dispatch.cleared', (f) => f.payload.dispatchId === dispatchId)
    const walked = desk.facts().flatMap((f) => (f.kind === 'grant.used' ? [f.payload.doorId] : []))
    expect(walked.length).toBeGreaterThanOrEqual(4)
    expect(walked).toEqual(doorIds.filter((id) => walked.includes(id)))
    await close(caseId)
    await close(c.caseId, 'handedOver')
  })
})

describe("who a resident's doors are for", () => {
  it('changes with the provider: the lease of the old one is deleted, and the municipality comes', async () => {
    const c = await begin('provider-change')
    const { dispatchId } = (await send(c.caseId, 'patrol-6')).payload
    const grantId = await grant('patrol-6', c)
    expect((await desk.until('grant.ended')).payload).toEqual({ grantId, cause: 'providerChanged' })
    await desk.until('grant.deleted', (f) => f.payload.grantId === grantId)
    const leases = leasesOf(grantId).length
    expect(await ask('patrol-6', c)).toMatchObject({ ok: false, error: { code: 'otherProvider' } })
    await desk.command('recall', { caseId: c.caseId, dispatchId })
    await send(c.caseId, 'patrol-1')
    const second = await grant('patrol-1', c)
    await desk.until('dispatch.cleared')
    expect(leasesOf(grantId)).toHaveLength(leases)
    expect(leasesOf(second).length).toBeGreaterThan(0)
    await close(c.caseId)
    const { registry } = desk.run.centre.store
    const changed = registry.get('resident', c.residentId)?.providerId
    await desk.instruct({ do: 'stop' })
    await desk.run.centre.journal.write(() => undefined, 'bulk')
    expect(registry.get('resident', c.residentId)?.providerId).not.toBe(changed)
  })

  it('are nobody’s when the service has ended, also for whoever is on the stairs', async () => {
    const c = await begin('service-ended')
    const { dispatchId } = (await send(c.caseId, 'patrol-2')).payload
    const grantId = await grant('patrol-2', c)
    expect((await desk.until('grant.ended')).payload).toEqual({ grantId, cause: 'serviceEnded' })
    await desk.until('grant.deleted')
    expect(await ask('patrol-2', c)).toMatchObject({ ok: false, error: { code: 'serviceEnded' } })
    await desk.command('recall', { caseId: c.caseId, dispatchId })
    await close(c.caseId, 'noContact')
  })
})

describe('a way in without a grant', () => {
  it('is the shared code of a private lock: that it was shown is all that is known', async () => {
    const c = await begin('private-lock')
    await send(c.caseId, 'patrol-3')
    await grant('patrol-3', c)
    const { at } = await desk.until('dispatch.arrived')
    // Longer than the whole visit takes once they are in.
    await passed(at + 5 * minute)
    expect(desk.facts().some((f) => f.kind === 'dispatch.cleared')).toBe(false)
    expect(await desk.command('revealSharedCode', { caseId: c.caseId, doorId: c.own })).toMatchObject(done)
    expect(await desk.secret(c.caseId, await idOf('sharedCode.revealed'))).toMatchObject(done)
    await desk.until('dispatch.cleared')
    expect(usesOf(c.own)).toEqual([])
    await close(c.caseId)
  })

  it('is a metal key: signed out on the way, and out until it is back', async () => {
    const c = await begin('key-cabinet')
    const [keyStoreId = ''] = c.keyStores
    await send(c.caseId, 'patrol-4')
    expect(
      await desk.command('handOutKey', { caseId: c.caseId, keyStoreId, unitId: 'patrol-4' }),
    ).toMatchObject(done)
    const { loanId } = (await desk.until('key.handedOut')).payload
    if (c.ours.length > 0) await grant('patrol-4', c)
    await desk.until('dispatch.cleared')
    expect(desk.run.centre.store.rows.load('keyLoan', loanId)).toMatchObject({ returnedAt: null })
    expect(await desk.command('returnKey', { caseId: c.caseId, loanId })).toMatchObject(done)
    await close(c.caseId)
  })

  it('is what residents gave in the app of their lock: theirs from the start, and used as life goes on', async () => {
    await desk.until('residentGrant.used')
    const { entries } = desk.run.centre.store
    const given = entries.after(0, desk.run.centre.journal.head().seq, 200)
    expect(given.filter((e) => e.kind === 'residentGrant.given').length).toBeGreaterThan(5)
  })
})
