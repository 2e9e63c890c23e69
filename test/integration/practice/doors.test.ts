import { describe, expect, it } from 'vitest'
import { done, openWays } from './ways.ts'

const { desk, begin, send, grant, close, refused, used, usesOf } = await openWays()

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
