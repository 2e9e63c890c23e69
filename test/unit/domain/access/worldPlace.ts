import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import type { GrantRow } from '../../../../src-domain/access/rows.ts'
import type { ChainStep, RegistryRow } from '../../../../src-domain/registry/rows.ts'
import { doorOf, homeOf, lockOf, type Place, residentOf, unitOf } from '../../../build/block.ts'
import { flatDoor, handsetA, handsetB, streetDoor } from './builders.ts'

/** Where the walk takes place: one flat behind two locks of ours and a private one, with a key box, and two phones. */

export type Who = 'A' | 'B'
export const doorIds = { street: streetDoor, flat: flatDoor, private: 'door-private' } as const
export type DoorName = keyof typeof doorIds
export const doorNames = Object.keys(doorIds) as readonly DoorName[]
export const nameOf = (doorId: string) => doorNames.find((name) => doorIds[name] === doorId) ?? doorId

export const phones = {
  A: { unitId: 'unit-4', provider: 'prov-1', key: handsetA },
  B: { unitId: 'unit-5', provider: null, key: handsetB },
} as const
/** The key in the box fits every door of the way in. */
export const opensWith: Readonly<Record<'box' | 'flat', readonly DoorName[]>> = {
  box: doorNames,
  flat: ['flat'],
}
export const box = { kind: 'keyStore', keyStoreId: 'box-1' } as const satisfies ChainStep
export const keypadDoor = { kind: 'door', doorId: flatDoor } as const satisfies ChainStep
export const handsetOf = (who: Who): RegistryRow<'handset'> => ({
  id: `handset-${who}`,
  municipality: 'fjordvik',
  unitId: phones[who].unitId,
  publicKey: toBase64url(phones[who].key.publicKey),
  phone: '412 00 710',
})
export const whoOf = (row: GrantRow): Who => (row.holder.handsetId === 'handset-A' ? 'A' : 'B')

export const place: Place = {
  residents: [residentOf('r-1', 'h-1')],
  homes: [
    homeOf('h-1', {
      chain: [
        { kind: 'door', doorId: streetDoor },
        box,
        keypadDoor,
        { kind: 'door', doorId: doorIds.private },
      ],
    }),
  ],
  doors: [
    doorOf(streetDoor, { place: 'street' }),
    doorOf(flatDoor),
    doorOf(doorIds.private, { sharedCode: true }),
  ],
  locks: [
    lockOf(streetDoor),
    lockOf(flatDoor, { keypad: true }),
    lockOf(doorIds.private, { traceable: false }),
  ],
  keyStores: [
    {
      id: 'box-1',
      municipality: 'fjordvik',
      kind: 'keyBox',
      label: 'Nøkkelboks',
      hook: null,
      position: [8, 63],
      keypad: true,
    },
  ],
  units: (['A', 'B'] as const).map((who) =>
    unitOf(phones[who].unitId, { providerId: phones[who].provider, handsetIds: [`handset-${who}`] }),
  ),
  handsets: [handsetOf('A'), handsetOf('B')],
}
