import type { Centre } from '../../src-centre/centre.ts'
import { rawPublicKey } from '../../src-centre/crypto.ts'
import type { RegistryPut } from '../../src-centre/practice-port.ts'
import type { Need } from '../../src-domain/registry/rows.ts'
import { handsetKeyOf, pinOf } from '../integration/centre/town.ts'

/** What the plain test town lacks: a fire crew, another provider's unit, a block, a keypad, a key cabinet, a private lock. */

const municipality = 'fjordvik'
const at: [number, number] = [10.1, 63.1]

export const block = { address: 'Blokkvegen 1', floors: 7, flats: 10 } as const
/** Of resident 1, whose flat door has a keypad and whose spare key hangs in a cabinet. */
export const keyCabinet = { id: 'cabinet-1', label: 'Skap 1' } as const
/** Of resident 2, whose flat door is a private lock. */
export const sharedCode = { doorId: 'flat-2', code: '471108' } as const

const handset = (id: string, unitId: string): RegistryPut => ({
  table: 'handset',
  row: { id, municipality, unitId, publicKey: rawPublicKey(handsetKeyOf(id)), phone: '412 00 700' },
})
const unit = (
  id: string,
  kind: 'patrol' | 'fire',
  name: string,
  crew: readonly string[],
  handsetIds: readonly string[],
  providerId: string | null = null,
): RegistryPut => ({
  table: 'unit',
  row: {
    id,
    municipality,
    kind,
    name,
    callSign: name.slice(-1),
    base: at,
    crew: [...crew],
    handsetIds: [...handsetIds],
    onShift: true,
    phone: '412 00 700',
    providerId,
  },
})
const person = (id: string, name: string, initials: string): RegistryPut => ({
  table: 'person',
  row: { id, municipality, name, initials, role: 'responder' },
})

const crews = (): RegistryPut[] => [
  { table: 'provider', row: { id: 'prov-2', municipality, name: 'Omsorg Nord' } },
  person('p-roy', 'Roy Lie', 'RL'),
  person('p-tor', 'Tor Nes', 'TN'),
  unit('unit-4', 'patrol', 'Patrulje 4', ['p-nina'], ['hs-4', 'hs-4b']),
  unit('unit-b1', 'fire', 'Brann 1', ['p-roy'], ['hs-b1']),
  unit('unit-7', 'patrol', 'Nord 7', ['p-tor'], ['hs-7'], 'prov-2'),
  handset('hs-4b', 'unit-4'),
  handset('hs-b1', 'unit-b1'),
  handset('hs-7', 'unit-7'),
]

const lockRow = (id: string) => ({
  id,
  municipality,
  model: 'danalockV3' as const,
  serial: id,
  power: 'battery' as const,
  keypad: false,
  ownedBy: 'municipality' as const,
  traceable: true,
})
const door = (id: string, place: 'street' | 'flat', label: string, shared = false): RegistryPut => ({
  table: 'door',
  row: {
    id,
    municipality,
    place,
    label,
    position: at,
    lockId: `lock-${id}`,
    warnings: [],
    consent: null,
    sharedCode: shared,
  },
})

const keysAndCodes = (): RegistryPut[] => [
  { table: 'lock', row: { ...lockRow('lock-flat-1'), keypad: true } },
  {
    table: 'keyStore',
    row: {
      id: keyCabinet.id,
      municipality,
      kind: 'keyCabinet',
      label: keyCabinet.label,
      hook: '12',
      position: at,
      keypad: false,
    },
  },
  {
    table: 'home',
    row: {
      ...homeRow('home-1', 'Strandgata', '1', '201', 2),
      chain: [
        { kind: 'door', doorId: 'street-1' },
        { kind: 'door', doorId: 'flat-1' },
        { kind: 'keyStore', keyStoreId: keyCabinet.id },
      ],
    },
  },
  { table: 'lock', row: { ...lockRow('lock-flat-2'), model: 'private', traceable: false } },
  door('flat-2', 'flat', 'flat', true),
]

const homeRow = (id: string, street: string, number: string, flat: string, floor: number) => ({
  id,
  municipality,
  street,
  number,
  flat,
  floor,
  district: 'Sentrum',
  position: at,
  entrance: at,
  chain: [] as { kind: 'door'; doorId: string }[],
})

/** Who lives in the block, by flat. */
const needs: Readonly<Record<string, readonly Need[]>> = {
  '101': ['dog'],
  '203': ['hearing'],
  '302': ['walker'],
  '405': ['wheelchair', 'oxygen'],
  '510': ['bedbound'],
  '704': ['dementia'],
}

const blockRows = (): RegistryPut[] => [
  door('street-b', 'street', 'Oppgangsdør'),
  { table: 'lock', row: lockRow('lock-street-b') },
  ...Array.from({ length: block.floors * block.flats }, (_, n) => {
    const floor = Math.floor(n / block.flats) + 1
    return flatRows(`${floor}${String((n % block.flats) + 1).padStart(2, '0')}`, floor)
  }).flat(),
]

const flatRows = (flat: string, floor: number): RegistryPut[] => [
  door(`b-${flat}`, 'flat', `Inngangsdør ${flat}`),
  { table: 'lock', row: lockRow(`lock-b-${flat}`) },
  {
    table: 'home',
    row: {
      ...homeRow(`home-b-${flat}`, 'Blokkvegen', '1', flat, floor),
      chain: [
        { kind: 'door', doorId: 'street-b' },
        { kind: 'door', doorId: `b-${flat}` },
      ],
    },
  },
  ...(flat in needs
    ? [
        {
          table: 'resident' as const,
          row: {
            id: `res-b-${flat}`,
            municipality,
            name: `Beboer ${flat}`,
            birthYear: 1940,
            phone: '412 00 700',
            homeId: `home-b-${flat}`,
            providerId: 'prov-1',
            needs: [...(needs[flat] ?? [])],
            instructions: '',
            contacts: [],
            serviceEndedAt: null,
          },
        },
      ]
    : []),
]

export const addWaysIn = async (centre: Centre): Promise<void> => {
  await centre.putRegistry([...crews(), ...keysAndCodes(), ...blockRows()])
  await centre.putSharedCodes([sharedCode])
  for (const id of ['p-roy', 'p-tor']) await centre.signIn.setPin(id, pinOf(id))
}
