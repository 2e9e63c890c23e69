import { grantState } from '../../../src-domain/access/lease.ts'
import { type Access, type Opener, openersOf } from '../../../src-domain/access/mayOpen.ts'
import { personalWords } from '../../../src-domain/journal/read.ts'
import type { ChainStep, RegistryRow } from '../../../src-domain/registry/rows.ts'
import { never } from '../../../src-domain/result.ts'
import type { OpenerView, WhoMayOpen } from '../../../src-preload/contract/access.ts'
import { type Desk, personOf, unitNameOf } from './desk.ts'
import { addressOf } from './places.ts'

type Door = RegistryRow<'door'>
type At = { readonly door: Door; readonly chain: readonly ChainStep[] }
type HomesOfDoor = (doorId: string) => readonly string[]

/** Everybody who may open any of these doors now, each once with the doors that it is about. */
export const openerViews = (desk: Desk, doors: readonly At[], homesOfDoor: HomesOfDoor): OpenerView[] => {
  const now = desk.now()
  const access: Access = desk.current.access(now)
  const views = new Map<string, OpenerView>()
  // A neighbour's key or code opens the street door as well.
  const waysPast = ({ door, chain }: At) => [
    ...chain,
    ...homesOfDoor(door.id).flatMap((id) => desk.places.one('home', id)?.chain ?? []),
  ]
  const once = new Map(doors.map((at) => [at.door.id, at]))
  for (const at of once.values())
    for (const opener of openersOf(at.door, waysPast(at), access, now)) {
      const { door } = at
      const key = `${opener.kind}/${opener.id}`
      const known = views.get(key) ?? openerView(desk, opener)
      views.set(key, {
        ...known,
        doorIds: [...known.doorIds, door.id],
        doors: [...known.doors, door.label],
      })
    }
  return [...views.values()]
}

const openerView = (desk: Desk, opener: Opener): OpenerView => {
  const plain = {
    id: opener.id,
    kind: opener.kind,
    doorIds: [],
    doors: [],
    who: null,
    unitName: null,
    from: opener.from,
    until: opener.until,
    isRevoking: false,
    used: false,
    given: null,
    caseId: null,
  }
  switch (opener.kind) {
    case 'grant': {
      const { holder, doors, caseId } = opener.row
      return {
        ...plain,
        who: personOf(desk, holder.personId)?.name ?? null,
        unitName: unitNameOf(desk, holder.unitId),
        isRevoking: grantState(opener.row, desk.now()) !== 'active',
        used: doors.some((d) => d.usedAt !== null),
        caseId,
      }
    }
    case 'code':
      return { ...plain, used: opener.row.uses.length > 0, caseId: opener.row.caseId }
    case 'residentGrant':
      return {
        ...plain,
        who: nameGiven(desk, opener.row.givenSeq),
        used: opener.row.uses.length > 0,
        given: { kind: opener.row.kind, by: opener.row.givenBy },
      }
    case 'key':
      return {
        ...plain,
        who: personOf(desk, opener.row.personId)?.name ?? null,
        unitName: unitNameOf(desk, opener.row.unitId),
        caseId: opener.row.caseId,
      }
    case 'sharedCode':
      return plain
    default:
      return never(opener)
  }
}

/** A resident's own words: withheld or erased, nobody is named. */
const nameGiven = (desk: Desk, seq: number): string | null => {
  const entry = desk.entries.at(seq)
  return entry ? (personalWords(entry).name ?? null) : null
}

/** The doors of a home, in walking order. */
export const doorsAt = (desk: Desk, home: RegistryRow<'home'> | undefined): At[] =>
  (home?.chain ?? []).flatMap((step) => {
    const door = step.kind === 'door' ? desk.places.one('door', step.doorId) : undefined
    return door && home ? [{ door, chain: home.chain }] : []
  })

/** The same without a case, for whoever asks at a place. */
export const whoMayOpenAt = (
  desk: Desk,
  kind: 'resident' | 'home' | 'door',
  id: string,
  homesOfDoor: HomesOfDoor,
): WhoMayOpen | null => {
  if (desk.who() === null) return null
  const resident = kind === 'resident' ? desk.places.one('resident', id) : undefined
  const homeId =
    kind === 'home' ? id : kind === 'door' ? (homesOfDoor(id)[0] ?? null) : (resident?.homeId ?? null)
  const home = desk.places.one('home', homeId)
  const all = doorsAt(desk, home)
  const doors = kind === 'door' ? all.filter(({ door }) => door.id === id) : all
  if (!home || doors.length === 0) return null
  return {
    title: resident?.name ?? (kind === 'door' ? (doors[0]?.door.label ?? id) : addressOf(home)),
    address: addressOf(home),
    doors: doors.map(({ door }) => ({ doorId: door.id, label: door.label })),
    openers: openerViews(desk, doors, homesOfDoor),
  }
}
