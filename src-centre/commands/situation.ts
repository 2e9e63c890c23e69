import { codeIdOf, placeTag } from '../../src-domain/access/spokenCode.ts'
import { basisOf } from '../../src-domain/command/collision.ts'
import type { Command } from '../../src-domain/command/command.ts'
import type { Situation } from '../../src-domain/command/situation.ts'
import type { Fact } from '../../src-domain/journal/kinds.ts'
import { readFact } from '../../src-domain/journal/read.ts'
import type { AlarmRow } from '../../src-domain/journal/rows.ts'
import { blockDoors, blockOf } from '../../src-domain/registry/block.ts'
import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type { Ms } from '../../src-domain/time.ts'
import { accessCrypto } from '../crypto.ts'
import type { Travel } from '../practice-port.ts'
import { newId, type Store } from '../store/store.ts'

/** What the centre knows beside its store. */
export type Surrounding = {
  readonly travel: Travel
  readonly nextKeyId: () => string
  readonly hasServiceKey: (serial: string) => boolean
}

/** Gathers all that the rule of a command may ask; decides nothing. */
export const situationOf = (
  store: Store,
  around: Surrounding,
  now: Ms,
  who: Situation['who'],
  command: Command,
): Situation => {
  const { registry, rows } = store
  const named = namesOf(command)
  const alarm = named.caseId === null ? undefined : rows.load('alarm', named.caseId)
  const homes = homesOf(store, alarm)
  const [home] = homes
  const doors = doorsOf(store, alarm, home)
  const unit = named.unitId === null ? undefined : registry.get('unit', named.unitId)
  const handsetId = named.handsetId ?? unit?.handsetIds[0] ?? null
  const place = named.step?.kind === 'door' ? named.step.doorId : named.keyStoreId
  const ofCase = <R>(find: (caseId: string) => R[]): R[] => (named.caseId === null ? [] : find(named.caseId))
  return {
    now,
    newId,
    who,
    alarm,
    since: since(store, named.caseId, basisOf(command)),
    dispatches: ofCase(rows.dispatchesOf),
    unitDispatches: named.unitId === null ? [] : rows.openDispatchesOf(named.unitId),
    grants: ofCase(rows.grantsOf),
    // An incident has many residents; whether one of them moved away does not keep a fire crew out.
    resident:
      alarm?.incident || alarm?.residentId == null ? undefined : registry.get('resident', alarm.residentId),
    homes,
    doors,
    locks: doors.flatMap((d) => (d.lockId === null ? [] : (registry.get('lock', d.lockId) ?? []))),
    unit,
    handset: handsetId === null ? undefined : registry.get('handset', handsetId),
    signedOn: handsetId === null ? undefined : rows.load('handset', handsetId),
    handsetGrants: named.handsetId === null ? [] : rows.liveGrantsOf(named.handsetId, now),
    leased: command.name === 'retireKey' ? rows.leasedGrants(now) : [],
    expectedSeconds: command.name === 'dispatch' ? secondsTo(store, around.travel, home, unit) : null,
    block: command.name === 'openIncident' ? blockAt(store, command.args.homeId) : { homes: [], doorIds: [] },
    codes: place === null ? [] : rows.codesAt(place).filter((code) => code.until > now),
    codeIdOf: (step, code) => codeIdOf(placeTag(step, accessCrypto), code, accessCrypto),
    keyStore: named.keyStoreId === null ? undefined : registry.get('keyStore', named.keyStoreId),
    loans: [...ofCase(rows.loansOf), ...(named.keyStoreId === null ? [] : rows.loansFrom(named.keyStoreId))],
    code:
      command.name === 'review' && command.args.of === 'code'
        ? rows.load('code', command.args.id)
        : undefined,
    trust: rows.load('trust', 'trust'),
    nextKeyId: around.nextKeyId(),
    hardware: hardwareOf(store, around, command),
  }
}

/** What a command names, each null where it names none. */
const namesOf = ({ args }: Command) => {
  const step = 'step' in args ? args.step : null
  return {
    caseId: 'caseId' in args ? args.caseId : null,
    unitId: 'unitId' in args ? args.unitId : null,
    handsetId: 'handsetId' in args ? args.handsetId : null,
    step,
    keyStoreId: 'keyStoreId' in args ? args.keyStoreId : step?.kind === 'keyStore' ? step.keyStoreId : null,
  }
}

/**
 * A serial that two units bear names none: nobody could say which of them lies on the bench, and one key opens both,
 * also where the other guards a home.
 */
const hardwareOf = (store: Store, around: Surrounding, { args }: Command): Situation['hardware'] => {
  const { registry, rows } = store
  const test = 'testId' in args ? rows.load('hardwareTest', args.testId) : undefined
  const stock = test
    ? rows.load('stock', test.lockId)
    : 'serial' in args
      ? stockBySerial(store, args.serial)
      : undefined
  return {
    test,
    stock,
    open: stock && rows.testsOf(stock.id).find((one) => one.endedAt === null),
    lock: stock && registry.get('lock', stock.id),
    door: stock?.doorId == null ? undefined : registry.get('door', stock.doorId),
    hangsAt: stock ? registry.doorsWith(stock.id) : [],
    keyAtHand: stock !== undefined && around.hasServiceKey(stock.serial),
  }
}

const stockBySerial = ({ registry, rows }: Store, serial: string) => {
  const [bySerial, another] = rows.stockOf(serial)
  return another || registry.locksOfSerial(serial).length > 1 ? undefined : bySerial
}

const homesOf = (store: Store, alarm: AlarmRow | undefined): RegistryRow<'home'>[] =>
  (alarm?.incident?.homeIds ?? [alarm?.homeId ?? null]).flatMap((id) =>
    id === null ? [] : (store.registry.get('home', id) ?? []),
  )

const doorsOf = (
  store: Store,
  alarm: AlarmRow | undefined,
  home: RegistryRow<'home'> | undefined,
): RegistryRow<'door'>[] => {
  const ids =
    alarm?.incident?.doorIds ??
    (home?.chain ?? []).flatMap((step) => (step.kind === 'door' ? [step.doorId] : []))
  return ids.flatMap((id) => store.registry.get('door', id) ?? [])
}

const blockAt = (store: Store, homeId: string): Situation['block'] => {
  const home = store.registry.get('home', homeId)
  if (!home) return { homes: [], doorIds: [] }
  const homes = blockOf(home, store.registry.homesAt(home.street, home.number))
  return {
    homes,
    doorIds: blockDoors(homes),
    open: store.rows.openAlarms().find((alarm) => alarm.incident?.homeIds.includes(homeId)),
  }
}

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

const since = (store: Store, caseId: string | null, basis: number | null): readonly Fact[] =>
  caseId === null || basis === null ? [] : factsOf(store, caseId).filter((fact) => fact.seq > basis)

/** What the journal has about a case, in order. */
export const factsOf = (store: Store, caseId: string): readonly Fact[] =>
  store.entries.ofCase(caseId).flatMap((entry) => {
    const read = readFact(entry)
    return read.ok ? [read.fact] : []
  })
