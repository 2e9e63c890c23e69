import type { ChainStep, RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { DoorView } from '../../../src-preload/contract/view.ts'
import { type Desk, readingOf } from './desk.ts'

/** The way in, in walking order, with the newest evidence of each lock and the age of it. */
export const doorsOf = (desk: Desk, home: RegistryRow<'home'>): DoorView[] => {
  let number = 0
  return home.chain.flatMap((step) => {
    if (step.kind === 'keyStore') {
      const store = desk.places.one('keyStore', step.keyStoreId)
      return store ? [keyStoreView(step, store)] : []
    }
    const door = desk.places.one('door', step.doorId)
    if (!door) return []
    number += 1
    return [doorView(desk, step, door, number)]
  })
}

const silent = {
  lockState: 'unknown',
  doorState: 'unknown',
  alarms: [],
  battery: null,
  powered: true,
  reachable: true,
  clock: 'set',
  evidenceAt: null,
} as const

const keyStoreView = (step: ChainStep, store: RegistryRow<'keyStore'>): DoorView => ({
  ...silent,
  step,
  number: null,
  label: store.label,
  model: null,
  power: null,
  traceable: true,
  sharedCode: false,
  alarms: [],
  warnings: [],
  consent: null,
  keyStore: { kind: store.kind, hook: store.hook },
  grantable: false,
})

const doorView = (desk: Desk, step: ChainStep, door: RegistryRow<'door'>, number: number): DoorView => {
  const lock = desk.places.one('lock', door.lockId)
  const r = lock && readingOf(desk, 'lock', lock.id)
  return {
    step,
    number,
    label: door.label,
    model: lock?.model ?? null,
    power: lock?.power ?? null,
    traceable: lock?.traceable ?? false,
    sharedCode: door.sharedCode,
    ...(r
      ? {
          lockState: r.lockState,
          doorState: r.doorState,
          alarms: r.alarms,
          battery: r.battery,
          powered: r.powered,
          reachable: r.reachable,
          clock: r.clock,
          evidenceAt: r.at.ms,
        }
      : { ...silent, alarms: [] }),
    warnings: door.warnings,
    consent: door.consent,
    keyStore: null,
    grantable: lock?.traceable === true,
  }
}
