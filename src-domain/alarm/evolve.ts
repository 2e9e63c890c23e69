import type { Fact, FactOf } from '../journal/kinds.ts'
import type { AlarmRow, DispatchState, Load } from '../journal/rows.ts'
import { lastStep } from './escalation.ts'
import { dueDelivery, evolveDelivery } from './fallback.ts'

/** What a fact makes of the alarm that it hangs on; undefined when it leaves it as it is. */
export const evolveAlarm = (load: Load, fact: Fact): AlarmRow | undefined => {
  if (fact.kind === 'alarm.raised') return raised(fact)
  if (fact.kind === 'incident.opened') return opened(fact)
  const row = fact.caseId === null ? undefined : load('alarm', fact.caseId)
  if (!row) return undefined
  const next = change(row, fact)
  return next === row ? undefined : { ...next, seq: fact.seq }
}

const pressOf = (fact: FactOf<'alarm.raised' | 'alarm.pressed'>) => ({
  id: fact.id,
  alarmKind: fact.payload.alarmKind,
  priority: fact.payload.priority,
  statusCode: fact.payload.statusCode,
  deviceType: fact.payload.deviceType,
  at: fact.at,
  receivedAt: fact.receivedAt,
  acknowledgedBy: null,
})

const quiet = { ringing: false, ringCause: null, ringingSince: null } as const

/** What every case begins with. */
const begun = (fact: Fact) => ({
  municipality: fact.municipality,
  raisedAt: fact.at,
  receivedAt: fact.receivedAt,
  presentedAt: [],
  rung: [],
  dispatches: [],
  escalationStep: 0,
  touchedAt: fact.receivedAt,
  heldBy: null,
  cancelledAt: null,
  closedAt: null,
  outcome: null,
  seq: fact.seq,
})

const raised = (fact: FactOf<'alarm.raised'>): AlarmRow => ({
  ...begun(fact),
  id: fact.id,
  residentId: fact.payload.residentId,
  homeId: fact.payload.homeId,
  unitId: fact.payload.unitId,
  alarmKind: fact.payload.alarmKind,
  priority: fact.payload.priority,
  voice: fact.payload.voice,
  state: 'new',
  presses: [pressOf(fact)],
  ownerId: null,
  ownerWorkplaceId: null,
  answeredAt: null,
  ringing: true,
  ringCause: 'new',
  ringingSince: fact.receivedAt,
  incident: null,
})

/**
 * An incident lives like an alarm that its operator has answered: the same timers watch over it. What was
 * told by telephone stands where a press would.
 */
const opened = (fact: FactOf<'incident.opened'>): AlarmRow => {
  const { homeIds, doorIds, number, personId, workplaceId } = fact.payload
  const told = { alarmKind: 'blockFire', priority: 1, statusCode: '', deviceType: '' } as const
  return {
    ...begun(fact),
    id: fact.caseId ?? fact.id,
    residentId: null,
    homeId: homeIds[0] ?? null,
    unitId: null,
    alarmKind: told.alarmKind,
    priority: told.priority,
    voice: 'none',
    state: 'answered',
    presses: [{ ...told, id: fact.id, at: fact.at, receivedAt: fact.receivedAt, acknowledgedBy: personId }],
    ownerId: personId,
    ownerWorkplaceId: workplaceId,
    answeredAt: fact.receivedAt,
    ...quiet,
    incident: { homeIds, doorIds, number },
  }
}
const ring = (cause: NonNullable<AlarmRow['ringCause']>, since: number) => ({
  ringing: true,
  ringCause: cause,
  ringingSince: since,
})

const change = (row: AlarmRow, fact: Fact): AlarmRow => {
  switch (fact.kind) {
    case 'alarm.pressed': {
      const worse = fact.payload.priority < row.priority
      return {
        ...row,
        alarmKind: worse ? fact.payload.alarmKind : row.alarmKind,
        priority: worse ? fact.payload.priority : row.priority,
        voice: fact.payload.voice === 'none' ? row.voice : fact.payload.voice,
        presses: [...row.presses, pressOf(fact)],
        ...ring(row.ownerId === null ? (row.ringCause ?? 'new') : 'pressedAgain', fact.receivedAt),
        // A press at an owned alarm is a new call for help: its escalation starts from the beginning.
        escalationStep: row.ownerId === null ? row.escalationStep : 0,
      }
    }
    case 'alarm.pressAcknowledged': {
      const presses = row.presses.map((p) =>
        p.id === fact.payload.pressId && p.acknowledgedBy === null ? { ...p, acknowledgedBy: fact.by.id } : p,
      )
      const silent = row.ringCause === 'pressedAgain' && presses.every((p) => p.acknowledgedBy !== null)
      return { ...row, presses, ...(silent ? quiet : {}), touchedAt: fact.receivedAt }
    }
    case 'alarm.presented': {
      const { workplaceId, pressId } = fact.payload
      if (row.presentedAt.some((p) => p.workplaceId === workplaceId && p.pressId === pressId)) return row
      return { ...row, presentedAt: [...row.presentedAt, { workplaceId, pressId, at: fact.at }] }
    }
    case 'alarm.answered':
      return {
        ...row,
        state: stateOf(row.dispatches, true),
        ownerId: fact.payload.personId,
        ownerWorkplaceId: fact.payload.workplaceId,
        answeredAt: row.answeredAt ?? fact.receivedAt,
        presses: acknowledged(row, fact.payload.personId),
        ...quiet,
        escalationStep: 0,
        touchedAt: fact.receivedAt,
        heldBy: null,
      }
    case 'alarm.returned':
      return {
        ...row,
        state: stateOf(row.dispatches, false),
        ownerId: null,
        ownerWorkplaceId: null,
        ...ring('returned', fact.receivedAt),
      }
    case 'alarm.takenOver':
      return {
        ...row,
        ownerId: fact.payload.personId,
        ownerWorkplaceId: fact.payload.workplaceId,
        presses: acknowledged(row, fact.payload.personId),
        ...quiet,
        heldBy: null,
      }
    case 'alarm.heldLocally':
      return { ...row, heldBy: { ...fact.payload, at: fact.at } }
    case 'alarm.cancelled':
      return { ...row, cancelledAt: fact.receivedAt }
    case 'alarm.escalated':
      return {
        ...row,
        escalationStep: Math.max(row.escalationStep, fact.payload.step),
        ...(fact.payload.step === lastStep ? { fallback: dueDelivery(fact) } : {}),
      }
    case 'fallback.sent':
    case 'fallback.accepted':
    case 'fallback.failed': {
      const fallback = evolveDelivery(row.fallback, fact)
      return fallback === row.fallback ? row : { ...row, fallback }
    }
    case 'alarm.rang':
      return {
        ...row,
        ...ring(fact.payload.cause, fact.receivedAt),
        rung: [
          ...row.rung.filter((r) => r.cause !== fact.payload.cause),
          { cause: fact.payload.cause, at: fact.receivedAt },
        ],
      }
    case 'alarm.closed':
      return { ...row, state: 'closed', ...quiet, outcome: fact.payload.outcome, closedAt: fact.receivedAt }
    case 'incident.numbered':
      if (!row.incident) return row
      return {
        ...row,
        incident: { ...row.incident, number: fact.payload.number },
        touchedAt: Math.max(row.touchedAt, fact.receivedAt),
      }
    case 'case.noted':
    case 'grant.issued':
    case 'grant.used':
    case 'grant.revoked':
    case 'code.issued':
    case 'key.handedOut':
    case 'key.returned':
      return { ...row, touchedAt: Math.max(row.touchedAt, fact.receivedAt) }
    case 'dispatch.sent':
      return sent(row, fact.payload.dispatchId, 'sent', fact.receivedAt)
    case 'dispatch.accepted':
      return sent(row, fact.payload.dispatchId, 'accepted', fact.receivedAt)
    case 'dispatch.arrived':
      return sent(row, fact.payload.dispatchId, 'arrived', fact.receivedAt)
    case 'dispatch.cleared':
      return sent(row, fact.payload.dispatchId, 'cleared', fact.receivedAt)
    case 'dispatch.declined':
      return sent(row, fact.payload.dispatchId, 'declined', fact.receivedAt)
    case 'dispatch.recalled':
      return sent(row, fact.payload.dispatchId, 'recalled', fact.receivedAt)
    default:
      return row
  }
}

const acknowledged = (row: AlarmRow, personId: string) =>
  row.presses.map((p) => (p.acknowledgedBy === null ? { ...p, acknowledgedBy: personId } : p))

const sent = (row: AlarmRow, id: string, state: DispatchState, at: number): AlarmRow => {
  const others = row.dispatches.filter((d) => d.id !== id)
  const dispatches = [...others, { id, state }]
  return {
    ...row,
    dispatches,
    state: row.state === 'closed' ? 'closed' : stateOf(dispatches, row.ownerId !== null),
    touchedAt: Math.max(row.touchedAt, at),
  }
}

/** Whoever has been there has been there: an alarm does not leave `onScene` because the patrol drove on. */
const stateOf = (dispatches: AlarmRow['dispatches'], owned: boolean): AlarmRow['state'] => {
  if (dispatches.some((d) => d.state === 'arrived' || d.state === 'cleared')) return 'onScene'
  if (dispatches.some((d) => d.state === 'sent' || d.state === 'accepted')) return 'dispatched'
  return owned ? 'answered' : 'new'
}
