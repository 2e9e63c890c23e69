import { blockDoors, blockOf } from '../../src-domain/registry/block.ts'
import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type { BlockView } from '../../src-preload/contract/access.ts'
import type { CallArgs } from '../../src-preload/contract/contract.ts'
import type { CaseView } from '../../src-preload/contract/view.ts'
import type { PersonView } from '../../src-preload/contract/words.ts'
import type { Town } from './town.ts'
import { alarm, doorsOf, emptyCase, uuid } from './views.ts'

type Home = RegistryRow<'home'>

const residentsOf = (town: Town, home: Home) => town.residents.filter((row) => row.homeId === home.id)

/** The block that a place belongs to, counted as core counts it. */
export const blockOfPlace = (town: Town, { kind, id }: CallArgs<'block'>): BlockView | null => {
  const homeId = kind === 'resident' ? town.residents.find((row) => row.id === id)?.homeId : id
  const home = town.homes.find((one) => one.id === homeId)
  if (!home) return null
  const homes = blockOf(home, town.homes)
  return {
    homeId: home.id,
    address: `${home.street} ${home.number}`,
    homes: homes.length,
    doors: blockDoors(homes).length,
    residents: homes.flatMap((one) => residentsOf(town, one)).length,
    openCaseId: null,
  }
}

/** The largest block in town, unless a home names another. */
const blockFor = (town: Town, homeId: string | null): readonly Home[] => {
  const named = town.homes.find((one) => one.id === homeId)
  if (named) return blockOf(named, town.homes)
  const blocks = new Map<string, Home[]>()
  for (const home of town.homes) {
    const key = `${home.street} ${home.number}`
    blocks.set(key, [...(blocks.get(key) ?? []), home])
  }
  const [largest] = [...blocks.values()].toSorted((a, b) => b.length - a.length)
  const first = largest?.[0]
  if (!first) throw new Error('a town without homes')
  return blockOf(first, town.homes)
}

/** A case that an operator opened for all who live behind one street door. */
export const blockCase = (
  town: Town,
  me: PersonView,
  now: number,
  number: string | null,
  { caseId = uuid(), homeId = null }: { readonly caseId?: string; readonly homeId?: string | null } = {},
): CaseView => {
  const homes = blockFor(town, homeId)
  const [home] = homes
  const resident = home && residentsOf(town, home)[0]
  const any = resident ?? town.residents[0]
  if (!home || !any) throw new Error('a block without homes')
  const item = {
    ...alarm({ resident: any, home }, now, {
      ago: 90_000,
      alarmKind: 'blockFire',
      priority: 1,
      state: 'answered',
      group: 'mine',
      owner: me,
      resident: null,
      address: `${home.street} ${home.number}`,
      ringing: false,
      ringCause: null,
      presses: 0,
      unacknowledgedPresses: 0,
      actions: [
        'return',
        'dispatch',
        'close',
        'note',
        'recall',
        'grant',
        'issueCode',
        'revealSharedCode',
        'handOutKey',
      ],
    }),
    caseId,
  }
  const view = emptyCase(town, { resident: any, home }, item, now)
  let doorNumber = 0
  const doors = new Map(
    homes
      .flatMap((one) => doorsOf(town, { resident: any, home: one }, now))
      .map((door) => [JSON.stringify(door.step), door]),
  )
  return {
    ...view,
    number: null,
    resident: null,
    doors: [...doors.values()].map((door) => {
      if (door.keyStore) return door
      doorNumber += 1
      return { ...door, number: doorNumber }
    }),
    responders: view.responders.map((responder, n) =>
      responder.kind === 'fire' || n === 0
        ? {
            ...responder,
            dispatch: { dispatchId: uuid(), state: 'accepted' as const, at: now, expectedAt: now + 240_000 },
            actions: ['recall', 'grant'],
          }
        : responder,
    ),
    presses: [],
    incident: {
      number,
      address: `${home.street} ${home.number}`,
      homes: homes.map((one) => ({
        homeId: one.id,
        flat: one.flat,
        floor: one.floor,
        doorIds: one.chain.flatMap((step) => (step.kind === 'door' ? [step.doorId] : [])),
        keyStoreIds: one.chain.flatMap((step) => (step.kind === 'keyStore' ? [step.keyStoreId] : [])),
        residents: residentsOf(town, one).map((row) => ({
          id: row.id,
          name: row.name,
          age: new Date(now).getFullYear() - row.birthYear,
          needs: row.needs,
          instructions: row.instructions,
        })),
      })),
    },
    timeline: [
      {
        id: uuid(),
        seq: 1,
        kind: 'incident.opened',
        at: now - 90_000,
        arrivedLateAt: null,
        by: me.name,
        words: number === null ? {} : { number },
        text: null,
      },
    ],
  }
}
