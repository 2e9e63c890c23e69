import type { AlarmItem, DoorView, Health, TimelineItem } from '../../../src-preload/contract/view.ts'

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
  ...part,
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

export const health = (part: Partial<Health> = {}): Health => ({
  practice: true,
  municipality: 'Fjordvik kommune',
  link: 'connected',
  linkRefusal: null,
  heardAt: null,
  clockOffsetMs: 0,
  probe: null,
  replay: null,
  unreadable: { count: 0, latest: null },
  chainBroken: null,
  core: 'running',
  coreRestarts: 0,
  sound: 'ok',
  soundMutedUntil: null,
  keeping: 'disk',
  graphics: 'gpu',
  map: null,
  storedSeq: 0,
  ...part,
})
