import { hasEnded, mayServe } from '../access/lease.ts'
import type { Draft } from '../journal/kinds.ts'
import type { AlarmRow } from '../journal/rows.ts'
import { isOver } from '../patrol/evolve.ts'
import { ok, type Result, refuse } from '../result.ts'
import { minute } from '../time.ts'
import { blockedBy, changedSince } from './collision.ts'
import type { CommandArgs } from './command.ts'
import type { Situation } from './situation.ts'

/**
 * A grant is somebody's front door: it names a case, a holder, doors, a window and a reason, and goes only
 * to a unit that was sent there.
 */
export const decideGrant = (
  args: CommandArgs<'grant'>,
  alarm: AlarmRow,
  s: Situation,
): Result<readonly Draft[]> => {
  const { unit, handset } = s
  if (!unit) return refuse('unknownUnit')
  if (!s.dispatches.some((d) => d.unitId === unit.id && !isOver(d)))
    return refuse('notDispatched', { unit: unit.name })
  const { signedOn } = s
  if (signedOn?.blocked) return refuse('handsetBlocked', blockedBy(signedOn.blocked))
  const personId = signedOn?.personId ?? null
  if (!handset || handset.unitId !== unit.id || personId === null)
    return refuse('noHandset', { unit: unit.name })
  if (!unit.onShift) return refuse('unitOffShift', { unit: unit.name })
  if (s.resident && hasEnded(s.resident, s.now))
    return refuse('serviceEnded', { at: s.resident.serviceEndedAt ?? s.now })
  if (s.resident && !mayServe(unit, s.resident)) return refuse('otherProvider', { unit: unit.name })
  const fresh = changedSince({ name: 'grant', args }, s)
  if (!fresh.ok) return fresh
  const incidentNumber = args.incidentNumber ?? alarm.incident?.number ?? null
  if (unit.kind === 'fire' && incidentNumber === null) return refuse('incidentNumberMissing')
  const doorIds = [...new Set(args.doorIds)]
  if (doorIds.length === 0) return refuse('noDoors')
  for (const doorId of doorIds) {
    const door = s.doors.find((d) => d.id === doorId)
    if (!door) return refuse('doorNotInChain', { door: doorId })
    const lock = s.locks.find((l) => l.id === door.lockId)
    if (!lock?.traceable) return refuse('noLockAtDoor', { door: door.label })
  }
  return ok([
    {
      kind: 'grant.issued',
      caseId: alarm.id,
      payload: {
        grantId: s.newId(),
        holder: { unitId: unit.id, handsetId: handset.id, personId },
        doorIds,
        from: s.now + args.startsIn * minute,
        until: s.now + (args.startsIn + args.minutes) * minute,
        reason: args.reason,
        offline: args.offline,
        incidentNumber,
      },
    },
  ])
}

export const decideRevoke = (args: CommandArgs<'revoke'>, s: Situation): Result<readonly Draft[]> => {
  const grant = s.grants.find((g) => g.id === args.grantId)
  if (!grant) return refuse('unknownGrant')
  if (grant.revokedAt !== null) return refuse('grantEnded', { at: grant.revokedAt })
  if (grant.ended !== null || grant.until <= s.now)
    return refuse('grantEnded', { at: grant.endedAt ?? grant.until })
  return ok([
    { kind: 'grant.revoked', caseId: grant.caseId, payload: { grantId: grant.id, reason: args.reason } },
  ])
}
