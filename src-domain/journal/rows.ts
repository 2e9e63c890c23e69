import { z } from 'zod'
import {
  codeRow,
  doorTrustRow,
  grantRow,
  handsetRow,
  keyLoanRow,
  residentGrantRow,
  trustRow,
} from '../access/rows.ts'
import { fallbackDelivery, fallbackRow } from '../alarm/fallbackWords.ts'
import { alarmKind, alarmState, outcome, priority, rangCause, voice } from '../alarm/words.ts'
import { hardwareTestRow, stockRow } from '../hardware/rows.ts'
import { id, uuid } from '../ids.ts'
import { erasureRow } from '../registry/erasure.ts'
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
  /** Not there until the last step was reached. */
  fallback: fallbackDelivery.optional(),
  /** Somebody did something about it at this time; "untouched" counts from here. Returning resets nothing. */
  touchedAt: ms,
  /** An operator said "I take this" while the centre was away. */
  heldBy: z.object({ personId: id, workplaceId: id, at: ms }).nullable(),
  /** For a case that an operator opened: what it is about, in place of a resident. */
  incident: z
    .object({ homeIds: z.array(id), doorIds: z.array(id), number: z.string().nullable() })
    .nullable(),
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

/** The newest synthetic test alarm that walked the whole path. */
export const probeRow = z.object({
  id: z.literal('probe'),
  at: ms,
  receivedAt: ms,
  probeId: uuid,
  seq: z.int(),
})
export type ProbeRow = z.infer<typeof probeRow>

export const tables = {
  alarm: alarmRow,
  dispatch: dispatchRow,
  grant: grantRow,
  probe: probeRow,
  handset: handsetRow,
  code: codeRow,
  keyLoan: keyLoanRow,
  residentGrant: residentGrantRow,
  trust: trustRow,
  doorTrust: doorTrustRow,
  erasure: erasureRow,
  fallback: fallbackRow,
  stock: stockRow,
  hardwareTest: hardwareTestRow,
} as const
export type Table = keyof typeof tables
export type RowOf = { [T in Table]: z.infer<(typeof tables)[T]> }

/** A row as it is to be stored: the same at the centre and at every console. */
export type RowChange = { [T in Table]: { readonly table: T; readonly row: RowOf[T] } }[Table]
const changeOf = <T extends Table>(table: T) => z.object({ table: z.literal(table), row: tables[table] })
export const rowChange = z.discriminatedUnion('table', [
  changeOf('alarm'),
  changeOf('dispatch'),
  changeOf('grant'),
  changeOf('probe'),
  changeOf('handset'),
  changeOf('code'),
  changeOf('keyLoan'),
  changeOf('residentGrant'),
  changeOf('trust'),
  changeOf('doorTrust'),
  changeOf('erasure'),
  changeOf('fallback'),
  changeOf('stock'),
  changeOf('hardwareTest'),
])

/** Reads the row alone, where its table stands beside it. */
export const rowOfTable = (table: string): z.ZodType<RowChange> =>
  z.unknown().transform((row, context) => {
    const change = rowChange.safeParse({ table, row })
    if (change.success) return change.data
    context.addIssue({
      code: 'custom',
      message: `no row of ${table}`,
      path: change.error.issues[0]?.path ?? [],
    })
    return z.NEVER
  })

/** Finds a row by its key, where it is stored; undefined when there is none. */
export type Load = <T extends Table>(table: T, id: string) => RowOf[T] | undefined
