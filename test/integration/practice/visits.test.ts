import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FactOf } from '../../../src-domain/journal/kinds.ts'
import { type Desk, openDesk } from './desk.ts'

/** The whole way over the real wire: alarm, dispatch, drive, doors, use reports, clear. One town for all. */
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ residents: 300, speed: 120 })
})
afterAll(async () => desk.close())

type Answered = { readonly caseId: string; readonly doorIds: readonly string[] }

const answerFirst = async (): Promise<Answered> => {
  const raised = await desk.until('alarm.raised')
  const home = desk.run.centre.store.registry.get('home', raised.payload.homeId ?? '')
  const doorIds = home?.chain.flatMap((step) => (step.kind === 'door' ? [step.doorId] : [])) ?? []
  expect(await desk.command('answer', { caseId: raised.id })).toMatchObject({ ok: true })
  return { caseId: raised.id, doorIds }
}
const send = async ({ caseId }: Answered, unitId: string) => {
  expect(await desk.command('dispatch', { caseId, unitId })).toMatchObject({ ok: true })
  await desk.until('dispatch.accepted')
}
const grant = async ({ caseId, doorIds }: Answered, unitId: string) =>
  expect(
    await desk.command('grant', {
      caseId,
      unitId,
      handsetId: `handset-${unitId}`,
      doorIds: [...doorIds],
      startsIn: 0,
      minutes: 60,
      reason: 'alarm',
      offline: false,
      incidentNumber: null,
    }),
  ).toMatchObject({ ok: true })
const close = async ({ caseId }: Answered) =>
  expect(await desk.command('close', { caseId, outcome: 'helpedOnScene', note: '' })).toMatchObject({
    ok: true,
  })
const used = (doorId: string | undefined, reentry: boolean) => (fact: FactOf<'grant.used'>) =>
  fact.payload.doorId === doorId && fact.payload.reentry === reentry

describe('a visit', () => {
  it('gets past a chain: the door opens, the chain is cut, the door opens once more', async () => {
    await desk.play('fall-with-chain')
    const alarm = await answerFirst()
    await send(alarm, 'patrol-4')
    await grant(alarm, 'patrol-4')
    await desk.until('dispatch.arrived')
    const own = alarm.doorIds.at(-1)
    await desk.until('grant.used', used(own, false))
    await desk.until('grant.used', used(own, true))
    await desk.until('dispatch.cleared')
    await close(alarm)
    const uses = desk
      .facts()
      .flatMap((f) => (f.kind === 'grant.used' && !f.payload.reentry ? [f.payload.doorId] : []))
    expect(uses).toEqual(alarm.doorIds)
    expect(desk.facts().filter((f) => f.kind === 'grant.refused')).toEqual([])
  })

  it('waits before the locked door for a grant; stands at a wrong door first, which says so', async () => {
    await desk.play('wrong-door')
    const alarm = await answerFirst()
    await send(alarm, 'patrol-1')
    await desk.until('dispatch.arrived')
    expect(desk.facts().some((f) => f.kind === 'grant.used')).toBe(false)
    await grant(alarm, 'patrol-1')
    const refused = await desk.until('grant.refused')
    expect(refused.payload.cause).toBe('wrongDoor')
    expect(alarm.doorIds).not.toContain(refused.payload.doorId)
    for (const doorId of alarm.doorIds) await desk.until('grant.used', used(doorId, false))
    await desk.until('dispatch.cleared')
    await close(alarm)
  })

  it('that never comes is called off, and another is sent', async () => {
    await desk.play('patrol-never-arrives')
    const alarm = await answerFirst()
    await send(alarm, 'patrol-2')
    const accepted = await desk.until('dispatch.accepted')
    const { dispatchId } = accepted.payload
    expect(await desk.command('recall', { caseId: alarm.caseId, dispatchId })).toMatchObject({ ok: true })
    await desk.until('dispatch.recalled')
    expect(desk.facts().some((f) => f.kind === 'dispatch.arrived')).toBe(false)
    const noted = { caseId: alarm.caseId, outcome: 'noContact', note: 'Kjørt av en annen.' } as const
    expect(await desk.command('close', noted)).toMatchObject({ ok: true })
  })

  it("to a house that swallows the signal is reported late, by the door's own clock", async () => {
    await desk.play('no-coverage')
    const alarm = await answerFirst()
    await send(alarm, 'patrol-3')
    await grant(alarm, 'patrol-3')
    const own = alarm.doorIds.at(-1)
    await desk.until('dispatch.cleared')
    const use = await desk.until('grant.used', used(own, false))
    // They stayed four minutes and more, 120 times as fast as life; only outside could the phone tell.
    expect(use.receivedAt - use.at).toBeGreaterThan((4 * 60_000) / 120)
    await close(alarm)
  })
})
