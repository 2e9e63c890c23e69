import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CommandArgs, CommandName } from '../../../src-domain/command/command.ts'
import type { CommandState } from '../../../src-preload/contract/view.ts'
import { pressAt, type Started, signOn, startCentre, tempFolder } from '../centre/harness.ts'
import { openPhone } from '../centre/phone.ts'
import { people, pinOf, scaip } from '../centre/town.ts'
import { type Desk, noFaults, openDesk, tempProfile } from './desk.ts'

/** Real consoles on one real centre, whose operators do the same thing in the same instant. */
const folder = tempFolder()
let started: Started
let ida: Operator
let jon: Operator
let eva: Operator
const ends: (() => unknown)[] = []
beforeAll(async () => {
  started = await startCentre(folder.folder)
  const phone = await openPhone(started.url, 'hs-4')
  ends.push(phone.close)
  await signOn(phone.socket, 'p-nina')
  ;[ida, jon, eva] = await Promise.all([sit(1, 'p-ida'), sit(2, 'p-jon'), sit(3, 'p-eva')])
})
/** The next test finds nobody waiting and every unit free. */
afterEach(async () => {
  for (const { id: caseId, ownerId } of started.centre.store.rows.openAlarms()) {
    if (ownerId === null) await done(eva, 'answer', { caseId })
    else if (ownerId !== 'p-eva') await done(eva, 'takeOver', { caseId, reason: 'agreed', note: '' })
    await done(eva, 'close', { caseId, outcome: 'helpedByPhone', note: '' })
  }
  await Promise.all([ida, jon, eva].map((desk) => desk.until('nobody waits', (s) => s.alarms.size === 0)))
})
afterAll(async () => {
  for (const end of ends.splice(0)) await end()
  await started.centre.close()
  folder.remove()
  noFaults(started)
})

type Operator = Desk & { readonly name: string }
const sit = async (n: number, personId: string): Promise<Operator> => {
  const profile = tempProfile()
  const desk = openDesk({ url: started.url, profile: profile.profile, workplaceId: `desk-${n}` })
  ends.push(async () => {
    await desk.stop()
    profile.remove()
  })
  await desk.until('the registry', (s) => s.homes.size === 5)
  await desk.signIn(personId, pinOf(personId))
  return { ...desk, name: people.find(({ id }) => id === personId)?.name ?? '' }
}

const rung = async (desks: readonly Desk[], resident: number): Promise<string> => {
  const before = new Set(desks[0]?.seen.alarms.keys())
  await pressAt(started.url, scaip(resident))
  const isNew = (id: string) => !before.has(id)
  await Promise.all(desks.map((d) => d.until('the alarm', (s) => [...s.alarms.keys()].some(isNew))))
  return [...(desks[0]?.seen.alarms.keys() ?? [])].find(isNew) ?? ''
}
/** Asks and waits for what came of it. */
const ask = async <N extends CommandName>(
  desk: Desk,
  name: N,
  args: CommandArgs<N>,
): Promise<CommandState> => {
  const taken = await desk.call('command', { name, args })
  if (!taken.ok) throw new Error(taken.error.code)
  const { commandId } = taken.value
  const settled = () =>
    desk.seen.commands.findLast(
      (c) => c.commandId === commandId && (c.state === 'done' || c.state === 'refused'),
    )
  await desk.until(`${name} settled`, () => settled() !== undefined)
  const state = settled()
  if (!state) throw new Error('not settled')
  return state
}
const done = async <N extends CommandName>(desk: Desk, name: N, args: CommandArgs<N>): Promise<void> => {
  const state = await ask(desk, name, args)
  if (state.state !== 'done') throw new Error(`${name}: ${JSON.stringify(state.error)}`)
}
/** One was done and the other refused; what the loser reads. */
const loserOf = (states: readonly CommandState[]) => {
  expect(states.map(({ state }) => state).toSorted()).toEqual(['done', 'refused'])
  return states.find(({ state }) => state === 'refused')?.error
}
const times = (caseId: string, kind: string): number =>
  started.centre.store.entries.ofCase(caseId).filter((e) => e.kind === kind).length
const newestOf = (caseId: string): number => started.centre.store.entries.ofCase(caseId).at(-1)?.seq ?? 0

describe('in the same instant', () => {
  it('two answer: one has it, the other reads who and when', async () => {
    const caseId = await rung([ida, jon], 1)
    const states = await Promise.all([ask(ida, 'answer', { caseId }), ask(jon, 'answer', { caseId })])
    const winner = states[0]?.state === 'done' ? ida : jon
    const at = started.centre.store.rows.load('alarm', caseId)?.answeredAt
    expect(loserOf(states)).toMatchObject({
      code: 'alreadyOwned',
      detail: { did: 'alarm.answered', name: winner.name, at },
    })
    expect(times(caseId, 'alarm.answered')).toBe(1)
  })

  it('two take over from the same person: one has it, the other does not take it from the winner', async () => {
    const caseId = await rung([ida, jon, eva], 1)
    await done(ida, 'answer', { caseId })
    const args = { caseId, reason: 'ownerAway', note: '', from: 'p-ida' } as const
    const states = await Promise.all([ask(jon, 'takeOver', args), ask(eva, 'takeOver', args)])
    const winner = states[0]?.state === 'done' ? jon : eva
    expect(loserOf(states)).toMatchObject({
      code: 'alreadyOwned',
      detail: { did: 'alarm.takenOver', name: winner.name },
    })
    expect(times(caseId, 'alarm.takenOver')).toBe(1)
  })

  it('one returns what another takes over: whoever comes second reads what became of it', async () => {
    const caseId = await rung([ida, jon], 1)
    await done(ida, 'answer', { caseId })
    const [returned, taken] = await Promise.all([
      ask(ida, 'return', { caseId, reason: 'needsColleague', note: '' }),
      ask(jon, 'takeOver', { caseId, reason: 'agreed', note: '', from: 'p-ida' }),
    ])
    const lost = loserOf([returned, taken])
    expect(lost).toMatchObject(
      returned.state === 'done'
        ? { code: 'notWaiting', detail: { did: 'alarm.returned', name: ida.name } }
        : { code: 'notOwner', detail: { did: 'alarm.takenOver', name: jon.name } },
    )
  })

  it('one closes what another takes over: it is closed, or it is not, and both know', async () => {
    const caseId = await rung([ida, jon], 1)
    await done(ida, 'answer', { caseId })
    const [closed, taken] = await Promise.all([
      ask(ida, 'close', { caseId, outcome: 'helpedByPhone', note: '' }),
      ask(jon, 'takeOver', { caseId, reason: 'agreed', note: '', from: 'p-ida' }),
    ])
    expect(loserOf([closed, taken])).toMatchObject(
      closed.state === 'done'
        ? { code: 'alreadyClosed', detail: { did: 'alarm.closed', name: ida.name } }
        : { code: 'notOwner', detail: { did: 'alarm.takenOver', name: jon.name } },
    )
    expect(started.centre.store.rows.load('alarm', caseId)?.state === 'closed').toBe(closed.state === 'done')
  })

  it('two send the same unit to two homes: it goes to one, and the other reads who sent it', async () => {
    const [first, second] = [await rung([ida, jon], 1), await rung([ida, jon], 2)]
    await Promise.all([done(ida, 'answer', { caseId: first }), done(jon, 'answer', { caseId: second })])
    const states = await Promise.all([
      ask(ida, 'dispatch', { caseId: first, unitId: 'unit-4' }),
      ask(jon, 'dispatch', { caseId: second, unitId: 'unit-4' }),
    ])
    const winner = states[0]?.state === 'done' ? ida : jon
    expect(loserOf(states)).toMatchObject({
      code: 'unitBusy',
      detail: { did: 'dispatch.sent', name: winner.name, unit: 'Patrulje 4' },
    })
    expect(started.centre.store.rows.openDispatchesOf('unit-4')).toHaveLength(1)
  })
})

describe('with a grant that was given', () => {
  const granted = async () => {
    const caseId = await rung([ida, jon, eva], 1)
    await done(ida, 'answer', { caseId })
    await done(ida, 'dispatch', { caseId, unitId: 'unit-4' })
    const grant: CommandArgs<'grant'> = {
      caseId,
      unitId: 'unit-4',
      handsetId: 'hs-4',
      doorIds: ['street-1', 'flat-1'],
      startsIn: 0,
      minutes: 30,
      reason: 'alarm',
      offline: false,
      incidentNumber: null,
    }
    await done(ida, 'grant', { ...grant, basedOn: newestOf(caseId) })
    const [row] = started.centre.store.rows.grantsOf(caseId)
    return { caseId, grant, grantId: row?.id ?? '' }
  }

  it('two revoke it: it is revoked once, and the second reads by whom', async () => {
    const { caseId, grantId } = await granted()
    const args = { caseId, grantId, reason: 'mistake' } as const
    const states = await Promise.all([ask(jon, 'revoke', args), ask(eva, 'revoke', args)])
    const winner = states[0]?.state === 'done' ? jon : eva
    expect(loserOf(states)).toMatchObject({
      code: 'grantEnded',
      detail: { did: 'grant.revoked', name: winner.name },
    })
    expect(times(caseId, 'grant.revoked')).toBe(1)
  })

  it('what a colleague has just revoked is not given again by somebody who has not seen it', async () => {
    const { caseId, grant, grantId } = await granted()
    const basedOn = newestOf(caseId)
    await done(jon, 'revoke', { caseId, grantId, reason: 'mistake' })
    expect(await ask(ida, 'grant', { ...grant, basedOn })).toMatchObject({
      state: 'refused',
      error: { code: 'changedSince', detail: { did: 'grant.revoked', name: jon.name } },
    })
    await done(ida, 'grant', { ...grant, basedOn: newestOf(caseId) })
  })

  it('whoever took over does not give a second one beside that of whoever had it', async () => {
    const { caseId, grant } = await granted()
    await done(jon, 'takeOver', { caseId, reason: 'agreed', note: '', from: 'p-ida' })
    expect(await ask(jon, 'grant', { ...grant, basedOn: 0 })).toMatchObject({
      error: { code: 'changedSince', detail: { did: 'grant.issued', name: ida.name } },
    })
    expect(started.centre.store.rows.grantsOf(caseId)).toHaveLength(1)
  })
})

describe('closing', () => {
  it('does not go over what a colleague has just written; having read it, it does', async () => {
    const caseId = await rung([ida, jon], 1)
    await done(ida, 'answer', { caseId })
    await ida.call('openCase', { caseId })
    await ida.until('the case', (s) => s.case?.caseId === caseId)
    const newest = () => Math.max(...(ida.seen.case?.timeline ?? []).map(({ seq }) => seq))
    const basedOn = newest()
    await done(jon, 'note', { caseId, text: 'Hun ringte igjen: hun har falt.' })
    const close = { caseId, outcome: 'falseAlarm', note: '' } as const
    expect(await ask(ida, 'close', { ...close, basedOn })).toMatchObject({
      error: { code: 'changedSince', detail: { did: 'case.noted', name: jon.name } },
    })
    expect(started.centre.store.rows.load('alarm', caseId)?.state).toBe('answered')
    await ida.until('the note is here', () => newest() > basedOn)
    await done(ida, 'close', { ...close, basedOn: newest() })
  })

  it('does not go over a patrol that a colleague has sent meanwhile', async () => {
    const caseId = await rung([ida, jon], 1)
    await done(ida, 'answer', { caseId })
    const basedOn = newestOf(caseId)
    await done(jon, 'takeOver', { caseId, reason: 'agreed', note: '', from: 'p-ida' })
    await done(jon, 'dispatch', { caseId, unitId: 'unit-4' })
    const close = { caseId, outcome: 'helpedByPhone', note: '', basedOn } as const
    expect(await ask(ida, 'close', close)).toMatchObject({
      error: { code: 'notOwner', detail: { did: 'alarm.takenOver', name: jon.name } },
    })
    await done(ida, 'takeOver', { caseId, reason: 'agreed', note: '', from: 'p-jon' })
    expect(await ask(ida, 'close', close)).toMatchObject({
      error: { code: 'changedSince', detail: { did: 'dispatch.sent', name: jon.name } },
    })
    expect(started.centre.store.rows.openDispatchesOf('unit-4')).toHaveLength(1)
  })

  it('is not done twice by a hand that comes down twice', async () => {
    const caseId = await rung([ida], 1)
    await done(ida, 'answer', { caseId })
    const close = { caseId, outcome: 'falseAlarm', note: '' } as const
    const states = await Promise.all([ask(ida, 'close', close), ask(ida, 'close', close)])
    expect(loserOf(states)).toMatchObject({ code: 'alreadyClosed', detail: { name: ida.name } })
    expect(times(caseId, 'alarm.closed')).toBe(1)
  })
})
