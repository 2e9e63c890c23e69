import { type RefusalCause, refusalCauses } from '../../../src-domain/access/words.ts'
import type { Ms } from '../../../src-domain/time.ts'
import type { CodeView, GrantView, ReviewItem } from '../../../src-preload/contract/access.ts'
import type { CaseView, TimelineItem } from '../../../src-preload/contract/view.ts'

/** What a supervisor looks at, found in its case. */
export type Reviewed =
  | { readonly of: 'grant'; readonly id: string; readonly grant: GrantView }
  | { readonly of: 'code'; readonly id: string; readonly code: CodeView }

export const reviewedIn = (view: CaseView, { of, id }: Pick<ReviewItem, 'of' | 'id'>): Reviewed | null => {
  if (of === 'grant') {
    const grant = view.grants.find(({ grantId }) => grantId === id)
    return grant ? { of, id, grant } : null
  }
  const code = view.codes.find(({ codeId }) => codeId === id)
  return code ? { of, id, code } : null
}

/** What grant and code have in common. */
export const issueOf = (reviewed: Reviewed): GrantView | CodeView =>
  reviewed.of === 'grant' ? reviewed.grant : reviewed.code

/** Whether this line of the case is about the one that is reviewed, and not about another of the same case. */
const isAbout =
  ({ of, id }: Reviewed) =>
  ({ words }: TimelineItem): boolean =>
    (of === 'grant' ? words.grantId : words.codeId) === id

export type Happened = {
  readonly id: string
  readonly at: Ms
  readonly arrivedLateAt: Ms | null
  readonly door: string
  readonly what: 'opened' | 'openedAgain' | 'codeUsed' | 'refused'
  /** Of a refusal; null for one that this console does not know. */
  readonly cause: RefusalCause | null
}

/** Every use and every refusal, in the order in which they were done; nothing is summed up. */
export const happenedWith = (view: CaseView, reviewed: Reviewed): readonly Happened[] =>
  view.timeline.filter(isAbout(reviewed)).flatMap((item): readonly Happened[] => {
    const what = whatOf(item)
    if (what === null) return []
    const { id, at, arrivedLateAt, words } = item
    const cause = refusalCauses.find((known) => known === words.cause) ?? null
    return [{ id, at, arrivedLateAt, door: String(words.door ?? ''), what, cause }]
  })

const whatOf = ({ kind, words }: TimelineItem): Happened['what'] | null => {
  switch (kind) {
    case 'grant.used':
      return words.reentry === 1 ? 'openedAgain' : 'opened'
    case 'grant.refused':
      return 'refused'
    case 'code.used':
      return 'codeUsed'
    default:
      return null
  }
}

/** Doors that it was for and that nothing was heard of. */
export const untouchedDoors = (reviewed: Reviewed, happened: readonly Happened[]): readonly string[] =>
  (reviewed.of === 'grant' ? reviewed.grant.doors.map(({ label }) => label) : [reviewed.code.label]).filter(
    (label) => !happened.some(({ door }) => door === label),
  )

/** Who took the case first, and how long that took; null while nobody has. */
export const answeredIn = (
  view: CaseView,
): { readonly by: string; readonly at: Ms; readonly after: Ms } | null => {
  const first = view.timeline.find(({ kind }) => kind === 'alarm.answered')
  return first ? { by: first.by, at: first.at, after: Math.max(0, first.at - view.alarm.raisedAt) } : null
}

/** Who opened the case where nobody pressed; null for an alarm. */
export const openerOf = (view: CaseView): string | null =>
  view.timeline.find(({ kind }) => kind === 'incident.opened')?.by ?? null

/** What was said about its end, by a person, a rule or the phone. */
export const endingsOf = (view: CaseView, reviewed: Reviewed): readonly TimelineItem[] =>
  view.timeline
    .filter(isAbout(reviewed))
    .filter(({ kind }) => ['grant.revoked', 'grant.ended', 'grant.deleted'].includes(kind))
