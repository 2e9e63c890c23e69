import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minute, second } from '../../../src-domain/time.ts'
import { done, openWays } from './ways.ts'

const { desk, begin, isOurs, send, ask, grant, close, refused, used, usesOf, leasesOf, passed, idOf } =
  await openWays()

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
