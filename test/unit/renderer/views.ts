import type { GrantView, IncidentView } from '../../../src-preload/contract/access.ts'
import type {
  AlarmItem,
  CaseView,
  DoorView,
  ResponderView,
  TimelineItem,
} from '../../../src-preload/contract/view.ts'

/** Valid views; a test says what matters to it. */

let counter = 0
export const uuid = (): string => {
  counter += 1
  return `0199aa00-0000-7000-8000-${counter.toString(16).padStart(12, '0')}`
}

export const alarmItem = (part: Partial<AlarmItem> = {}): AlarmItem => ({
  caseId: uuid(),
  pressId: uuid(),
  alarmKind: 'safety',
  priority: 2,
  state: 'new',
  group: 'waiting',
  resident: { name: 'Kari Prøve', age: 84 },
  address: 'Prøvevegen 1',
  district: 'Sentrum',
  position: [8.6, 63.9],
  raisedAt: 0,
  arrivedLateAt: null,
  presses: 1,
  unacknowledgedPresses: 1,
  owner: null,
  cancelledAt: null,
  ringing: true,
  ringCause: 'new',
  escalationStep: 0,
  fallback: null,
  also: [],
  held: null,
  raw: null,
  actions: ['answer'],
  ...part,
})

export const doorView = (part: Partial<DoorView> = {}): DoorView => ({
  step: { kind: 'door', doorId: 'd1' },
  number: 1,
  label: 'Oppgangsdør',
  model: 'danalockV3',
  power: 'battery',
  traceable: true,
  sharedCode: false,
  lockState: 'locked',
  doorState: 'closed',
  alarms: [],
  battery: { percent: 80, level: 'high' },
  powered: true,
  reachable: true,
  clock: 'set',
  evidenceAt: 0,
  warnings: [],
  consent: null,
  keyStore: null,
  grantable: true,
  keypad: false,
  knowsNewestKeys: true,
  ...part,
})

export const grantView = (part: Partial<GrantView> = {}): GrantView => ({
  grantId: uuid(),
  unitName: 'Patrulje 4',
  unitKind: 'patrol',
  handsetId: 'h1',
  holder: { id: 'p1', name: 'Nina Prøve', initials: 'NP' },
  from: 0,
  until: 0,
  reason: 'alarm',
  offline: false,
  incidentNumber: null,
  issuedAt: 0,
  issuedBy: null,
  state: 'active',
  ended: null,
  mayOpenUntil: null,
  doors: [],
  elsewhere: [],
  isForReview: true,
  review: null,
  actions: [],
  ...part,
})

export const responderView = (part: Partial<ResponderView> = {}): ResponderView => ({
  unitId: 'u1',
  kind: 'patrol',
  name: 'Patrulje 4',
  callSign: '4',
  crew: [],
  handsets: [],
  serves: true,
  status: 'free',
  seconds: 240,
  estimated: false,
  phone: '412 00 004',
  dispatch: null,
  busyWith: null,
  actions: [],
  ...part,
})

export const caseView = (part: Partial<CaseView> = {}): CaseView => {
  const alarm = part.alarm ?? alarmItem({ group: 'mine', state: 'answered' })
  return {
    caseId: alarm.caseId,
    alarm,
    voice: 'duplex',
    number: null,
    resident: null,
    home: null,
    doors: [],
    responders: [],
    grants: [],
    codes: [],
    loans: [],
    openers: [],
    incident: null,
    presses: [],
    timeline: [],
    outcome: null,
    closedAt: null,
    actions: [],
    ...part,
  }
}

/** Whoever lives in a flat of the block at Prøvevegen 1. */
export const homeIn = (
  flat: string,
  residents: readonly Partial<IncidentView['homes'][number]['residents'][number]>[] = [],
): IncidentView['homes'][number] => ({
  homeId: `home-${flat}`,
  flat,
  floor: Number(flat.at(0)),
  doorIds: ['street', `door-${flat}`],
  keyStoreIds: [],
  residents: residents.map((resident, n) => ({
    id: `res-${flat}-${n}`,
    name: `Beboer ${flat}`,
    age: 80,
    needs: [],
    instructions: '',
    ...resident,
  })),
})

export const timelineItem = (part: Partial<TimelineItem> = {}): TimelineItem => ({
  id: uuid(),
  seq: 1,
  kind: 'alarm.answered',
  at: 0,
  arrivedLateAt: null,
  by: 'Ola Prøve',
  words: {},
  text: null,
  ...part,
})
