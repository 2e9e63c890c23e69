import { describe, expect, it } from 'vitest'
import { minute, second } from '../../../src-domain/time.ts'
import { openWays } from './ways.ts'

const { desk, begin, send, grant, close, refused, used, leasesOf } = await openWays()

describe('a door, as time goes by', () => {
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
})
