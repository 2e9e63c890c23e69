import { accessCrypto } from '../../src-centre/crypto.ts'
import type { Standing } from '../../src-domain/access/lease.ts'
import type { GrantRow } from '../../src-domain/access/rows.ts'
import { codeIdOf, placeTag } from '../../src-domain/access/spokenCode.ts'
import type { Command } from '../../src-domain/command/command.ts'
import type { Situation } from '../../src-domain/command/situation.ts'
import type { AlarmRow } from '../../src-domain/journal/rows.ts'
import { isOver } from '../../src-domain/patrol/evolve.ts'
import { blockDoors, blockOf } from '../../src-domain/registry/block.ts'
import type { Place } from './block.ts'
import type { Rows } from './journal.ts'

const find = <R extends { readonly id: string }>(all: readonly R[], id: string | null | undefined) =>
  all.find((one) => one.id === id)

/** What the rule of a command may ask, from rows in memory and the registry of a place. */
export const situationOf = (
  place: Place,
  rows: Rows,
  command: Command,
  from: Pick<Situation, 'now' | 'newId' | 'who'>,
): Situation => {
  const { args } = command
  const caseId = 'caseId' in args ? args.caseId : null
  const unitId = 'unitId' in args ? args.unitId : null
  const step = 'step' in args ? args.step : null
  const keyStoreId =
    'keyStoreId' in args ? args.keyStoreId : step?.kind === 'keyStore' ? step.keyStoreId : null
  const alarm = caseId === null ? undefined : rows.load('alarm', caseId)
  const homes = (alarm?.incident?.homeIds ?? [alarm?.homeId]).flatMap((id) => find(place.homes, id) ?? [])
  const doors = doorsOf(place, alarm)
  const unit = find(place.units, unitId)
  const handsetId = 'handsetId' in args ? args.handsetId : (unit?.handsetIds[0] ?? null)
  const at = step?.kind === 'door' ? step.doorId : keyStoreId
  return {
    ...from,
    alarm,
    since: [],
    dispatches: rows.of('dispatch').filter((d) => d.caseId === caseId),
    unitDispatches: rows.of('dispatch').filter((d) => d.unitId === unitId && !isOver(d)),
    grants: rows.of('grant').filter((g) => g.caseId === caseId),
    resident: alarm?.incident ? undefined : find(place.residents, alarm?.residentId),
    homes,
    doors,
    locks: doors.flatMap((door) => find(place.locks, door.lockId) ?? []),
    unit,
    handset: find(place.handsets, handsetId),
    signedOn: handsetId === null ? undefined : rows.load('handset', handsetId),
    handsetGrants: rows.of('grant').filter((g) => g.holder.handsetId === handsetId),
    leased: rows.of('grant').filter((g) => g.deletedAt === null && (g.leaseUntil ?? 0) > from.now),
    expectedSeconds: 300,
    block:
      command.name === 'openIncident'
        ? blockAt(place, rows, command.args.homeId)
        : { homes: [], doorIds: [] },
    codes: rows
      .of('code')
      .filter(
        (c) => (c.step.kind === 'door' ? c.step.doorId : c.step.keyStoreId) === at && c.until > from.now,
      ),
    codeIdOf: (at, code) => codeIdOf(placeTag(at, accessCrypto), code, accessCrypto),
    keyStore: find(place.keyStores, keyStoreId),
    loans: rows.of('keyLoan').filter((l) => l.caseId === caseId || l.keyStoreId === keyStoreId),
    code: command.name === 'review' ? rows.load('code', command.args.id) : undefined,
    trust: rows.load('trust', 'trust'),
    hardware: hardwareOf(place, rows, command),
    nextKeyId: `key-${(rows.load('trust', 'trust')?.version ?? 0) + 1}`,
  }
}

const hardwareOf = (place: Place, rows: Rows, { args }: Command): Situation['hardware'] => {
  const test = 'testId' in args ? rows.load('hardwareTest', args.testId) : undefined
  const bySerial = 'serial' in args ? rows.of('stock').find((row) => row.serial === args.serial) : undefined
  const stock = test ? rows.load('stock', test.lockId) : bySerial
  return {
    test,
    stock,
    open: rows.of('hardwareTest').find((one) => one.lockId === stock?.id && one.endedAt === null),
    lock: find(place.locks, stock?.id),
    door: find(place.doors, stock?.doorId),
    hangsAt: place.doors.filter((door) => stock !== undefined && door.lockId === stock.id),
    keyAtHand: true,
  }
}

const doorsOf = (place: Place, alarm: AlarmRow | undefined) => {
  const chain = find(place.homes, alarm?.homeId)?.chain ?? []
  const ids = alarm?.incident?.doorIds ?? chain.flatMap((one) => (one.kind === 'door' ? [one.doorId] : []))
  return ids.flatMap((id) => find(place.doors, id) ?? [])
}

const blockAt = (place: Place, rows: Rows, homeId: string): Situation['block'] => {
  const home = find(place.homes, homeId)
  const homes = home ? blockOf(home, place.homes) : []
  const open = rows.of('alarm').find((a) => a.state !== 'closed' && a.incident?.homeIds.includes(homeId))
  return { homes, doorIds: blockDoors(homes), open }
}

/** What a grant stands on now. */
export const standingOf = (place: Place, rows: Rows, grant: GrantRow): Standing => {
  const alarm = rows.load('alarm', grant.caseId)
  const residentId = alarm?.incident ? null : (alarm?.residentId ?? null)
  return {
    handset: find(place.handsets, grant.holder.handsetId),
    signedOn: rows.load('handset', grant.holder.handsetId),
    unit: find(place.units, grant.holder.unitId),
    resident: find(place.residents, residentId) ?? null,
  }
}
