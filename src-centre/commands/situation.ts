import type { Command } from '../../src-domain/command/command.ts'
import type { Situation } from '../../src-domain/command/situation.ts'
import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type { Ms } from '../../src-domain/time.ts'
import type { Travel } from '../practice-port.ts'
import { newId, type Store } from '../store/store.ts'

/** Gathers all that the rule of a command may ask; decides nothing. */
export const situationOf = (
  store: Store,
  travel: Travel,
  now: Ms,
  who: Situation['who'],
  command: Command,
): Situation => {
  const { caseId } = command.args
  const alarm = store.rows.load('alarm', caseId)
  const home = alarm?.homeId == null ? undefined : store.registry.get('home', alarm.homeId)
  const doors = doorsOf(store, home)
  const unitId = 'unitId' in command.args ? command.args.unitId : null
  const unit = unitId === null ? undefined : store.registry.get('unit', unitId)
  return {
    now,
    newId,
    who,
    alarm,
    dispatches: store.rows.dispatchesOf(caseId),
    unitDispatches: unitId === null ? [] : store.rows.openDispatchesOf(unitId),
    grants: store.rows.grantsOf(caseId),
    resident: alarm?.residentId == null ? undefined : store.registry.get('resident', alarm.residentId),
    home,
    doors,
    locks: doors.flatMap((d) => (d.lockId === null ? [] : (store.registry.get('lock', d.lockId) ?? []))),
    unit,
    handset: command.name === 'grant' ? store.registry.get('handset', command.args.handsetId) : undefined,
    expectedSeconds: command.name === 'dispatch' ? secondsTo(store, travel, home, unit) : null,
  }
}

const doorsOf = (store: Store, home: RegistryRow<'home'> | undefined): RegistryRow<'door'>[] =>
  (home?.chain ?? []).flatMap((step) =>
    step.kind === 'door' ? (store.registry.get('door', step.doorId) ?? []) : [],
  )

/** From where the unit was last seen, or else from its base; null where no road leads there. */
const secondsTo = (
  store: Store,
  travel: Travel,
  home: RegistryRow<'home'> | undefined,
  unit: RegistryRow<'unit'> | undefined,
): number | null => {
  if (!home || !unit) return null
  const position = store.telemetry.ofUnit(unit.id)?.position ?? unit.base
  const [way] = travel(home.entrance, [{ unitId: unit.id, position }])
  return way ? Math.round(way.seconds) : null
}
