import { grantActions } from '../../../src-domain/alarm/actions.ts'
import type { GrantRow } from '../../../src-domain/journal/rows.ts'
import { isLate, minute } from '../../../src-domain/time.ts'
import type { GrantView } from '../../../src-preload/contract/view.ts'
import { type Desk, personOf } from './desk.ts'

/** The same handset may enter again for so long after the first use: the stretcher, the bag in the car. */
const reentry = 15 * minute

export const grantsOf = (desk: Desk, caseId: string): GrantView[] =>
  desk.current
    .grants(caseId)
    .sort((a, b) => b.issuedAt - a.issuedAt)
    .map((row) => grantView(desk, row))

const grantView = (desk: Desk, row: GrantRow): GrantView => ({
  grantId: row.id,
  unitName: desk.places.one('unit', row.holder.unitId)?.name ?? row.holder.unitId,
  holder: personOf(desk, row.holder.personId),
  from: row.from,
  until: row.until,
  reason: row.reason,
  issuedAt: row.issuedAt,
  issuedBy: personOf(desk, row.issuedBy),
  state: stateOf(row, desk.now()),
  mayOpenUntil: mayOpenUntil(row, desk.now()),
  doors: row.doors.map((d) => ({
    doorId: d.doorId,
    label: desk.places.one('door', d.doorId)?.label ?? d.doorId,
    usedAt: d.usedAt,
    arrivedLateAt:
      d.usedAt !== null && d.usedReceivedAt !== null && isLate(d.usedAt, d.usedReceivedAt)
        ? d.usedReceivedAt
        : null,
    reentryUntil: d.usedAt === null ? null : d.usedAt + reentry,
    refusal: lastRefusal(d),
  })),
  actions: grantActions(row, desk.who(), desk.now()),
})

/** Revoked is said only on the handset's receipt, or when nothing that is out there can open any more. */
const stateOf = (row: GrantRow, now: number): GrantView['state'] => {
  if (row.revokedAt !== null) return mayOpenUntil(row, now) === null ? 'revoked' : 'revoking'
  return row.ended !== null || row.until <= now ? 'ended' : 'active'
}

const mayOpenUntil = (row: GrantRow, now: number): number | null => {
  if (row.deletedAt !== null || row.leaseUntil === null || row.leaseUntil <= now) return null
  return row.leaseUntil
}

const lastRefusal = (d: GrantRow['doors'][number]): GrantView['doors'][number]['refusal'] => {
  const last = d.refusals.at(-1)
  // A refusal before the door opened after all is history, and stands in the timeline.
  if (!last || (d.usedAt !== null && d.usedAt >= last.at)) return null
  return { cause: last.cause, at: last.at }
}
