import type { RegistryRow } from '../../src-domain/registry/rows.ts'

/** A block for property tests: two homes behind one street door, a key box for each, four units, and who lives there. */
export type Place = {
  readonly residents: readonly RegistryRow<'resident'>[]
  readonly homes: readonly RegistryRow<'home'>[]
  readonly doors: readonly RegistryRow<'door'>[]
  readonly locks: readonly RegistryRow<'lock'>[]
  readonly keyStores: readonly RegistryRow<'keyStore'>[]
  readonly units: readonly RegistryRow<'unit'>[]
  readonly handsets: readonly RegistryRow<'handset'>[]
}

const municipality = 'fjordvik'
const position: [number, number] = [8, 63]

export const residentOf = (
  id: string,
  homeId: string,
  over: Partial<RegistryRow<'resident'>> = {},
): RegistryRow<'resident'> => ({
  id,
  municipality,
  name: id,
  birthYear: 1938,
  phone: '412 00 100',
  homeId,
  providerId: 'prov-1',
  needs: [],
  instructions: '',
  contacts: [],
  serviceEndedAt: null,
  ...over,
})

export const homeOf = (id: string, over: Partial<RegistryRow<'home'>> = {}): RegistryRow<'home'> => ({
  id,
  municipality,
  street: 'Prøvegata',
  number: '8',
  flat: null,
  floor: null,
  district: 'Sentrum',
  position,
  entrance: position,
  chain: [],
  ...over,
})

export const doorOf = (id: string, over: Partial<RegistryRow<'door'>> = {}): RegistryRow<'door'> => ({
  id,
  municipality,
  place: 'flat',
  label: id,
  position,
  lockId: `lock-${id}`,
  warnings: [],
  consent: null,
  sharedCode: false,
  ...over,
})

export const lockOf = (doorId: string, over: Partial<RegistryRow<'lock'>> = {}): RegistryRow<'lock'> => ({
  id: `lock-${doorId}`,
  municipality,
  model: 'dKey',
  serial: doorId,
  power: 'battery',
  keypad: false,
  ownedBy: 'municipality',
  traceable: true,
  ...over,
})

export const unitOf = (id: string, over: Partial<RegistryRow<'unit'>> = {}): RegistryRow<'unit'> => ({
  id,
  municipality,
  kind: 'patrol',
  name: id,
  callSign: id,
  base: position,
  crew: [`crew-${id}`],
  handsetIds: [`hs-${id}`],
  onShift: true,
  phone: '412 00 999',
  providerId: null,
  ...over,
})

export const handsetOf = (unitId: string): RegistryRow<'handset'> => ({
  id: `hs-${unitId}`,
  municipality,
  unitId,
  publicKey: 'A'.repeat(43),
  phone: '412 00 998',
})

/** Behind the street door a key box for each flat; one flat has a keypad, the other a private lock with a shared code. */
export const block: Place = {
  residents: [residentOf('r-1', 'h-1'), residentOf('r-2', 'h-2')],
  homes: [
    homeOf('h-1', {
      flat: '101',
      floor: 1,
      chain: [
        { kind: 'door', doorId: 'door-1' },
        { kind: 'keyStore', keyStoreId: 'box-1' },
        { kind: 'door', doorId: 'door-2' },
        { kind: 'door', doorId: 'door-private' },
      ],
    }),
    homeOf('h-2', {
      flat: '201',
      floor: 2,
      chain: [
        { kind: 'door', doorId: 'door-1' },
        { kind: 'keyStore', keyStoreId: 'box-2' },
        { kind: 'door', doorId: 'door-3' },
      ],
    }),
  ],
  doors: [
    doorOf('door-1', { place: 'street' }),
    doorOf('door-2'),
    doorOf('door-3'),
    doorOf('door-private', { sharedCode: true }),
  ],
  locks: [
    lockOf('door-1'),
    lockOf('door-2', { keypad: true }),
    lockOf('door-3'),
    lockOf('door-private', { traceable: false, model: 'private', ownedBy: 'resident' }),
  ],
  keyStores: [
    {
      id: 'box-1',
      municipality,
      kind: 'keyBox',
      label: 'Nøkkelboks i oppgangen',
      hook: null,
      position,
      keypad: true,
    },
    {
      id: 'box-2',
      municipality,
      kind: 'keyBox',
      label: 'Nøkkelboks ved døra',
      hook: null,
      position,
      keypad: false,
    },
  ],
  units: [
    unitOf('unit-1'),
    unitOf('unit-2', { providerId: 'prov-2' }),
    unitOf('unit-3', { onShift: false }),
    unitOf('unit-4', { kind: 'fire' }),
  ],
  handsets: ['unit-1', 'unit-2', 'unit-3', 'unit-4'].map(handsetOf),
}
