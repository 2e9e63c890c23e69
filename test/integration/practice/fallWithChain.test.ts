import { afterEach, expect, it } from 'vitest'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk | undefined
afterEach(async () => desk?.close())

it('lets a patrol in past a chain: the door is opened, the chain cut, the door opened again', async () => {
  const d = await openDesk({ residents: 300, speed: 120, scenario: 'fall-with-chain' })
  desk = d
  const raised = await d.until('alarm.raised')
  const caseId = raised.id
  const { homeId } = raised.payload
  const home = d.run.centre.store.registry.get('home', homeId ?? '')
  const doorIds = home?.chain.flatMap((step) => (step.kind === 'door' ? [step.doorId] : [])) ?? []
  const unitId = 'patrol-4'
  expect(raised.payload.alarmKind).toBe('fall')

  expect(await d.command('answer', { caseId })).toMatchObject({ ok: true })
  expect(await d.command('dispatch', { caseId, unitId })).toMatchObject({ ok: true })
  await d.until('dispatch.accepted')
  const handsetId = `handset-${unitId}`
  const granted = await d.command('grant', { caseId, unitId, handsetId, doorIds, minutes: 60, reason: 'alarm' })
  expect(granted).toMatchObject({ ok: true })
  await d.until('dispatch.arrived')
  const last = doorIds.at(-1)
  await d.until('grant.used', (f) => f.payload.doorId === last && !f.payload.reentry)
  await d.until('grant.used', (f) => f.payload.doorId === last && f.payload.reentry)
  await d.until('dispatch.cleared')
  expect(await d.command('close', { caseId, outcome: 'helpedOnScene', note: '' })).toMatchObject({ ok: true })
  // Each door was used once for the first time, and nothing was refused.
  const first = d.facts.filter((f) => f.kind === 'grant.used' && !f.payload.reentry)
  expect(first.map((f) => f.kind === 'grant.used' && f.payload.doorId)).toEqual(doorIds)
  expect(d.facts.filter((f) => f.kind === 'grant.refused')).toEqual([])
})
