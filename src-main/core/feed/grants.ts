import { grantState, mayOpenUntil } from '../../../src-domain/access/lease.ts'
import { reentryLife } from '../../../src-domain/access/limits.ts'
import { isForReview } from '../../../src-domain/access/review.ts'
import type { GrantRow } from '../../../src-domain/access/rows.ts'
import { grantActions } from '../../../src-domain/alarm/actions.ts'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { readFact } from '../../../src-domain/journal/read.ts'
import { isLate, minute } from '../../../src-domain/time.ts'
import type { GrantView } from '../../../src-preload/contract/access.ts'
import { type Desk, doorNameOf, personOf, unitNameOf } from './desk.ts'
import { reviewView } from './reviews.ts'

export const grantsOf = (desk: Desk, caseId: string, entries: readonly Entry[]): GrantView[] =>
  desk.current
    .grants(caseId)
    .sort((a, b) => b.issuedAt - a.issuedAt)
    .map((row) => grantView(desk, row, entries))

const grantView = (desk: Desk, row: GrantRow, entries: readonly Entry[]): GrantView => ({
  grantId: row.id,
  unitName: unitNameOf(desk, row.holder.unitId),
  unitKind: desk.places.one('unit', row.holder.unitId)?.kind ?? 'patrol',
  handsetId: row.holder.handsetId,
  holder: personOf(desk, row.holder.personId),
  from: row.from,
  until: row.until,
  reason: row.reason,
  offline: row.offline,
  incidentNumber: row.incidentNumber,
  issuedAt: row.issuedAt,
  issuedBy: personOf(desk, row.issuedBy),
  state: grantState(row, desk.now()),
  ended: row.ended,
  mayOpenUntil: mayOpenUntilMinute(row, desk.now()),
  doors: row.doors.map((d) => ({
    doorId: d.doorId,
    label: doorNameOf(desk, d.doorId),
    usedAt: d.usedAt,
    arrivedLateAt:
      d.usedAt !== null && d.usedReceivedAt !== null && isLate(d.usedAt, d.usedReceivedAt)
        ? d.usedReceivedAt
        : null,
    reentryUntil: reentryUntil(row, d.usedAt, desk.now()),
    refusal: lastRefusal(d),
  })),
  elsewhere: refusedElsewhere(desk, row, entries),
  isForReview: isForReview(row),
  review: reviewView(desk, row.review),
  actions: grantActions(row, desk.who(), desk.now()),
})

/** A crew before the wrong door has to be told; once it has found the right one, nobody has. */
const refusedElsewhere = (desk: Desk, row: GrantRow, entries: readonly Entry[]): GrantView['elsewhere'] => {
  const lastUsed = Math.max(0, ...row.doors.flatMap((d) => [d.usedAt ?? 0, d.lastReentryAt ?? 0]))
  const newest = new Map<string, GrantView['elsewhere'][number]>()
  for (const entry of entries) {
    const read = entry.kind === 'grant.refused' && entry.at.ms > lastUsed ? readFact(entry) : null
    if (!read?.ok || read.fact.kind !== 'grant.refused') continue
    const { grantId, doorId, cause } = read.fact.payload
    if (grantId !== row.id || row.doors.some((d) => d.doorId === doorId)) continue
    newest.set(doorId, { doorId, label: doorNameOf(desk, doorId), refusal: { cause, at: entry.at.ms } })
  }
  return [...newest.values()]
}

/** Entering again needs a lease that lives: with the grant gone nothing is promised any more. */
const reentryUntil = (row: GrantRow, usedAt: number | null, now: number): number | null =>
  usedAt === null || grantState(row, now) !== 'active' ? null : Math.min(usedAt + reentryLife, row.until)

/** Shown to the minute, so it is rounded up: a door may open a little earlier than we say shut, never later. */
const mayOpenUntilMinute = (row: GrantRow, now: number): number | null => {
  const until = mayOpenUntil(row, now)
  return until === null ? null : Math.ceil(until / minute) * minute
}

const lastRefusal = (d: GrantRow['doors'][number]): GrantView['doors'][number]['refusal'] => {
  const last = d.refusals.at(-1)
  // A refusal before the door opened after all is history, and stands in the timeline.
  if (!last || (d.usedAt !== null && d.usedAt >= last.at)) return null
  return { cause: last.cause, at: last.at }
}
