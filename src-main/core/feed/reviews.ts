import type { CodeRow, GrantRow, Review } from '../../../src-domain/access/rows.ts'
import type { ReviewItem } from '../../../src-preload/contract/access.ts'
import { type Desk, personOf } from './desk.ts'
import { caseAddressOf } from './incident.ts'

/** As many as are listed; the rest come up as these are done. */
const listed = 500

export const reviewView = (desk: Desk, review: Review) =>
  review && { verdict: review.verdict, at: review.at, by: personOf(desk, review.by) }

/** What waits for a supervisor, the oldest first: it was a front door, and somebody should know why. */
export const reviewsOf = (desk: Desk): ReviewItem[] =>
  [
    ...desk.current.grantsForReview(listed).map((row) => grantItem(desk, row)),
    ...desk.current.codesForReview(listed).map((row) => codeItem(desk, row)),
  ].toSorted((a, b) => a.issuedAt - b.issuedAt)

const caseWords = (desk: Desk, caseId: string) => {
  const alarm = desk.current.alarm(caseId)
  return {
    caseId,
    alarmKind: alarm?.alarmKind ?? ('safety' as const),
    resident: desk.places.one('resident', alarm?.residentId ?? null)?.name ?? null,
    address: caseAddressOf(desk, alarm),
  }
}

const issued = (desk: Desk, row: GrantRow | CodeRow) => ({
  id: row.id,
  reason: row.reason,
  issuedAt: row.issuedAt,
  issuedBy: personOf(desk, row.issuedBy),
})

const grantItem = (desk: Desk, row: GrantRow): ReviewItem => ({
  of: 'grant',
  ...caseWords(desk, row.caseId),
  ...issued(desk, row),
  holder: personOf(desk, row.holder.personId)?.name ?? null,
  doors: row.doors.length,
  used: row.doors.filter((d) => d.usedAt !== null).length,
})

const codeItem = (desk: Desk, row: CodeRow): ReviewItem => ({
  of: 'code',
  ...caseWords(desk, row.caseId),
  ...issued(desk, row),
  holder: null,
  doors: 1,
  used: row.uses.length > 0 ? 1 : 0,
})
