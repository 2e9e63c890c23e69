import type { CommandName } from '../command/command.ts'
import { mayCommand } from '../command/roles.ts'
import type { AlarmRow, DispatchRow, GrantRow } from '../journal/rows.ts'
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
    can.push('return', 'dispatch', 'close')
    if (alarm.dispatches.some((d) => !isOver(d))) can.push('recall', 'grant')
  }
  return can.filter((name) => mayCommand(who.role, name))
}

export const dispatchActions = (alarm: AlarmRow, dispatch: DispatchRow, who: Who | null): CommandName[] => {
  const can = allowedActions(alarm, who)
  if (isOver(dispatch)) return []
  return (['recall', 'grant'] as const).filter((name) => can.includes(name))
}

export const grantActions = (grant: GrantRow, who: Who | null, now: Ms): CommandName[] =>
  who &&
  mayCommand(who.role, 'revoke') &&
  grant.revokedAt === null &&
  grant.ended === null &&
  grant.until > now
    ? ['revoke']
    : []
