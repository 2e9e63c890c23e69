import type { AlarmItem, CaseView, ResponderView } from '../../src-preload/contract/view.ts'
import type { PersonView } from '../../src-preload/contract/words.ts'
import { blockCase } from './block.ts'
import type { Scene } from './scene.ts'
import type { Town } from './town.ts'
import { alarm, emptyCase, grantOf, household, person, uuid } from './views.ts'
import { everyWay, withOpeners } from './ways.ts'

/** Who sits at this console, and who sits at others. */
export const staffOf = (town: Town): { readonly me: PersonView; readonly others: readonly PersonView[] } => {
  const operators = town.people.filter((row) => row.role === 'operator').map(person)
  const [me, ...others] = operators
  if (!me) throw new Error('a town without operators')
  return { me, others }
}

export type StageWorld = {
  alarms: Map<string, AlarmItem>
  cases: Map<string, CaseView>
  open: string | null
}

const mine = [
  'return',
  'dispatch',
  'close',
  'note',
  'recall',
  'grant',
  'acknowledgePress',
  'issueCode',
  'revealSharedCode',
  'handOutKey',
] as const

export const makeWorld = (scene: Scene, town: Town, now: number): StageWorld => {
  const world: StageWorld = { alarms: new Map(), cases: new Map(), open: null }
  const { me, others } = staffOf(town)
  const add = (n: number, part: Parameters<typeof alarm>[2], fits?: Parameters<typeof household>[2]) => {
    const h = household(town, n, fits)
    const item = alarm(h, now, part)
    world.alarms.set(item.caseId, item)
    world.cases.set(item.caseId, emptyCase(town, h, item, now))
    return item
  }
  if (scene.scene === 'empty' || scene.scene === 'nothing') return world

  add(1, { ago: 42_000, alarmKind: 'fall', priority: 1, presses: 2, unacknowledgedPresses: 2 })
  add(2, { ago: 11_000 })
  if (scene.scene === 'held')
    add(21, { ago: 30_000, actions: ['note'], held: { person: me, until: now + 44_000 }, ringing: false })
  if (scene.scene === 'unreadable')
    add(4, {
      ago: 20_000,
      alarmKind: 'unreadable',
      priority: 1,
      resident: null,
      address: null,
      position: null,
      district: null,
      raw: '<mrq><ref>7f3a0012</ref><cid>004720011845</cid><dty>3</dty><stc>1O</stc><lco>kjøk\u0000ken</lco><mty>ZZ</mty',
    })
  if (scene.scene === 'long')
    add(14, {
      ago: 95_000,
      alarmKind: 'wandering',
      priority: 3,
      presses: 8,
      escalationStep: 2,
      cancelledAt: now - 8_000,
      arrivedLateAt: now - 4_000,
      resident: { name: 'Anne-Margrethe Kristoffersen Sundalsøra-Wilhelmsen', age: 101 },
      address: 'Søndre Kommandørkapteinsgatebakken 1148B, leil. H1204, inngang fra bakgården',
    })
  if (scene.scene === 'storm')
    for (let n = 0; n < 58; n += 1)
      add(30 + n, {
        ago: 2_000 + ((n * 7_919) % 140_000),
        priority: n % 9 === 0 ? 1 : n % 4 === 0 ? 3 : 2,
        alarmKind: (['safety', 'fall', 'smoke', 'inactivity', 'flood'] as const)[n % 5] ?? 'safety',
      })
  const [first, second] = others
  if (first && second) {
    const theirs = { group: 'others', ringing: false, ringCause: null, unacknowledgedPresses: 0 } as const
    add(5, { ago: 500_000, ...theirs, state: 'dispatched', owner: first, actions: ['note', 'takeOver'] })
    add(6, {
      ago: 400_000,
      ...theirs,
      alarmKind: 'wandering',
      state: 'answered',
      owner: first,
      actions: ['takeOver'],
    })
    add(7, {
      ago: 900_000,
      ...theirs,
      alarmKind: 'inactivity',
      state: 'onScene',
      owner: second,
      actions: ['note', 'takeOver'],
    })
  }
  const own = add(
    0,
    {
      ago: 290_000,
      alarmKind: 'smoke',
      priority: 1,
      state: 'onScene',
      group: 'mine',
      owner: me,
      ringing: false,
      ringCause: null,
      unacknowledgedPresses: 0,
      actions: [...mine],
    },
    ({ home }) => home.flat !== null && home.chain.length >= 3,
  )
  const view = world.cases.get(own.caseId)
  if (view) {
    const worked = workedOn(view, me, now)
    world.cases.set(
      own.caseId,
      withOpeners(scene.scene === 'ways' ? everyWay(worked, me, others[0] ?? me, now) : worked),
    )
  }
  world.open = own.caseId
  if (scene.scene === 'block') {
    const block = blockCase(town, me, now, '110-2231')
    world.alarms.set(block.caseId, block.alarm)
    world.cases.set(block.caseId, withOpeners(block))
    world.open = block.caseId
  }
  return world
}

/** The open alarm of the picture: a patrol inside the first door, the fire crew on its way. */
const workedOn = (view: CaseView, me: PersonView, now: number): CaseView => {
  const at = (ago: number) => now - ago * 1_000
  const sent = (responder: ResponderView, state: 'arrived' | 'accepted', ago: number): ResponderView => ({
    ...responder,
    status: state === 'arrived' ? 'onScene' : 'driving',
    dispatch: { dispatchId: uuid(), state, at: at(ago), expectedAt: at(-240) },
    actions: ['recall', 'grant'],
  })
  const patrol = view.responders.find((responder) => responder.kind === 'patrol')
  const fire = view.responders.find((responder) => responder.kind === 'fire')
  const responders = view.responders.map((responder) =>
    responder === patrol
      ? sent(responder, 'arrived', 195)
      : responder === fire
        ? { ...sent(responder, 'accepted', 240), seconds: 240 }
        : responder,
  )
  const doors = view.doors.map((door, index) =>
    index === 1 && door.model !== null
      ? { ...door, alarms: ['jammed' as const], doorState: 'closed' as const }
      : door,
  )
  const grant = patrol ? grantOf(view, patrol, me, at(255), 42) : null
  const line = (
    kind: string,
    ago: number,
    words: Record<string, string | number>,
    extra: { by?: string; late?: number; text?: string } = {},
  ) => ({
    id: uuid(),
    seq: 5_000 - ago,
    kind,
    at: at(ago),
    arrivedLateAt: extra.late === undefined ? null : at(extra.late),
    by: extra.by ?? me.name,
    words,
    text: extra.text ?? null,
  })
  const holder = grant?.holder?.name ?? ''
  return {
    ...view,
    responders,
    doors,
    grants: grant
      ? [
          {
            ...grant,
            doors: grant.doors.map((door, index) =>
              index === 0
                ? { ...door, usedAt: at(157), arrivedLateAt: at(116), reentryUntil: at(157 - 900) }
                : { ...door, refusal: { cause: 'jammed', at: at(120) } },
            ),
          },
        ]
      : [],
    presses: [
      ...view.presses,
      { pressId: uuid(), alarmKind: 'safety', priority: 2, at: at(31), acknowledgedBy: null },
    ],
    timeline: [
      line('alarm.raised', 290, { alarmKind: 'smoke' }),
      line('alarm.presented', 289, { workplace: 'Plass 2' }),
      line('alarm.answered', 270, {}),
      line('dispatch.sent', 262, { unit: patrol?.name ?? '' }),
      line('grant.issued', 255, { holder, reason: 'alarm' }),
      line(
        'case.noted',
        250,
        {},
        { text: 'Hører røykvarsleren tydelig. Hun svarer, men finner ikke nøkkelen.' },
      ),
      line('dispatch.accepted', 248, { unit: patrol?.name ?? '' }),
      line('dispatch.arrived', 195, { unit: patrol?.name ?? '' }),
      line('grant.used', 157, { door: view.doors[0]?.label ?? '', holder }, { late: 116 }),
      line('grant.refused', 120, { door: view.doors[1]?.label ?? '', cause: 'jammed' }),
    ],
  }
}
