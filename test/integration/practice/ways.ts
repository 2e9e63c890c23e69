import { afterAll, afterEach, expect } from 'vitest'
import type { RefusalCause } from '../../../src-domain/access/words.ts'
import type { CommandArgs } from '../../../src-domain/command/command.ts'
import type { FactOf } from '../../../src-domain/journal/kinds.ts'
import { openDesk } from './desk.ts'
import { fastClock } from './fastClock.ts'

export type Case = {
  readonly caseId: string
  readonly residentId: string
  /** In walking order; those that our keys open. */
  readonly doorIds: readonly string[]
  readonly ours: readonly string[]
  readonly own: string
  readonly keyStores: readonly string[]
}
export const done = { ok: true }

/**
 * A desk where every way through the door is tried over the real wire, at doors that decide from bytes. The whole
 * centre's clock runs sixty times as fast: leases run out and re-entry ends while one watches. It is gone after the
 * tests of the file that opened it.
 */
export const openWays = async () => {
  const desk = await openDesk({ residents: 300, speed: 4, clock: fastClock(60) })
  afterAll(() => desk.close())
  /** What one test left open must not answer for the next. */
  afterEach(async () => {
    await desk.instruct({ do: 'stop' })
    for (const { id, ownerId } of desk.run.centre.store.rows.openAlarms()) {
      if (ownerId === null) await desk.command('answer', { caseId: id })
      await close(id, 'noContact')
    }
  })

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

  return {
    desk,
    begin,
    isOurs,
    send,
    ask,
    grant,
    close,
    refused,
    used,
    usesOf,
    leasesOf,
    passed,
    idOf,
  }
}
