import type { Centre } from '../../src-centre/centre.ts'
import type { RegistryPut } from '../../src-centre/practice-port.ts'
import { registryPut } from '../../src-centre/registryPut.ts'
import type { RegistryTable } from '../../src-domain/registry/rows.ts'
import { canary, canaryNumber } from '../build/canaries.ts'
import { pinOf } from '../integration/centre/town.ts'
import { sharedCode } from './waysTown.ts'

/** In the registry, where every personal field of two residents, a home and a colleague is one of a kind. */
const registered = {
  name: canary('Name'),
  otherName: canary('OtherName'),
  phone: canaryNumber('phone'),
  instructions: canary('Instructions'),
  contactName: canary('ContactName'),
  contactRelation: canary('ContactRelation'),
  contactPhone: canaryNumber('contactPhone'),
  loudspeaker: canaryNumber('loudspeaker'),
  street: canary('Street'),
  district: canary('District'),
  staff: canary('Staff'),
  unitPhone: canaryNumber('unitPhone'),
  handsetPhone: canaryNumber('handsetPhone'),
  sharedCode: canaryNumber('sharedCode', 12),
} as const

/** Typed at the desk, sent by other machines, or made while it runs. */
export const canaries = {
  ...registered,
  note: canary('Note'),
  closing: canary('Closing'),
  searched: canary('Searched'),
  granted: canary('Granted'),
  wrongPin: canary('WrongPin'),
  intake: canary('Intake'),
  readings: canary('Readings'),
  refused: canary('Refused'),
  token: canary('Token'),
  thrownInMain: canary('ThrownInMain'),
  thrownInWindow: canary('ThrownInWindow'),
  saidInWindow: canary('SaidInWindow'),
  pin: pinOf('p-ida'),
} as const

const told: Readonly<Record<string, object>> = {
  'resident/res-1': {
    name: registered.name,
    phone: registered.phone,
    instructions: registered.instructions,
    contacts: [
      { name: registered.contactName, relation: registered.contactRelation, phone: registered.contactPhone },
    ],
  },
  'resident/res-2': { name: registered.otherName },
  'home/home-1': { street: registered.street, district: registered.district },
  'homeUnit/hu-1': { number: registered.loudspeaker },
  'person/p-ida': { name: registered.staff },
  'unit/unit-4': { phone: registered.unitPhone },
  'handset/hs-4': { phone: registered.handsetPhone },
}

export const addCanaries = async (centre: Centre): Promise<void> => {
  const puts = Object.entries(told).map(([key, words]): RegistryPut => {
    const [table, id] = key.split('/') as [RegistryTable, string]
    return registryPut(table, { ...centre.store.registry.get(table, id), ...words })
  })
  await centre.putRegistry(puts)
  await centre.putSharedCodes([{ doorId: sharedCode.doorId, code: registered.sharedCode }])
}
