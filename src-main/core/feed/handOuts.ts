import { isForReview } from '../../../src-domain/access/review.ts'
import type { CodeRow, KeyLoanRow } from '../../../src-domain/access/rows.ts'
import { codeActions, loanActions } from '../../../src-domain/alarm/actions.ts'
import type { Entry } from '../../../src-domain/journal/envelope.ts'
import { readFact } from '../../../src-domain/journal/read.ts'
import type { ChainStep } from '../../../src-domain/registry/rows.ts'
import { isLate } from '../../../src-domain/time.ts'
import type { CodeView, LoanView } from '../../../src-preload/contract/access.ts'
import { type Desk, doorNameOf, personOf, unitNameOf } from './desk.ts'
import { reviewView } from './reviews.ts'

/** What stands on a door or a key box. */
export const placeLabel = (desk: Desk, step: ChainStep): string =>
  step.kind === 'door'
    ? doorNameOf(desk, step.doorId)
    : (desk.places.one('keyStore', step.keyStoreId)?.label ?? step.keyStoreId)

export const codeViews = (desk: Desk, rows: readonly CodeRow[], entries: readonly Entry[]): CodeView[] =>
  rows
    .toSorted((a, b) => b.issuedAt - a.issuedAt)
    .map((row) => ({
      codeId: row.id,
      entryId: entryOf(row.id, entries),
      step: row.step,
      label: placeLabel(desk, row.step),
      from: row.from,
      until: row.until,
      hours: row.hours,
      reason: row.reason,
      issuedAt: row.issuedAt,
      issuedBy: personOf(desk, row.issuedBy),
      uses: row.uses.map(({ at, receivedAt }) => ({
        at,
        arrivedLateAt: isLate(at, receivedAt) ? receivedAt : null,
      })),
      isOver: desk.now() >= row.until,
      isForReview: isForReview(row),
      review: reviewView(desk, row.review),
      actions: codeActions(row, desk.who()),
    }))

const entryOf = (codeId: string, entries: readonly Entry[]): string | null => {
  const issued = entries.find((e) => {
    const read = e.kind === 'code.issued' ? readFact(e) : null
    return read?.ok && read.fact.kind === 'code.issued' && read.fact.payload.codeId === codeId
  })
  return issued?.id ?? null
}

/** Those that are still out first, then the newest. */
export const loanViews = (desk: Desk, rows: readonly KeyLoanRow[]): LoanView[] =>
  rows
    .toSorted((a, b) => Number(a.returnedAt !== null) - Number(b.returnedAt !== null) || b.outAt - a.outAt)
    .map((row) => ({
      loanId: row.id,
      keyStoreId: row.keyStoreId,
      label: placeLabel(desk, { kind: 'keyStore', keyStoreId: row.keyStoreId }),
      unitName: unitNameOf(desk, row.unitId),
      person: personOf(desk, row.personId),
      outAt: row.outAt,
      outBy: personOf(desk, row.outBy),
      returnedAt: row.returnedAt,
      actions: loanActions(row, desk.who()),
    }))
