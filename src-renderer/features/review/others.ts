import type { Ms } from '../../../src-domain/time.ts'
import type { OpenerView } from '../../../src-preload/contract/access.ts'
import type { CaseView, DoorView } from '../../../src-preload/contract/view.ts'
import type { Reviewed } from './story.ts'

type Span = { readonly from: Ms; readonly until: Ms | null }
const meet = (a: Span, b: Span): boolean =>
  (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until)

/**
 * Who else could open one of the same doors while it was valid, as far as the case and the doors of today tell:
 * what a resident gave and took back since is not among them.
 */
export const othersOf = (view: CaseView, reviewed: Reviewed): readonly OpenerView[] => {
  const { from, until } = reviewed.of === 'grant' ? reviewed.grant : reviewed.code
  const span = { from, until }
  const doors = doorsOf(view, reviewed)
  const shared = (ids: readonly string[]) => ids.filter((id) => doors.has(id))
  const opener = (part: Pick<OpenerView, 'id' | 'kind' | 'from' | 'until'> & Partial<OpenerView>) => ({
    doorIds: [],
    who: null,
    unitName: null,
    isRevoking: false,
    used: false,
    given: null,
    caseId: view.caseId,
    ...part,
    doors: (part.doorIds ?? []).map((id) => doors.get(id) ?? id),
  })
  const all: readonly OpenerView[] = [
    ...view.grants
      .filter(({ grantId }) => grantId !== reviewed.id)
      .map((grant) =>
        opener({
          id: grant.grantId,
          kind: 'grant',
          from: grant.from,
          until: grant.until,
          doorIds: shared(grant.doors.map(({ doorId }) => doorId)),
          who: grant.holder?.name ?? null,
          unitName: grant.unitName,
          used: grant.doors.some(({ usedAt }) => usedAt !== null),
        }),
      ),
    ...view.codes
      .filter(({ codeId }) => codeId !== reviewed.id)
      .map((code) =>
        opener({
          id: code.codeId,
          kind: 'code',
          from: code.from,
          until: code.until,
          doorIds: code.step.kind === 'door' ? shared([code.step.doorId]) : [...doors.keys()],
          used: code.uses.length > 0,
        }),
      ),
    ...view.loans.map((loan) =>
      opener({
        id: loan.loanId,
        kind: 'key',
        from: loan.outAt,
        until: loan.returnedAt,
        doorIds: [...doors.keys()],
        who: loan.person?.name ?? null,
        unitName: loan.unitName,
      }),
    ),
    ...view.openers
      .filter(({ kind }) => kind === 'residentGrant' || kind === 'sharedCode')
      .map((one) => opener({ ...one, doorIds: shared(one.doorIds) })),
  ]
  return all.filter((one) => one.doorIds.length > 0 && meet(one, span))
}

/** The doors that it was for, by id; a key box's code is for all of the way in. */
const doorsOf = (view: CaseView, reviewed: Reviewed): ReadonlyMap<string, string> => {
  if (reviewed.of === 'grant')
    return new Map(reviewed.grant.doors.map(({ doorId, label }) => [doorId, label]))
  const { step } = reviewed.code
  return new Map(
    view.doors.flatMap((door) => {
      const id = doorId(door)
      return id !== null && (step.kind === 'keyStore' || step.doorId === id) ? [[id, door.label]] : []
    }),
  )
}

const doorId = ({ step }: DoorView): string | null => (step.kind === 'door' ? step.doorId : null)
