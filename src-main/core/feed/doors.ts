import type { ChainStep, RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { DoorView } from '../../../src-preload/contract/view.ts'
import { type Desk, readingOf } from './desk.ts'

/**
 * The way in, in walking order, with the newest evidence of each lock and the age of it. Of a block: what all
 * share stands once, where it is met first.
 */
export const doorsOf = (desk: Desk, homes: readonly RegistryRow<'home'>[]): DoorView[] => {
  let number = 0
  return stepsOf(homes).flatMap((step) => {
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

const stepsOf = (homes: readonly RegistryRow<'home'>[]): ChainStep[] => {
  const longest = Math.max(0, ...homes.map((home) => home.chain.length))
  const byPlace = Array.from({ length: longest }, (_, i) => homes.flatMap((home) => home.chain[i] ?? []))
  return [...new Map(byPlace.flat().map((step) => [JSON.stringify(step), step])).values()]
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
  keypad: store.keypad,
  knowsNewestKeys: true,
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
    keypad: lock?.keypad === true && lock.traceable,
    knowsNewestKeys: knowsNewestKeys(desk, door.id),
  }
}

/** A door that nobody brought a list to holds what its fitter gave it: the first. */
const knowsNewestKeys = (desk: Desk, doorId: string): boolean =>
  (desk.current.doorTrust(doorId)?.version ?? 1) >= (desk.current.trust()?.version ?? 1)
