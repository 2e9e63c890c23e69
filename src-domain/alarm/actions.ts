import { isWithdrawn } from '../access/lease.ts'
import { isForReview } from '../access/review.ts'
import type { CodeRow, GrantRow, HandsetRow, KeyLoanRow } from '../access/rows.ts'
import type { CommandName } from '../command/command.ts'
import { mayCommand } from '../command/roles.ts'
import type { AlarmRow, DispatchRow } from '../journal/rows.ts'
import { isOver } from '../patrol/evolve.ts'
import type { Role } from '../registry/rows.ts'
import type { Ms } from '../time.ts'

type Who = { readonly personId: string; readonly role: Role }

/** What `who` may do with the alarm now, as far as the row alone tells; the centre decides in the end. */
export const allowedActions = (alarm: AlarmRow, who: Who | null): CommandName[] => {
  if (!who) return []
  const mine = alarm.ownerId === who.personId
  const open = alarm.state !== 'closed'
  const can: CommandName[] = ['note']
  if (open && (alarm.ownerId === null || (mine && alarm.ringing))) can.push('answer', 'hold')
  if (open && alarm.ownerId !== null && !mine) can.push('takeOver')
  if (open && mine) {
    if (alarm.presses.some((p) => p.acknowledgedBy === null)) can.push('acknowledgePress')
    can.push('return', 'dispatch', 'issueCode', 'revealSharedCode', 'handOutKey', 'close')
    if (alarm.dispatches.some((d) => !isOver(d))) can.push('recall', 'grant')
  }
  if (open && alarm.incident) can.push('numberIncident')
  return can.filter((name) => mayCommand(who.role, name))
}

export const dispatchActions = (alarm: AlarmRow, dispatch: DispatchRow, who: Who | null): CommandName[] => {
  const can = allowedActions(alarm, who)
  if (isOver(dispatch)) return []
  return (['recall', 'grant'] as const).filter((name) => can.includes(name))
}

const may = (who: Who | null, names: readonly CommandName[]): CommandName[] =>
  who ? names.filter((name) => mayCommand(who.role, name)) : []

export const grantActions = (grant: GrantRow, who: Who | null, now: Ms): CommandName[] =>
  may(who, [
    ...(!isWithdrawn(grant) && grant.ended === null && grant.until > now ? (['revoke'] as const) : []),
    ...(isForReview(grant) ? (['review'] as const) : []),
  ])

export const codeActions = (code: CodeRow, who: Who | null): CommandName[] =>
  may(who, isForReview(code) ? ['review'] : [])

export const loanActions = (loan: KeyLoanRow, who: Who | null): CommandName[] =>
  may(who, loan.returnedAt === null ? ['returnKey'] : [])

export const handsetActions = (handset: HandsetRow | undefined, who: Who | null): CommandName[] =>
  may(who, [handset?.blocked ? 'unblockHandset' : 'blockHandset'])

/** What needs no case to hang on. */
export const deskActions = (who: Who | null): CommandName[] =>
  may(who, [
    'openIncident',
    'blockHandset',
    'unblockHandset',
    'review',
    'rotateKey',
    'retireKey',
    'strikeOffKey',
    'beginTest',
    'signTest',
  ])
