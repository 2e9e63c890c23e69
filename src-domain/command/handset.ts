import { isWithdrawn } from '../access/lease.ts'
import type { GrantEnd } from '../access/words.ts'
import type { Draft } from '../journal/kinds.ts'
import { ok, type Result, refuse } from '../result.ts'
import { blockedBy } from './collision.ts'
import type { CommandArgs } from './command.ts'
import { personalNote, type Situation } from './situation.ts'

type Held = Pick<Situation, 'now' | 'signedOn' | 'handsetGrants'>

/** Everything that was granted to this phone is over. */
const endsOf = ({ handsetGrants, now }: Held, cause: GrantEnd): Draft[] =>
  handsetGrants
    .filter((grant) => grant.ended === null && !isWithdrawn(grant) && grant.until > now)
    .map((grant) => ({
      kind: 'grant.ended',
      caseId: grant.caseId,
      payload: { grantId: grant.id, cause },
    }))

/**
 * The phone changes hands; null puts it back. All that was granted to whoever had it goes with them, in the same
 * breath: were it left to the next look of a timer, signing on again at once would keep it alive.
 */
export const handOver = (handsetId: string, personId: string | null, held: Held): Draft[] => {
  const before = held.signedOn?.personId ?? null
  if (before === personId) return []
  const off: Draft[] =
    before === null
      ? []
      : [
          { kind: 'handset.signedOff', caseId: null, payload: { handsetId, personId: before } },
          ...endsOf(held, 'signedOff'),
        ]
  if (personId === null) return off
  return [...off, { kind: 'handset.signedOn', caseId: null, payload: { handsetId, personId } }]
}

/** One action: the phone is blocked and every grant that it holds is over. */
export const decideBlock = (args: CommandArgs<'blockHandset'>, s: Situation): Result<readonly Draft[]> => {
  if (!s.handset) return refuse('unknownHandset')
  if (s.signedOn?.blocked) return refuse('handsetBlocked', blockedBy(s.signedOn.blocked))
  return ok([
    {
      kind: 'handset.blocked',
      caseId: null,
      payload: { handsetId: s.handset.id, reason: args.reason },
      ...personalNote(args.note),
    },
    ...endsOf(s, 'handsetBlocked'),
  ])
}

export const decideUnblock = (
  args: CommandArgs<'unblockHandset'>,
  s: Situation,
): Result<readonly Draft[]> => {
  if (!s.handset) return refuse('unknownHandset')
  if (!s.signedOn?.blocked) return refuse('handsetNotBlocked')
  return ok([
    {
      kind: 'handset.unblocked',
      caseId: null,
      payload: { handsetId: s.handset.id },
      ...personalNote(args.note),
    },
  ])
}
