import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'
import type { LonLat } from '../town/town.ts'

export type Door = RegistryRow<'door'>
export type Lock = RegistryRow<'lock'>
export type KeyStore = RegistryRow<'keyStore'>

/** A door, and the lock on it where there is one that the centre knows of. */
export type FittedDoor = { readonly door: Door; readonly lock: Lock | null }

type Fitting = 'danalockV3' | 'dKey' | 'strike' | 'strikeOnBattery' | 'private' | 'metalKey'
type Shares = readonly (readonly [fitting: Fitting, share: number])[]

/** What is fitted where. The kinds are the field's; the shares are made up so that each is met in a shift. */
const streetDoors: Shares = [
  ['strike', 0.66],
  ['strikeOnBattery', 0.14],
  ['private', 0.06],
  ['metalKey', 0.14],
]
const homeDoors: Shares = [
  ['danalockV3', 0.5],
  ['dKey', 0.31],
  ['private', 0.07],
  ['metalKey', 0.12],
]

const draw = (random: Random, shares: Shares): Fitting => {
  let lot = random.next()
  for (const [fitting, share] of shares) {
    lot -= share
    if (lot < 0) return fitting
  }
  return 'metalKey'
}

/** Numbers doors and locks on, in the order in which they are fitted. */
export type Numbering = { readonly municipality: string; readonly next: (kind: string) => string }

export const fitStreetDoor = (
  random: Random,
  ids: Numbering,
  at: LonLat,
  board: string,
  label: string,
): FittedDoor => {
  const fitting = draw(random, streetDoors)
  const year = random.int(2019, 2025)
  const consent = `Samtykke fra ${board} ${random.int(1, 28)}.${random.int(1, 12)}.${year}`
  return fit(random, ids, fitting, {
    place: 'street',
    label,
    position: at,
    warnings: [],
    consent: fitting === 'metalKey' || fitting === 'private' ? null : consent,
  })
}

export const fitHomeDoor = (random: Random, ids: Numbering, at: LonLat, flat: string | null): FittedDoor => {
  const warnings: Door['warnings'] = []
  if (random.chance(0.07)) warnings.push('chain')
  if (random.chance(0.04)) warnings.push('extraLock')
  if (flat === null && random.chance(0.05)) warnings.push('swells')
  return fit(random, ids, draw(random, homeDoors), {
    place: flat === null ? 'house' : 'flat',
    label: flat === null ? 'Inngangsdør' : `Inngangsdør ${flat}`,
    position: at,
    warnings,
    consent: null,
  })
}

const fit = (
  random: Random,
  ids: Numbering,
  fitting: Fitting,
  door: Pick<Door, 'place' | 'label' | 'position' | 'warnings' | 'consent'>,
): FittedDoor => {
  const lock = fitting === 'metalKey' ? null : makeLock(random, ids, fitting)
  return {
    door: {
      id: ids.next('door'),
      municipality: ids.municipality,
      ...door,
      lockId: lock?.id ?? null,
      sharedCode: fitting === 'private',
    },
    lock,
  }
}

const prefix: Readonly<Record<Lock['model'], string>> = {
  danalockV3: 'DL3',
  dKey: 'DK',
  strike: 'ST',
  private: 'PR',
}
const makeLock = (random: Random, ids: Numbering, fitting: Exclude<Fitting, 'metalKey'>): Lock => {
  const street = fitting === 'strike' || fitting === 'strikeOnBattery'
  const model = street ? 'strike' : fitting
  const serial = random.int(0, 0xff_ff_ff).toString(16).toUpperCase().padStart(6, '0')
  return {
    id: ids.next('lock'),
    municipality: ids.municipality,
    model,
    serial: `${prefix[model]}-${serial}`,
    power: fitting === 'strike' ? 'mains' : 'battery',
    keypad: model === 'private' || (model === 'danalockV3' && random.chance(0.2)),
    ownedBy: street
      ? 'housingBoard'
      : model === 'private' || (model === 'danalockV3' && random.chance(0.4))
        ? 'resident'
        : 'municipality',
    traceable: model !== 'private',
  }
}
