import { type Standing, standingEnd } from '../access/lease.ts'
import type { GrantRow } from '../access/rows.ts'
import type { Draft } from '../journal/kinds.ts'
import type { AlarmRow, DispatchRow } from '../journal/rows.ts'
import { type Ms, minute, second } from '../time.ts'
import { type Attendance, dueEscalation } from './escalation.ts'
import type { RangCause } from './words.ts'

/** Ours, not from a source: an owner whose console has been gone for this long owns nothing. */
export const ownerGoneAfter: Ms = 30 * second
/** Acknowledged but untouched rings again: 600 s is PagerDuty's documented example. */
export const untouchedAfter: Ms = 600 * second
/** Ours: a patrol that has not accepted by now may not have heard. */
export const unacceptedAfter: Ms = 2 * minute
/** Late by more than this over the expected time, or over 45 min where none is known (arrival: 90 % ≤ 45 min). */
export const arrivalGrace: Ms = 5 * minute
export const arrivalWithin: Ms = 45 * minute

export type Watch = {
  /** By the centre's clock: for ends that were promised as times of day. */
  readonly now: Ms
  /** How long ago an instant truly was: a clock that was set makes nothing due. */
  readonly age: (at: Ms) => Ms
  readonly alarms: readonly AlarmRow[]
  readonly dispatches: readonly DispatchRow[]
  readonly grants: readonly GrantRow[]
  readonly standing: (grant: GrantRow) => Standing
  readonly attendance: Attendance
}

/** What the clock alone makes true: escalations, rings of owned alarms that nobody handles, grants whose ground is gone. */
export const dueDrafts = (watch: Watch): Draft[] => [
  ...watch.alarms.flatMap((alarm) => [...dueEscalation(alarm, watch), ...dueRings(alarm, watch)]),
  ...watch.grants.flatMap((grant) => dueEnd(grant, watch)),
]

/** Its time is up, its holder signed off or went home, its resident left: none of that waits for the next lease. */
const dueEnd = (grant: GrantRow, watch: Watch): Draft[] => {
  const cause = grant.ended === null ? standingEnd(grant, watch.standing(grant), watch.now) : null
  // One that was revoked already has nothing left to lose but its time.
  if (cause === null || (grant.revokedAt !== null && cause !== 'expired')) return []
  return [{ kind: 'grant.ended', caseId: grant.caseId, payload: { grantId: grant.id, cause } }]
}

const dueRings = (alarm: AlarmRow, watch: Watch): Draft[] => {
  if (alarm.state === 'closed' || alarm.ownerId === null) return []
  return ringCauses(alarm, watch).map((cause) => ({
    kind: 'alarm.rang',
    caseId: alarm.id,
    payload: { cause },
  }))
}

/** Owned is not handled. A cause that rang is not said again until what it waits for began anew. */
const ringCauses = (alarm: AlarmRow, watch: Watch): RangCause[] => {
  const rungSince = (cause: RangCause, since: Ms) =>
    alarm.rung.some((r) => r.cause === cause && r.at >= since)
  const causes: RangCause[] = []
  const goneSince =
    alarm.ownerWorkplaceId === null ? null : watch.attendance.goneSince(alarm.ownerWorkplaceId)
  if (goneSince !== null && watch.age(goneSince) >= ownerGoneAfter && !rungSince('ownerGone', goneSince))
    causes.push('ownerGone')
  const lastRung = alarm.rung.find((r) => r.cause === 'untouched')?.at ?? 0
  if (watch.age(Math.max(alarm.touchedAt, lastRung)) >= untouchedAfter) causes.push('untouched')
  for (const d of watch.dispatches.filter((d) => d.caseId === alarm.id)) {
    if (
      d.state === 'sent' &&
      watch.age(d.sentAt) >= unacceptedAfter &&
      !rungSince('dispatchUnaccepted', d.sentAt)
    )
      causes.push('dispatchUnaccepted')
    if (d.state === 'declined' && !rungSince('dispatchDeclined', d.sentAt)) causes.push('dispatchDeclined')
    if (
      (d.state === 'sent' || d.state === 'accepted') &&
      watch.age(d.sentAt) >= arrivalDue(d) - d.sentAt &&
      !rungSince('arrivalLate', d.sentAt)
    )
      causes.push('arrivalLate')
  }
  return [...new Set(causes)]
}

/** When a unit should be there, by what was expected when it was sent. */
export const arrivalDue = (d: Pick<DispatchRow, 'sentAt' | 'expectedSeconds'>): Ms =>
  d.sentAt + (d.expectedSeconds === null ? arrivalWithin : d.expectedSeconds * second + arrivalGrace)
