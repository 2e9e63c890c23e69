import fc from 'fast-check'
import type { Command } from '../../../src-domain/command/command.ts'
import type { CaseView } from '../../../src-preload/contract/view.ts'
import type { Seat, World } from './world.ts'

/** One operator's part of a shift, one thing after the other; the five of them at once. */
export type Place = { readonly world: World; readonly seat: Seat }
/** What it does can be read where a shift failed. */
export type Step = { readonly run: (place: Place) => Promise<void>; readonly toString: () => string }

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(all.length, 1)]

const press = (resident: number): Step => ({
  run: async ({ world }) => void (await world.press(resident)),
  toString: () => `press(${resident})`,
})

type Part = { readonly of: number; readonly n: number; readonly isPatient: boolean }

/**
 * Opens a case and does something about it, as it stands on that screen. Who is patient waits for the line, and for
 * what becomes of it.
 */
const doing = async ({ world, seat }: Place, make: Maker, { of, n, isPatient }: Part): Promise<void> => {
  const { desk } = seat
  if (isPatient) await desk.until('the centre', ({ health }) => health?.link === 'connected')
  const caseId = pick([...desk.seen.alarms.keys()].toSorted(), of)
  if (caseId === undefined) return
  await desk.call('openCase', { caseId })
  const command = make(caseId, n, seat, seenOf(seat, caseId))
  const asked = command && (await world.ask(seat, command))
  if (asked && isPatient) await desk.until('what becomes of it', () => world.isTold(asked))
}

const act = (make: number, part: Part): Step => ({
  run: (place) => doing(place, pick(makers, make) ?? answer, part),
  toString: () => `act(${make}, ${JSON.stringify(part)})`,
})

/** A stretch of plain work, which chance would seldom find. */
const job = (way: number, part: Part): Step => ({
  run: async (place) => {
    const ways = [
      [answer, dispatch, grant, revoke, close],
      [takeOver, dispatch, grant, close],
      [answer, note, close],
    ]
    for (const make of pick(ways, way) ?? []) await doing(place, make, part)
  },
  toString: () => `job(${way}, ${JSON.stringify(part)})`,
})

const cut: Step = {
  run: async ({ seat }) => seat.relay.cut(),
  toString: () => 'cut()',
}

const nat = (max: number) => fc.nat({ max })
const part = fc.record({ of: nat(3), n: nat(20), isPatient: fc.constantFrom(true, true, false) })
const acting = fc.tuple(nat(9), part).map((args) => act(...args))
const working = fc.tuple(nat(2), part).map((args) => job(...args))
/** Without a leaning towards small numbers, and long enough that they meet. */
const plan = fc.noBias(
  fc.array(
    fc.oneof(
      acting,
      acting,
      working,
      working,
      nat(4).map((n) => press(n + 1)),
      fc.constant(cut),
    ),
    { minLength: 8, maxLength: 12, size: 'max' },
  ),
)
export const shift = fc.tuple(plan, plan, plan, plan, plan)

const seenOf = ({ desk }: Seat, caseId: string): CaseView | null =>
  desk.seen.case?.caseId === caseId ? desk.seen.case : null
const basisOf = (view: CaseView | null) =>
  view ? { basedOn: Math.max(0, ...view.timeline.map(({ seq }) => seq)) } : {}

type Maker = (caseId: string, n: number, seat: Seat, view: CaseView | null) => Command | undefined
let notes = 0

const answer: Maker = (caseId) => ({ name: 'answer', args: { caseId } })
const takeOver: Maker = (caseId, _, { desk }) => {
  const owner = desk.seen.alarms.get(caseId)?.owner
  const from = owner ? { from: owner.id } : {}
  return { name: 'takeOver', args: { caseId, reason: 'agreed', note: '', ...from } }
}
const giveBack: Maker = (caseId) => ({
  name: 'return',
  args: { caseId, reason: 'needsColleague', note: '' },
})
const note: Maker = (caseId) => {
  notes += 1
  return { name: 'note', args: { caseId, text: `note ${notes}` } }
}
const dispatch: Maker = (caseId, n) => ({
  name: 'dispatch',
  args: { caseId, unitId: n % 3 === 0 ? 'unit-5' : 'unit-4' },
})
const recall: Maker = (caseId, n, _, view) => {
  const sent = pick(
    (view?.responders ?? []).flatMap((one) => one.dispatch ?? []),
    n,
  )
  return sent && { name: 'recall', args: { caseId, dispatchId: sent.dispatchId } }
}
const grant: Maker = (caseId, n, _, view) => ({
  name: 'grant',
  args: {
    caseId,
    unitId: 'unit-4',
    handsetId: 'hs-4',
    doorIds: view?.doors.flatMap(({ step }) => (step.kind === 'door' ? [step.doorId] : [])) ?? [],
    startsIn: 0,
    minutes: 5 + n,
    reason: 'alarm',
    offline: false,
    incidentNumber: null,
    ...basisOf(view),
  },
})
const revoke: Maker = (caseId, n, _, view) => {
  const given = pick(view?.grants ?? [], n)
  return given && { name: 'revoke', args: { caseId, grantId: given.grantId, reason: 'mistake' } }
}
const close: Maker = (caseId, n, _, view) => ({
  name: 'close',
  args: { caseId, outcome: n % 2 === 0 ? 'helpedByPhone' : 'noContact', note: '', ...basisOf(view) },
})
const makers: readonly Maker[] = [
  answer,
  answer,
  takeOver,
  giveBack,
  note,
  dispatch,
  recall,
  grant,
  revoke,
  close,
]
