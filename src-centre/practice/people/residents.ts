import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'
import { makeContacts } from './contacts.ts'
import type { Numbering } from './doors.ts'
import type { Home } from './homes.ts'
import { fullName, makeName, phoneNumber } from './names.ts'
import { generalWords, makeNeeds, wordsOnNeeds } from './needs.ts'
import type { Provider } from './providers.ts'

export type Resident = RegistryRow<'resident'>
export type HomeUnit = RegistryRow<'homeUnit'>

/** Ages are counted in this year, so that the same seed makes the same people every year. */
const countedIn = 2026
const youngest = 60
const oldest = 101
/** The middle is ours: old enough to have an alarm, as most who have one are. */
const meanAge = 83
const deviation = 8

/** One in a hundred has no service any more: moved, or in a nursing home. No grants and no traffic for them. */
const endedShare = 0.01
const endedAround = Date.UTC(2026, 7, 15)
const day = 86_400_000

export const makeResident = (
  random: Random,
  ids: Numbering,
  home: Home,
  provider: Provider,
  fence: string | null,
  index: number,
): Resident => {
  const age = Math.round(Math.min(oldest, Math.max(youngest, random.normal(meanAge, deviation))))
  const birthYear = countedIn - age
  const woman = random.chance(0.5 + (age - 60) * 0.006)
  const name = makeName(random, birthYear, woman)
  const needs = makeNeeds(random, age, name.origin !== 'abroad')
  return {
    id: ids.next('resident'),
    municipality: ids.municipality,
    name: fullName(name),
    birthYear,
    phone: phoneNumber(index * 4),
    homeId: home.id,
    providerId: provider.id,
    needs,
    instructions: [...(fence ? [fence] : []), ...wordsOnNeeds(random, needs), ...generalWords(random)].join(
      ' ',
    ),
    contacts: makeContacts(random, name, birthYear, index * 4),
    serviceEndedAt: random.chance(endedShare) ? endedAround - random.int(0, 90) * day : null,
  }
}

const models = ['Trygg 4G', 'Trygg 4G', 'Trygg Mini', 'Vokter 2'] as const

export const makeHomeUnit = (
  random: Random,
  ids: Numbering,
  resident: Resident,
  index: number,
): HomeUnit => ({
  id: ids.next('unit'),
  municipality: ids.municipality,
  residentId: resident.id,
  cid: String(4_700_000_000 + index),
  model: random.pick(models),
  voice: random.chance(0.93) ? 'duplex' : random.pick(['none', 'talk', 'listen'] as const),
  number: phoneNumber(index * 4 + 500),
})

/** What the door asks of a responder, said with the resident's own instructions. */
export const wordsOnTheWay = (
  warnings: readonly ('chain' | 'extraLock' | 'swells')[],
  keyLabel: string | null,
): string | null => {
  const words = [
    ...(warnings.includes('chain') ? ['Sikkerhetskjede på om natten.'] : []),
    ...(warnings.includes('extraLock') ? ['Ekstra sikkerhetslås, brukes om kvelden.'] : []),
    ...(warnings.includes('swells')
      ? ['Døra tar i karmen når det er kaldt, trekk til mens du låser opp.']
      : []),
    ...(keyLabel ? [`${keyLabel}.`] : []),
  ]
  return words.length > 0 ? words.join(' ') : null
}
