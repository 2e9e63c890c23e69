import { z } from 'zod'
import { grantReason, holder, refusalCause } from '../access/words.ts'
import { alarmKind, alarmState, outcome, priority, rangCause, voice } from '../alarm/words.ts'
import { id, uuid } from '../ids.ts'
import { ms } from '../time.ts'

/** What the journal adds up to. Rows hold no personal words: those stay with the entries. */

export const dispatchState = z.enum(['sent', 'accepted', 'arrived', 'cleared', 'declined', 'recalled'])
export type DispatchState = z.infer<typeof dispatchState>

export const pressRow = z.object({
  id: uuid,
  alarmKind,
  priority,
  statusCode: z.string(),
  deviceType: z.string(),
  at: ms,
  receivedAt: ms,
  acknowledgedBy: id.nullable(),
})

export const alarmRow = z.object({
  /** The case: the identifier of the entry that raised it. */
  id: uuid,
  municipality: id,
  residentId: id.nullable(),
  homeId: id.nullable(),
  unitId: id.nullable(),
  /** Kind and priority of the worst press. */
  alarmKind,
  priority,
  voice,
  state: alarmState,
  raisedAt: ms,
  receivedAt: ms,
  presses: z.array(pressRow).min(1),
  ownerId: id.nullable(),
  ownerWorkplaceId: id.nullable(),
  answeredAt: ms.nullable(),
  /** Workplaces at which the newest press was painted and sounding. */
  presentedAt: z.array(z.object({ workplaceId: id, pressId: uuid, at: ms })),
  /** Rings for everybody: never answered, returned, or owned but not handled. */
  ringing: z.boolean(),
  ringCause: z.union([z.enum(['new', 'pressedAgain', 'returned']), rangCause]).nullable(),
  ringingSince: ms.nullable(),
  /** When it last rang again for each cause, so that a cause rings once and not for ever. */
  rung: z.array(z.object({ cause: rangCause, at: ms })),
  /** Who was sent, as far as the state of the alarm depends on it. */
  dispatches: z.array(z.object({ id: uuid, state: dispatchState })),
  escalationStep: z.int().min(0).max(4),
  /** Somebody did something about it at this time; "untouched" counts from here. Returning resets nothing. */
  touchedAt: ms,
  /** An operator said "I take this" while the centre was away. */
  heldBy: z.object({ personId: id, workplaceId: id, at: ms }).nullable(),
  cancelledAt: ms.nullable(),
  closedAt: ms.nullable(),
  outcome: outcome.nullable(),
  seq: z.int(),
})
export type AlarmRow = z.infer<typeof alarmRow>

export const dispatchRow = z.object({
  id: uuid,
  municipality: id,
  caseId: id,
  unitId: id,
  state: dispatchState,
  sentAt: ms,
  sentBy: id,
  expectedSeconds: z.int().nullable(),
  acceptedAt: ms.nullable(),
  arrivedAt: ms.nullable(),
  endedAt: ms.nullable(),
  seq: z.int(),
})
export type DispatchRow = z.infer<typeof dispatchRow>

export const grantDoorRow = z.object({
  doorId: id,
  /** When the bolt moved, by the door's or handset's clock; `usedReceivedAt` is when the centre heard. */
  usedAt: ms.nullable(),
  usedReceivedAt: ms.nullable(),
  lastReentryAt: ms.nullable(),
  refusals: z.array(z.object({ cause: refusalCause, at: ms, receivedAt: ms })),
})

export const grantRow = z.object({
  id: uuid,
  municipality: id,
  caseId: id,
  holder,
  doors: z.array(grantDoorRow).min(1),
  from: ms,
  until: ms,
  reason: grantReason,
  issuedBy: id,
  issuedAt: ms,
  /** Serial number and end of the newest token; what is out there may open until then. */
  lease: z.int().min(0),
  leaseUntil: ms.nullable(),
  revokedAt: ms.nullable(),
  revokedBy: id.nullable(),
  /** The handset's receipt that it holds no token of this grant any more. */
  deletedAt: ms.nullable(),
  ended: z.enum(['expired', 'caseClosed']).nullable(),
  endedAt: ms.nullable(),
  seq: z.int(),
})
export type GrantRow = z.infer<typeof grantRow>

/** The newest synthetic test alarm that walked the whole path. */
export const probeRow = z.object({
  id: z.literal('probe'),
  at: ms,
  receivedAt: ms,
  probeId: uuid,
  seq: z.int(),
})
export type ProbeRow = z.infer<typeof probeRow>

export const tables = { alarm: alarmRow, dispatch: dispatchRow, grant: grantRow, probe: probeRow } as const
export type Table = keyof typeof tables
export type RowOf = { alarm: AlarmRow; dispatch: DispatchRow; grant: GrantRow; probe: ProbeRow }

/** A row as it is to be stored: the same at the centre and at every console. */
export type RowChange = { [T in Table]: { readonly table: T; readonly row: RowOf[T] } }[Table]
export const rowChange = z.discriminatedUnion('table', [
  z.object({ table: z.literal('alarm'), row: alarmRow }),
  z.object({ table: z.literal('dispatch'), row: dispatchRow }),
  z.object({ table: z.literal('grant'), row: grantRow }),
  z.object({ table: z.literal('probe'), row: probeRow }),
])

/** Finds a row by its key, where it is stored; undefined when there is none. */
export type Load = <T extends Table>(table: T, id: string) => RowOf[T] | undefined
