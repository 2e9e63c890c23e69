import { rawPublicKey } from '../../../src-centre/crypto.ts'
import { handsetKey as keyOf } from '../../../src-centre/practice/people/handsetKeys.ts'
import type { RegistryPut } from '../../../src-centre/practice-port.ts'

/** A handful of made-up people and doors: enough for every rule of the centre. */
const municipality = 'fjordvik'

/** The same wherever it is made: a centre in a process of its own knows the phone of the test. */
export const handsetKeyOf = (handsetId: string) => keyOf(1, handsetId).private
export const handsetKey = handsetKeyOf('hs-4')
export const people = [
  { id: 'p-ida', name: 'Ida Holm', initials: 'IH', role: 'operator' },
  { id: 'p-jon', name: 'Jon Vik', initials: 'JV', role: 'operator' },
  { id: 'p-eva', name: 'Eva Lund', initials: 'EL', role: 'supervisor' },
  { id: 'p-ola', name: 'Ola Berg', initials: 'OB', role: 'trainee' },
  { id: 'p-tek', name: 'Tor Tek', initials: 'TT', role: 'technician' },
  { id: 'p-nina', name: 'Nina Dal', initials: 'ND', role: 'responder' },
] as const
export const pinOf = (personId: string): string => `pin-${personId}`
export const workplaces = ['desk-1', 'desk-2', 'desk-3', 'desk-4', 'desk-5'] as const

const people_: RegistryPut[] = people.map((row) => ({ table: 'person', row: { ...row, municipality } }))
const desks: RegistryPut[] = workplaces.map((id) => ({
  table: 'workplace',
  row: { id, municipality, name: id, phone: '00000000' },
}))

/** `residents` homes in a row, each with a street door and a flat door that has a lock. */
export const townRows = (residents: number): RegistryPut[] => [
  {
    table: 'municipality',
    row: { id: municipality, municipality, name: 'Fjordvik kommune', centre: [10, 63] },
  },
  { table: 'provider', row: { id: 'prov-1', municipality, name: 'Hjemmetjenesten' } },
  ...people_,
  ...desks,
  {
    table: 'unit',
    row: {
      id: 'unit-4',
      municipality,
      kind: 'patrol',
      name: 'Patrulje 4',
      callSign: '4',
      base: [10, 63],
      crew: ['p-nina'],
      handsetIds: ['hs-4'],
      onShift: true,
      phone: '00000000',
      providerId: null,
    },
  },
  {
    table: 'handset',
    row: {
      id: 'hs-4',
      municipality,
      unitId: 'unit-4',
      publicKey: rawPublicKey(handsetKey),
      phone: '412 00 704',
    },
  },
  ...Array.from({ length: residents }, (_, i) => homeRows(i + 1)).flat(),
]

const homeRows = (n: number): RegistryPut[] => [
  {
    table: 'resident',
    row: {
      id: `res-${n}`,
      municipality,
      name: `Resident ${n}`,
      birthYear: 1940,
      phone: '00000000',
      homeId: `home-${n}`,
      providerId: 'prov-1',
      needs: ['walker'],
      instructions: '',
      contacts: [],
      serviceEndedAt: null,
    },
  },
  {
    table: 'home',
    row: {
      id: `home-${n}`,
      municipality,
      street: 'Strandgata',
      number: String(n),
      flat: '201',
      floor: 2,
      district: 'Sentrum',
      position: [10.1, 63.1],
      entrance: [10.1, 63.1],
      chain: [
        { kind: 'door', doorId: `street-${n}` },
        { kind: 'door', doorId: `flat-${n}` },
      ],
    },
  },
  {
    table: 'homeUnit',
    row: {
      id: `hu-${n}`,
      municipality,
      residentId: `res-${n}`,
      cid: cidOf(n),
      model: 'unit',
      voice: 'duplex',
      number: '00000000',
    },
  },
  ...(['street', 'flat'] as const).flatMap((place): RegistryPut[] => [
    {
      table: 'door',
      row: {
        id: `${place}-${n}`,
        municipality,
        place,
        label: place,
        position: [10.1, 63.1],
        lockId: `lock-${place}-${n}`,
        warnings: [],
        consent: null,
        sharedCode: false,
      },
    },
    {
      table: 'lock',
      row: {
        id: `lock-${place}-${n}`,
        municipality,
        model: 'danalockV3',
        serial: place === 'flat' ? `S${n}` : `S${n}-${place}`,
        power: 'battery',
        keypad: false,
        ownedBy: 'municipality',
        traceable: true,
      },
    },
  ]),
]

export const cidOf = (n: number): string => String(4700000 + n)
let nextRef = 0
/** A press of resident `n`'s trigger, as its controller sends it. */
export const scaip = (n: number, words: { dty?: string; stc?: string; ref?: string } = {}): string =>
  `<mrq><ref>${words.ref ?? `r${++nextRef}`}</ref><cid>${cidOf(n)}</cid><dty>${words.dty ?? '0003'}</dty>` +
  `<stc>${words.stc ?? '0010'}</stc></mrq>`
