import type { CodeView, GrantView, HandsetItem, OpenerView } from '../../../src-preload/contract/access.ts'
import type { CaseView, TimelineItem } from '../../../src-preload/contract/view.ts'
import { alarmItem, timelineItem, uuid } from './views.ts'

/** Valid views of access; a test says what matters to it. */

export const grantDoor = (part: Partial<GrantView['doors'][number]> = {}): GrantView['doors'][number] => ({
  doorId: 'd1',
  label: 'Oppgangsdør',
  usedAt: null,
  arrivedLateAt: null,
  reentryUntil: null,
  refusal: null,
  ...part,
})

export const grantView = (part: Partial<GrantView> = {}): GrantView => ({
  grantId: uuid(),
  unitName: 'Patrulje 4',
  unitKind: 'patrol',
  handsetId: 'hs-4',
  holder: { id: 'p-nina', name: 'Nina Prøve', initials: 'NP' },
  from: 1_000,
  until: 2_000,
  reason: 'alarm',
  offline: false,
  incidentNumber: null,
  issuedAt: 1_000,
  issuedBy: { id: 'p-ola', name: 'Ola Prøve', initials: 'OP' },
  state: 'active',
  ended: null,
  mayOpenUntil: null,
  doors: [grantDoor()],
  elsewhere: [],
  isForReview: true,
  review: null,
  actions: [],
  ...part,
})

export const codeView = (part: Partial<CodeView> = {}): CodeView => ({
  codeId: uuid(),
  entryId: null,
  step: { kind: 'door', doorId: 'd1' },
  label: 'Oppgangsdør',
  from: 1_000,
  until: 2_000,
  hours: 1,
  reason: 'alarm',
  issuedAt: 1_000,
  issuedBy: null,
  uses: [],
  isOver: false,
  isForReview: true,
  review: null,
  actions: [],
  ...part,
})

export const opener = (part: Partial<OpenerView> = {}): OpenerView => ({
  id: uuid(),
  kind: 'grant',
  doorIds: ['d1'],
  doors: ['Oppgangsdør'],
  who: null,
  unitName: null,
  from: 0,
  until: null,
  isRevoking: false,
  used: false,
  given: null,
  caseId: null,
  ...part,
})

export const handset = (part: Partial<HandsetItem> = {}): HandsetItem => ({
  handsetId: uuid(),
  unitId: 'patrol-4',
  unitName: 'Patrulje 4',
  phone: '412 00 704',
  person: { id: 'p-nina', name: 'Nina Prøve', initials: 'NP' },
  signedOnAt: 0,
  blocked: null,
  mayOpen: [],
  actions: ['blockHandset'],
  ...part,
})

export const caseView = (part: Partial<CaseView> = {}): CaseView => {
  const alarm = alarmItem()
  return {
    caseId: alarm.caseId,
    alarm,
    voice: 'none',
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

/** A line about one grant of the case. */
export const ofGrant = (grantId: string, kind: string, part: Partial<TimelineItem> = {}): TimelineItem =>
  timelineItem({ kind, ...part, words: { grantId, ...part.words } })
