import { blockDoors, blockOf } from '../../../src-domain/registry/block.ts'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { BlockView } from '../../../src-preload/contract/access.ts'
import type { CallArgs } from '../../../src-preload/contract/contract.ts'
import { wholeWords } from '../search/fold.ts'
import type { RegistryStore } from '../store/registry.ts'
import type { Desk } from './desk.ts'
import { residentsIn } from './incident.ts'
import { blockAddress } from './places.ts'

/** More homes than any block has, and flats elsewhere that happen to bear its number. */
const looked = 2_000

/** What an incident opened at this place would be about. */
export const blockAt = (
  desk: Desk,
  registry: Pick<RegistryStore, 'search'>,
  place: CallArgs<'block'>,
  homesOfDoor: (doorId: string) => readonly string[],
): BlockView | null => {
  if (desk.who() === null) return null
  const home = desk.places.one('home', homeIdAt(desk, place, homesOfDoor))
  if (!home) return null
  const homes = blockOf(home, homesLike(registry, home))
  const ids = new Set(homes.map(({ id }) => id))
  const open = [...desk.current.openAlarms().values()]
  return {
    homeId: home.id,
    address: blockAddress(home),
    homes: homes.length,
    doors: blockDoors(homes).length,
    residents: homes.reduce((sum, one) => sum + residentsIn(desk, one.id).length, 0),
    openCaseId: open.find((alarm) => alarm.incident?.homeIds.some((id) => ids.has(id)))?.id ?? null,
  }
}

const homeIdAt = (
  desk: Desk,
  { kind, id }: CallArgs<'block'>,
  homesOfDoor: (doorId: string) => readonly string[],
): string | null => {
  if (kind === 'home') return id
  if (kind === 'resident') return desk.places.one('resident', id)?.homeId ?? null
  return homesOfDoor(id)[0] ?? null
}

/** Found by words, since reading every home of a municipality would hold up an alarm. */
const homesLike = (
  registry: Pick<RegistryStore, 'search'>,
  home: RegistryRow<'home'>,
): RegistryRow<'home'>[] =>
  registry
    .search(wholeWords(blockAddress(home)), looked)
    .flatMap((found) => (found.table === 'home' ? [found.row] : []))
