import { z } from 'zod'
import { accessKinds } from '../access/kinds.ts'
import { incidentNumber } from '../access/words.ts'
import { fallbackKinds } from '../alarm/fallbackWords.ts'
import {
  alarmKind,
  escalationCause,
  outcome,
  priority,
  rangCause,
  returnReason,
  takeOverReason,
  voice,
} from '../alarm/words.ts'
import { hardwareKinds } from '../hardware/kinds.ts'
import { id, uuid } from '../ids.ts'

/** Known by (`cid`, `ref`): the same alarm sent twice by its controller is one press. */
const scaipSource = z.object({ cid: z.string().max(64), ref: z.string().max(64) }).nullable()

const press = {
  alarmKind,
  priority,
  /** SCAIP `dty` and `stc` as they came, kept even where unknown. */
  deviceType: z.string().max(64),
  statusCode: z.string().max(64),
  voice,
  source: scaipSource,
}

/** A block of flats is one incident: more homes and doors than this are two. */
export const incidentHomes = 200
export const incidentDoors = 400

/**
 * Every kind of fact that the journal knows, with the open part of its payload. Free text and numbers to
 * call are personal and travel apart (`Entry.personal`): `{text}` for a note, `{raw}` for an unreadable alarm.
 */
export const kinds = {
  'alarm.raised': z.object({
    ...press,
    residentId: id.nullable(),
    homeId: id.nullable(),
    unitId: id.nullable(),
  }),
  'alarm.pressed': z.object(press),
  'alarm.pressAcknowledged': z.object({ pressId: uuid }),
  'alarm.presented': z.object({ workplaceId: id, pressId: uuid }),
  'alarm.answered': z.object({ personId: id, workplaceId: id }),
  'alarm.returned': z.object({ reason: returnReason }),
  'alarm.takenOver': z.object({ personId: id, workplaceId: id, from: id, reason: takeOverReason }),
  'alarm.heldLocally': z.object({ personId: id, workplaceId: id }),
  'alarm.cancelled': z.object({ source: scaipSource }),
  'alarm.escalated': z.object({
    step: z.int().min(1).max(4),
    cause: escalationCause,
  }),
  'alarm.rang': z.object({
    cause: rangCause,
  }),
  'alarm.closed': z.object({ outcome, unreached: z.boolean() }),
  /** An operator's own case, such as a fire in a block: homes and doors, and nobody pressed. */
  'incident.opened': z.object({
    homeIds: z.array(id).min(1).max(incidentHomes),
    doorIds: z.array(id).max(incidentDoors),
    number: incidentNumber.nullable(),
    personId: id,
    workplaceId: id,
  }),
  'incident.numbered': z.object({ number: incidentNumber }),
  'case.noted': z.object({}),
  'dispatch.sent': z.object({ dispatchId: uuid, unitId: id, expectedSeconds: z.int().min(0).nullable() }),
  'dispatch.accepted': z.object({ dispatchId: uuid }),
  'dispatch.declined': z.object({ dispatchId: uuid }),
  'dispatch.arrived': z.object({ dispatchId: uuid }),
  'dispatch.cleared': z.object({ dispatchId: uuid }),
  'dispatch.recalled': z.object({ dispatchId: uuid }),
  ...accessKinds,
  ...hardwareKinds,
  /** The key of their words was destroyed and their rows were taken out: whoever keeps copies takes them out too. */
  'resident.erased': z.object({ residentId: id }),
  ...fallbackKinds,
  'probe.raised': z.object({ probeId: uuid }),
  'session.signedIn': z.object({ personId: id, workplaceId: id }),
  'session.signedOut': z.object({ personId: id, workplaceId: id }),
  'workplace.connected': z.object({ workplaceId: id }),
  'workplace.lost': z.object({ workplaceId: id }),
} as const

export type Kind = keyof typeof kinds
export type Payload<K extends Kind> = z.infer<(typeof kinds)[K]>

/** A fact as rules see it: the kind, its payload, and the little of the envelope that rows are made of. */
export type Fact = {
  [K in Kind]: {
    readonly kind: K
    readonly payload: Payload<K>
    readonly seq: number
    readonly id: string
    readonly municipality: string
    readonly at: number
    readonly receivedAt: number
    readonly by: { readonly kind: string; readonly id: string }
    readonly caseId: string | null
  }
}[Kind]
export type FactOf<K extends Kind> = Extract<Fact, { kind: K }>

/** A fact that a rule wants said; the centre gives it its place, its hashes and its salt. */
export type Draft = {
  [K in Kind]: {
    readonly kind: K
    readonly payload: Payload<K>
    readonly caseId: string | null
    /** Personal words that go with it, such as the text of a note. */
    readonly personal?: Readonly<Record<string, string>>
  }
}[Kind]
