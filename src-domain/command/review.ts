import { isForReview } from '../access/review.ts'
import type { Draft } from '../journal/kinds.ts'
import { ok, type Result, refuse } from '../result.ts'
import type { CommandArgs } from './command.ts'
import { personalNote, type Situation } from './situation.ts'

/** A supervisor's word on what was opened; anything but "justified" needs its reason. */
export const decideReview = (args: CommandArgs<'review'>, s: Situation): Result<readonly Draft[]> => {
  if (args.verdict !== 'justified' && args.note === '') return refuse('reasonMissing')
  const said = { caseId: args.caseId, ...personalNote(args.note) }
  if (args.of === 'grant') {
    const grant = s.grants.find((g) => g.id === args.id)
    if (!grant) return refuse('unknownGrant')
    if (!isForReview(grant)) return refuse('notForReview')
    return ok([
      { kind: 'grant.reviewed', ...said, payload: { grantId: grant.id, verdict: args.verdict } },
    ] satisfies Draft[])
  }
  if (s.code?.caseId !== args.caseId) return refuse('unknownCode')
  return ok([
    { kind: 'code.reviewed', ...said, payload: { codeId: s.code.id, verdict: args.verdict } },
  ] satisfies Draft[])
}
