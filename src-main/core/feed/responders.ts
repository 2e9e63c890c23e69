import { mayServe } from '../../../src-domain/access/lease.ts'
import { dispatchActions } from '../../../src-domain/alarm/actions.ts'
import type { Position } from '../../../src-domain/ids.ts'
import type { AlarmRow, DispatchRow } from '../../../src-domain/journal/rows.ts'
import { isOver } from '../../../src-domain/patrol/evolve.ts'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import { second } from '../../../src-domain/time.ts'
import type { ResponderView } from '../../../src-preload/contract/view.ts'
import { type Desk, personOf, readingOf } from './desk.ts'

/** Travel times as the centre's road network has them, by unit. */
export type Travel = ReadonlyMap<string, number>

/** Everybody who could go, nearest first; those without a known time last. */
export const respondersOf = (
  desk: Desk,
  row: AlarmRow,
  entrance: Position | null,
  travel: Travel | null,
  caseActions: readonly ResponderView['actions'][number][],
): ResponderView[] => {
  const busy = desk.current.busy()
  const here = desk.current.dispatches(row.id)
  // A block has many residents, and whoever comes to a fire comes to all of them.
  const resident = row.incident ? undefined : desk.places.one('resident', row.residentId)
  return desk.places
    .all('unit')
    .filter((unit) => unit.onShift || here.some((d) => d.unitId === unit.id && !isOver(d)))
    .map((unit) =>
      responderView(desk, row, unit, resident, entrance, travel, busy.get(unit.id), here, caseActions),
    )
    .sort((a, b) => (a.seconds ?? Number.MAX_VALUE) - (b.seconds ?? Number.MAX_VALUE))
}

const responderView = (
  desk: Desk,
  row: AlarmRow,
  unit: RegistryRow<'unit'>,
  resident: RegistryRow<'resident'> | undefined,
  entrance: Position | null,
  travel: Travel | null,
  busy: DispatchRow | undefined,
  here: readonly DispatchRow[],
  caseActions: readonly ResponderView['actions'][number][],
): ResponderView => {
  const r = readingOf(desk, 'unit', unit.id)
  const sent = here.filter((d) => d.unitId === unit.id).sort((a, b) => b.sentAt - a.sentAt)[0]
  const known = travel?.get(unit.id) ?? null
  const from = r?.position ?? unit.base
  const live = sent !== undefined && !isOver(sent)
  const elsewhere = busy !== undefined && busy.caseId !== row.id
  const dispatchable = caseActions.includes('dispatch') && unit.onShift && !live && !elsewhere
  return {
    unitId: unit.id,
    kind: unit.kind,
    name: unit.name,
    callSign: unit.callSign,
    crew: unit.crew.flatMap((id) => personOf(desk, id) ?? []),
    handsets: unit.handsetIds.flatMap((id) => {
      const signedOn = desk.current.handset(id)
      return [
        {
          handsetId: id,
          person: personOf(desk, signedOn?.personId ?? null),
          blockedAt: signedOn?.blocked?.at ?? null,
        },
      ]
    }),
    serves: resident === undefined || mayServe(unit, resident),
    status: r?.status ?? (unit.onShift ? 'free' : 'offShift'),
    seconds: known ?? (entrance === null ? null : asTheCrowFlies(from, entrance)),
    estimated: known === null,
    phone: unit.phone,
    dispatch: sent
      ? {
          dispatchId: sent.id,
          state: sent.state,
          at: sent.endedAt ?? sent.arrivedAt ?? sent.acceptedAt ?? sent.sentAt,
          expectedAt: sent.expectedSeconds === null ? null : sent.sentAt + sent.expectedSeconds * second,
        }
      : null,
    busyWith: elsewhere ? busy.caseId : null,
    actions: [
      ...(dispatchable ? (['dispatch'] as const) : []),
      ...(live ? dispatchActions(row, sent, desk.who()) : []),
    ],
  }
}

const earthRadius = 6_371_000
/** Streets are about 1.4 times as long as the line, and a patrol in town makes about 36 km/h. Ours; marked as estimated. */
const detour = 1.4
const metresPerSecond = 10

const asTheCrowFlies = (from: Position, to: Position): number => {
  const rad = Math.PI / 180
  const x = (to[0] - from[0]) * rad * Math.cos(((from[1] + to[1]) / 2) * rad)
  const y = (to[1] - from[1]) * rad
  return Math.round((Math.hypot(x, y) * earthRadius * detour) / metresPerSecond)
}
