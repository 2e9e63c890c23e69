import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type { GrantView } from '../../src-preload/contract/access.ts'
import type {
  AlarmItem,
  AlertItem,
  CaseView,
  DoorView,
  HomeMark,
  ResponderView,
  UnitItem,
} from '../../src-preload/contract/view.ts'
import type { PersonView } from '../../src-preload/contract/words.ts'
import type { Town } from './town.ts'

/** Believable views of the practice town: what core would send, without its journal. */

let counter = 0
/** A made-up identifier of the form that the contract wants. */
export const uuid = (): string => {
  counter += 1
  return `0199aa00-0000-7000-8000-${counter.toString(16).padStart(12, '0')}`
}

export const person = (row: RegistryRow<'person'>): PersonView => ({
  id: row.id,
  name: row.name,
  initials: row.initials,
})

export const addressOf = (home: RegistryRow<'home'>): string =>
  `${home.street} ${home.number}${home.flat === null ? '' : `, leil. ${home.flat}`}`

export type Household = {
  readonly resident: RegistryRow<'resident'>
  readonly home: RegistryRow<'home'>
}

/** `n`-th household that fits, spread over the town. */
export const household = (town: Town, n: number, fits: (h: Household) => boolean = () => true): Household => {
  const homes = new Map(town.homes.map((home) => [home.id, home]))
  const all = town.residents.flatMap((resident) => {
    const home = homes.get(resident.homeId)
    return home ? [{ resident, home }] : []
  })
  const fitting = all.filter(fits)
  const found = fitting[(n * 37) % fitting.length]
  if (!found) throw new Error('nobody in town fits')
  return found
}

export const alarm = (
  { resident, home }: Household,
  now: number,
  part: Partial<AlarmItem> & { readonly ago: number },
): AlarmItem => {
  const { ago, ...rest } = part
  const id = uuid()
  return {
    caseId: id,
    pressId: id,
    alarmKind: 'safety',
    priority: 2,
    state: 'new',
    group: 'waiting',
    resident: { name: resident.name, age: new Date(now).getFullYear() - resident.birthYear },
    address: addressOf(home),
    district: home.district,
    position: home.position,
    raisedAt: now - ago,
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
    actions: ['answer', 'note'],
    ...rest,
  }
}

export const doorsOf = (town: Town, { home }: Household, now: number): DoorView[] => {
  const doors = new Map(town.doors.map((row) => [row.id, row]))
  const locks = new Map(town.locks.map((row) => [row.id, row]))
  const stores = new Map(town.keyStores.map((row) => [row.id, row]))
  let number = 0
  return home.chain.map((step, index): DoorView => {
    const base = {
      step,
      model: null,
      power: null,
      traceable: false,
      sharedCode: false,
      lockState: 'unknown',
      doorState: 'unknown',
      alarms: [],
      battery: null,
      powered: true,
      reachable: true,
      clock: 'set',
      evidenceAt: null,
      warnings: [],
      consent: null,
      keypad: false,
      knowsNewestKeys: true,
    } as const
    if (step.kind === 'keyStore') {
      const store = stores.get(step.keyStoreId)
      return {
        ...base,
        alarms: [],
        warnings: [],
        number: null,
        label: store?.label ?? '',
        keyStore: { kind: store?.kind ?? 'keyBox', hook: store?.hook ?? null },
        grantable: false,
        keypad: store?.keypad ?? false,
      }
    }
    number += 1
    const door = doors.get(step.doorId)
    const lock = door?.lockId ? locks.get(door.lockId) : undefined
    return {
      ...base,
      alarms: [],
      number,
      label: door?.label ?? '',
      model: lock?.model ?? null,
      power: lock?.power ?? null,
      traceable: lock?.traceable ?? false,
      sharedCode: door?.sharedCode ?? false,
      lockState: lock ? 'locked' : 'unknown',
      doorState: lock ? 'closed' : 'unknown',
      battery: lock?.power === 'battery' ? { percent: 38, level: 'medium' } : null,
      evidenceAt: lock ? now - (4 + index * 16) * 60_000 : null,
      warnings: [...(door?.warnings ?? [])],
      consent: door?.consent ?? null,
      keyStore: null,
      grantable: lock?.traceable ?? false,
      keypad: lock?.keypad === true && lock.traceable,
    }
  })
}

export const respondersOf = (town: Town): ResponderView[] => {
  const people = new Map(town.people.map((row) => [row.id, row]))
  const onShift = town.units.filter((unit) => unit.onShift)
  return onShift.map(
    (unit, index): ResponderView => ({
      unitId: unit.id,
      kind: unit.kind,
      name: unit.name,
      callSign: unit.callSign,
      crew: unit.crew.flatMap((id) => {
        const row = people.get(id)
        return row ? [person(row)] : []
      }),
      handsets: unit.handsetIds.map((handsetId, n) => {
        const row = people.get(unit.crew[n] ?? '')
        return { handsetId, person: row ? person(row) : null, blockedAt: null }
      }),
      serves: true,
      status: 'free',
      seconds: 200 + index * 95,
      estimated: false,
      phone: unit.phone,
      dispatch: null,
      busyWith: null,
      actions: ['dispatch'],
    }),
  )
}

export const unitsOf = (town: Town, now: number): UnitItem[] =>
  town.units
    .filter((unit) => unit.onShift)
    .map((unit, index) => {
      const near = town.homes[(index * 211 + 40) % town.homes.length]
      return {
        unitId: unit.id,
        kind: unit.kind,
        name: unit.name,
        callSign: unit.callSign,
        position: near?.entrance ?? unit.base,
        heading: null,
        status: 'free',
        at: now,
        coverage: index !== 2,
        caseId: null,
      }
    })

export const marksOf = (town: Town): HomeMark[] =>
  town.homes.map((home, index) => ({
    homeId: home.id,
    position: home.position,
    mark:
      index % 211 === 7
        ? 'fault'
        : index % 149 === 11
          ? 'battery'
          : index % 61 === 3
            ? 'stale'
            : index % 17 === 5
              ? 'none'
              : 'ok',
  }))

export const alertsOf = (town: Town, now: number): AlertItem[] => {
  const first = household(town, 3)
  const second = household(town, 9)
  const area = town.homes.filter((home) => home.district === 'Sentrum').slice(0, 34)
  const middle = area[12] ?? first.home
  return [
    {
      id: 'area:power:sentrum',
      kind: 'areaPower',
      severity: 'care',
      since: now - 12 * 60_000,
      doorId: null,
      doorLabel: null,
      address: null,
      area: 'Sentrum',
      members: area.map((home, n) => ({ doorId: `d${n}`, label: 'Oppgangsdør', address: addressOf(home) })),
      position: middle.position,
    },
    {
      id: 'jammed:1',
      kind: 'jammed',
      severity: 'care',
      since: now - 20 * 60_000,
      doorId: 'd-1',
      doorLabel: 'Inngangsdør',
      address: addressOf(first.home),
      area: null,
      members: [],
      position: first.home.position,
    },
    {
      id: 'battery:2',
      kind: 'batteryVeryLow',
      severity: 'info',
      since: now - 130 * 60_000,
      doorId: 'd-2',
      doorLabel: null,
      address: addressOf(second.home),
      area: null,
      members: [],
      position: second.home.position,
    },
  ]
}

export const emptyCase = (town: Town, h: Household, item: AlarmItem, now: number): CaseView => ({
  caseId: item.caseId,
  alarm: item,
  voice: 'duplex',
  number: '412 00 732',
  resident: {
    id: h.resident.id,
    name: h.resident.name,
    age: item.resident?.age ?? 80,
    phone: h.resident.phone,
    needs: [...h.resident.needs],
    instructions: h.resident.instructions,
    contacts: h.resident.contacts.map((c) => ({ ...c })),
    provider: 'Hjemmetjenesten Sentrum',
    serviceEndedAt: null,
  },
  home: {
    id: h.home.id,
    street: h.home.street,
    number: h.home.number,
    flat: h.home.flat,
    floor: h.home.floor,
    district: h.home.district,
    position: h.home.position,
    entrance: h.home.entrance,
  },
  doors: doorsOf(town, h, now),
  responders: respondersOf(town),
  grants: [],
  codes: [],
  loans: [],
  openers: [],
  incident: null,
  presses: [
    {
      pressId: item.pressId,
      alarmKind: item.alarmKind,
      priority: item.priority,
      at: item.raisedAt,
      acknowledgedBy: item.owner,
    },
  ],
  timeline: [],
  outcome: null,
  closedAt: null,
  actions: item.actions,
})

export const grantOf = (
  view: CaseView,
  responder: ResponderView,
  by: PersonView,
  now: number,
  minutes: number,
): GrantView => ({
  grantId: uuid(),
  unitName: responder.name,
  unitKind: responder.kind,
  handsetId: responder.handsets[0]?.handsetId ?? 'hs-0',
  holder: responder.handsets[0]?.person ?? null,
  from: now,
  until: now + minutes * 60_000,
  reason: 'alarm',
  offline: false,
  incidentNumber: null,
  issuedAt: now,
  issuedBy: by,
  state: 'active',
  ended: null,
  elsewhere: [],
  isForReview: true,
  review: null,
  mayOpenUntil: now + 8 * 60_000,
  doors: view.doors.flatMap((door) =>
    door.step.kind === 'door' && door.grantable
      ? [
          {
            doorId: door.step.doorId,
            label: door.label,
            usedAt: null,
            arrivedLateAt: null,
            reentryUntil: null,
            refusal: null,
          },
        ]
      : [],
  ),
  actions: ['revoke'],
})
