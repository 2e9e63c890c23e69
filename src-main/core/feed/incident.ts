import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { IncidentView } from '../../../src-preload/contract/access.ts'
import type { Desk } from './desk.ts'
import { addressOf, ageIn, blockAddress } from './places.ts'

/** Where a case is: its home, or the block that it was opened for; null where that is not known. */
export const caseAddressOf = (desk: Desk, row: AlarmRow | undefined): string | null => {
  const home = desk.places.one('home', row?.homeId ?? row?.incident?.homeIds[0] ?? null)
  if (!home) return null
  return row?.incident ? blockAddress(home) : addressOf(home)
}

/** What a case that an operator opened is about: the homes of a block and who lives there. */
export const incidentOf = (desk: Desk, row: AlarmRow): IncidentView | null => {
  if (!row.incident) return null
  const homes = row.incident.homeIds.flatMap((id) => desk.places.one('home', id) ?? [])
  const first = homes[0]
  return {
    number: row.incident.number,
    address: first ? blockAddress(first) : '',
    homes: homes.map((home) => homeIn(desk, home)),
  }
}

const homeIn = (desk: Desk, home: RegistryRow<'home'>): IncidentView['homes'][number] => ({
  homeId: home.id,
  flat: home.flat,
  floor: home.floor,
  doorIds: home.chain.flatMap((step) => (step.kind === 'door' ? [step.doorId] : [])),
  keyStoreIds: home.chain.flatMap((step) => (step.kind === 'keyStore' ? [step.keyStoreId] : [])),
  residents: residentsIn(desk, home.id).map((r) => ({
    id: r.id,
    name: r.name,
    age: ageIn(r.birthYear, desk.now()),
    needs: r.needs,
    instructions: r.instructions,
  })),
})

/** Those whose service has not ended. */
export const residentsIn = (desk: Desk, homeId: string): RegistryRow<'resident'>[] =>
  desk.places
    .ofOwner('resident', homeId)
    .filter((r) => r.serviceEndedAt === null || r.serviceEndedAt > desk.now())
