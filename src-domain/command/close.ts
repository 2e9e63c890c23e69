import type { Draft } from '../journal/kinds.ts'
import type { AlarmRow } from '../journal/rows.ts'
import { isOver } from '../patrol/evolve.ts'
import { ok, type Result, refuse } from '../result.ts'
import { changedSince } from './collision.ts'
import type { CommandArgs } from './command.ts'
import { personalNote, type Situation } from './situation.ts'

/** Outcomes that say that somebody spoke with the resident. */
const contact = ['helpedByPhone', 'falseAlarm', 'testAlarm', 'handedOver'] as const
export const saysContact = (outcome: string): boolean => contact.some((o) => o === outcome)

/** Whether somebody has been at the door. */
export const wasReached = (alarm: Pick<AlarmRow, 'dispatches'>): boolean =>
  alarm.dispatches.some((d) => d.state === 'arrived' || d.state === 'cleared')

/** Closing with neither contact nor arrival needs a reason; the units are freed and the doors shut with it. */
export const decideClose = (
  args: CommandArgs<'close'>,
  alarm: AlarmRow,
  s: Situation,
): Result<readonly Draft[]> => {
  if (alarm.presses.some((p) => p.acknowledgedBy === null)) return refuse('pressUnacknowledged')
  const fresh = changedSince({ name: 'close', args }, s)
  if (!fresh.ok) return fresh
  const reached = wasReached(alarm)
  if (args.outcome === 'helpedOnScene' && !reached) return refuse('needsArrivalOrContact')
  const unreached = !reached && !saysContact(args.outcome)
  if (unreached && args.note === '') return refuse('reasonMissing')
  const dispatches = s.dispatches
    .filter((d) => !isOver(d))
    .map(
      (d): Draft => ({
        kind: d.state === 'arrived' ? 'dispatch.cleared' : 'dispatch.recalled',
        caseId: alarm.id,
        payload: { dispatchId: d.id },
      }),
    )
  const grants = s.grants
    .filter((g) => g.ended === null && g.revokedAt === null)
    .map(
      (g): Draft => ({
        kind: 'grant.ended',
        caseId: alarm.id,
        payload: { grantId: g.id, cause: 'caseClosed' },
      }),
    )
  return ok([
    {
      kind: 'alarm.closed',
      caseId: alarm.id,
      payload: { outcome: args.outcome, unreached },
      ...personalNote(args.note),
    },
    ...dispatches,
    ...grants,
  ])
}
