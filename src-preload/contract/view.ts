import { z } from 'zod'
import { fallbackFault } from '../../src-domain/alarm/fallbackWords.ts'
import { alarmKind, alarmState, outcome, priority, voice } from '../../src-domain/alarm/words.ts'
import { id, position, uuid } from '../../src-domain/ids.ts'
import { dispatchState } from '../../src-domain/journal/rows.ts'
import { chainStep, contact, need, registryTables } from '../../src-domain/registry/rows.ts'
import { batteryLevel, doorState, lockAlarm, lockState } from '../../src-domain/telemetry/reading.ts'
import { ms } from '../../src-domain/time.ts'
import { refusal } from '../../src-domain/wire/protocol.ts'
import { codeView, grantView, incidentView, loanView, openerView } from './access.ts'
import { actionName, actions, personView } from './words.ts'

/** What the window is shown of alarms, doors, units and the console's own health. */

export const alarmItem = z.object({
  caseId: uuid,
  /** The newest press: what this item must be painted for. */
  pressId: uuid,
  alarmKind,
  priority,
  state: alarmState,
  group: z.enum(['waiting', 'mine', 'others']),
  /** Null while nobody is signed in, or when the unit is unknown. */
  resident: z.object({ name: z.string(), age: z.int() }).nullable(),
  address: z.string().nullable(),
  district: z.string().nullable(),
  position: position.nullable(),
  raisedAt: ms,
  /** When it reached the centre, if that was late. */
  arrivedLateAt: ms.nullable(),
  presses: z.int(),
  unacknowledgedPresses: z.int(),
  owner: personView.nullable(),
  /** Who else has it open just now, at another workplace. */
  also: z.array(personView),
  cancelledAt: ms.nullable(),
  ringing: z.boolean(),
  ringCause: z.string().nullable(),
  /** 1 and up: how far the centre has escalated it. */
  escalationStep: z.int(),
  /** What somebody outside was told of it; null where nothing was to be told, or it is over. */
  fallback: z
    .object({ state: z.enum(['due', 'sent', 'accepted', 'failed']), why: fallbackFault.nullable() })
    .nullable(),
  /** "I take this" was said here while the centre was away; not confirmed. */
  held: z.object({ person: personView.nullable(), until: ms }).nullable(),
  /** What came, where it could not be read; null otherwise or while nobody is signed in. */
  raw: z.string().nullable(),
  actions,
})
export type AlarmItem = z.infer<typeof alarmItem>

export const alertItem = z.object({
  id: z.string(),
  kind: z.enum([
    'jammed',
    'tampered',
    'forcedOpen',
    'ajar',
    'batteryVeryLow',
    'batteryFlat',
    'unreachable',
    'clockLost',
    'areaPower',
    'areaNetwork',
  ]),
  severity: z.enum(['care', 'info']),
  since: ms,
  doorId: id.nullable(),
  doorLabel: z.string().nullable(),
  address: z.string().nullable(),
  area: z.string().nullable(),
  /** Locks in an area incident, each listed when it is opened. */
  members: z.array(z.object({ doorId: id, label: z.string(), address: z.string() })),
  position: position.nullable(),
})
export type AlertItem = z.infer<typeof alertItem>

export const unitItem = z.object({
  unitId: id,
  kind: z.enum(['patrol', 'fire']),
  name: z.string(),
  callSign: z.string(),
  position,
  heading: z.number().nullable(),
  status: z.enum(['free', 'driving', 'onScene', 'pause', 'offShift']),
  /** Age of the position's evidence counts from here. */
  at: ms,
  coverage: z.boolean(),
  caseId: uuid.nullable(),
})
export type UnitItem = z.infer<typeof unitItem>

/** One home with doors on the map; `mark` is the worst of its locks. */
export const homeMark = z.object({
  homeId: id,
  position,
  mark: z.enum(['ok', 'battery', 'fault', 'stale', 'none']),
})
export type HomeMark = z.infer<typeof homeMark>

export const doorView = z.object({
  step: chainStep,
  /** In walking order from 1; key stores have none. */
  number: z.int().nullable(),
  label: z.string(),
  model: z.string().nullable(),
  power: z.enum(['battery', 'mains']).nullable(),
  traceable: z.boolean(),
  sharedCode: z.boolean(),
  lockState,
  doorState,
  alarms: z.array(lockAlarm),
  battery: z.object({ percent: z.number(), level: batteryLevel }).nullable(),
  powered: z.boolean(),
  reachable: z.boolean(),
  clock: z.enum(['set', 'lost']),
  /** When the lock last said something; null for never. */
  evidenceAt: ms.nullable(),
  warnings: z.array(z.enum(['chain', 'extraLock', 'swells'])),
  consent: z.string().nullable(),
  keyStore: z.object({ kind: z.enum(['keyBox', 'keyCabinet']), hook: z.string().nullable() }).nullable(),
  /** Whether a grant can name it. */
  grantable: z.boolean(),
  /** Whether a spoken code opens it. */
  keypad: z.boolean(),
  /** False while it holds an older trust list than the centre's newest. */
  knowsNewestKeys: z.boolean(),
})
export type DoorView = z.infer<typeof doorView>

export const responderView = z.object({
  unitId: id,
  kind: z.enum(['patrol', 'fire']),
  name: z.string(),
  callSign: z.string(),
  crew: z.array(personView),
  /** `person`: who is signed on at it; null for nobody, and then nothing can be granted to it. */
  handsets: z.array(z.object({ handsetId: id, person: personView.nullable(), blockedAt: ms.nullable() })),
  /** False for a unit of another provider than the resident's: it is given no grant. */
  serves: z.boolean(),
  status: z.enum(['free', 'driving', 'onScene', 'pause', 'offShift']),
  /** By road; null when not known. `estimated`: as the crow flies, since the centre is away. */
  seconds: z.int().nullable(),
  estimated: z.boolean(),
  phone: z.string(),
  dispatch: z
    .object({ dispatchId: uuid, state: dispatchState, at: ms, expectedAt: ms.nullable() })
    .nullable(),
  /** Busy on another case. */
  busyWith: uuid.nullable(),
  actions,
})
export type ResponderView = z.infer<typeof responderView>

export const timelineItem = z.object({
  id: uuid,
  seq: z.int(),
  kind: z.string(),
  at: ms,
  arrivedLateAt: ms.nullable(),
  by: z.string(),
  /** Names and words for the sentence, by the kind's own fields. */
  words: z.record(z.string(), z.union([z.string(), z.number()])),
  /** A note's text. */
  text: z.string().nullable(),
})
export type TimelineItem = z.infer<typeof timelineItem>

export const caseView = z.object({
  caseId: uuid,
  alarm: alarmItem,
  voice,
  /** The number that reaches the loudspeaker at home. */
  number: z.string().nullable(),
  resident: z
    .object({
      id,
      name: z.string(),
      age: z.int(),
      phone: z.string(),
      needs: z.array(need),
      instructions: z.string(),
      contacts: z.array(contact),
      provider: z.string(),
      serviceEndedAt: ms.nullable(),
    })
    .nullable(),
  home: registryTables.home.omit({ chain: true, municipality: true }).nullable(),
  doors: z.array(doorView),
  responders: z.array(responderView),
  grants: z.array(grantView),
  codes: z.array(codeView),
  loans: z.array(loanView),
  /** Everybody who may open a door of this case right now. */
  openers: z.array(openerView),
  /** Null for an alarm. */
  incident: incidentView.nullable(),
  presses: z.array(
    z.object({ pressId: uuid, alarmKind, priority, at: ms, acknowledgedBy: personView.nullable() }),
  ),
  timeline: z.array(timelineItem),
  outcome: outcome.nullable(),
  closedAt: ms.nullable(),
  actions,
})
export type CaseView = z.infer<typeof caseView>

export const health = z.object({
  practice: z.boolean(),
  municipality: z.string(),
  link: z.enum(['starting', 'connected', 'away', 'refused']),
  linkRefusal: z.string().nullable(),
  /** Centre's clock minus this machine's, in whole seconds; null until the centre has told its time. */
  clockOffsetMs: z.number().nullable(),
  /** The newest synthetic alarm that walked the whole path, and how long it took. */
  probe: z.object({ at: ms, tookMs: z.number() }).nullable(),
  /** Entries still to come after an outage; null when up to date. */
  replay: z.object({ done: z.int(), total: z.int() }).nullable(),
  /** Each with the newest example, for "what could not be read". */
  unreadable: z.object({ count: z.int(), latest: z.string().nullable() }),
  chainBroken: z.object({ seq: z.int(), fault: z.string() }).nullable(),
  /** How the fall-back hook failed last, and how many alarms wait of which nobody outside was told; null while it works. */
  fallback: z
    .object({ why: fallbackFault, code: z.int().nullable(), at: ms, waiting: z.int().min(0) })
    .nullable(),
  core: z.enum(['starting', 'running', 'restarting']),
  /** Times core was started again since the window opened. */
  coreRestarts: z.int(),
  sound: z.enum(['unknown', 'ok', 'lost', 'muted']),
  soundMutedUntil: ms.nullable(),
  keeping: z.enum(['disk', 'memory']),
  /** Why nothing is being kept; null while it is. */
  diskTrouble: z.enum(['damaged', 'full', 'readOnly', 'failed']).nullable(),
  /** The newest replica that was set aside, its whole path, and how many others lie beside it. */
  setAside: z
    .object({
      why: z.enum(['damaged', 'newer', 'key', 'journal']),
      file: z.string(),
      at: ms,
      others: z.int(),
    })
    .nullable(),
  /** Whether the map can be drawn by a GPU. */
  graphics: z.enum(['gpu', 'software']),
  map: z.object({ id: z.string(), layers: z.array(z.string()), centre: position }).nullable(),
  storedSeq: z.int(),
})
export type Health = z.infer<typeof health>

export const lockReason = z.enum(['idle', 'hand', 'system', 'ended'])
export type LockReason = z.infer<typeof lockReason>

export const session = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signedOut') }),
  z.object({
    state: z.literal('signedIn'),
    person: personView.extend({ role: registryTables.person.shape.role }),
    expiresAt: ms,
    /** What may be done without a case to hang on. */
    actions,
    /** What opens a door asks for the PIN from then on. */
    provenUntil: ms,
    /** Nobody has touched anything for a while: then the screen locks. */
    locksAt: ms.nullable(),
  }),
  /** Somebody's desk, with nothing of anybody to be seen on it. `ended`: the centre wants to know who it is. */
  z.object({
    state: z.literal('locked'),
    person: personView.extend({ role: registryTables.person.shape.role }),
    why: lockReason,
    /** False while neither the centre nor this console can tell whether a PIN is right. */
    canUnlock: z.boolean(),
  }),
])
export type Session = z.infer<typeof session>

/** One command's way round: the screen says "sending…", then the result, or that the outcome is unknown. */
export const commandState = z.object({
  commandId: uuid,
  name: actionName,
  caseId: uuid.nullable(),
  state: z.enum(['sending', 'waiting', 'done', 'refused', 'unknown']),
  error: refusal.nullable(),
  at: ms,
  /** What it led to in the journal, once it is done. */
  entryIds: z.array(uuid),
})
export type CommandState = z.infer<typeof commandState>

export const searchHit = z.object({
  kind: z.enum(['resident', 'home', 'door', 'unit', 'case', 'handset']),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  caseId: uuid.nullable(),
  position: position.nullable(),
})
export type SearchHit = z.infer<typeof searchHit>
