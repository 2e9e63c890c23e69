import type { Entry } from '../journal/envelope.ts'
import type { Kind } from '../journal/kinds.ts'
import type { RowChange, Table } from '../journal/rows.ts'
import type { RegistryRow, RegistryTable } from '../registry/rows.ts'
import type { Reading, ReadingKind } from '../telemetry/reading.ts'

/**
 * What a workplace may read: one rule for every row, entry and reading that a centre sends. It belongs to the
 * workplace and not to who sits there, because the console rings with nobody signed in.
 */
export type Reader = {
  /** `desk` hears alarms; `hardware` looks after locks and home units, and hears none. */
  readonly reads: 'desk' | 'hardware'
  /** Whether residents' own words are sent there: who they are, what they need, what was written of them. */
  readonly words: boolean
  /** Null for all that the centre serves. */
  readonly municipalities: readonly string[] | null
}
export const wholeDesk: Reader = { reads: 'desk', words: true, municipalities: null }

/** Nothing is kept from it: the usual desk of a centre that serves one municipality. */
export const readsAll = ({ reads, words, municipalities }: Reader): boolean =>
  reads === 'desk' && words && municipalities === null

/** `centre`: of the centre itself, for every workplace. `case`: for desks. `equipment`: for desks and hardware. */
type Audience = 'centre' | 'case' | 'equipment'

const ofKind: Readonly<Record<Kind, Audience>> = {
  'alarm.raised': 'case',
  'alarm.pressed': 'case',
  'alarm.pressAcknowledged': 'case',
  'alarm.presented': 'case',
  'alarm.answered': 'case',
  'alarm.returned': 'case',
  'alarm.takenOver': 'case',
  'alarm.heldLocally': 'case',
  'alarm.cancelled': 'case',
  'alarm.escalated': 'case',
  'alarm.rang': 'case',
  'alarm.closed': 'case',
  'incident.opened': 'case',
  'incident.numbered': 'case',
  'case.noted': 'case',
  'dispatch.sent': 'case',
  'dispatch.accepted': 'case',
  'dispatch.declined': 'case',
  'dispatch.arrived': 'case',
  'dispatch.cleared': 'case',
  'dispatch.recalled': 'case',
  'grant.issued': 'case',
  'grant.leased': 'case',
  'grant.used': 'case',
  'grant.refused': 'case',
  'grant.revoked': 'case',
  'grant.deleted': 'case',
  'grant.ended': 'case',
  'grant.reviewed': 'case',
  'code.issued': 'case',
  'code.used': 'case',
  'code.reviewed': 'case',
  'sharedCode.revealed': 'case',
  'key.handedOut': 'case',
  'key.returned': 'case',
  'residentGrant.given': 'case',
  'residentGrant.withdrawn': 'case',
  'residentGrant.used': 'case',
  'handset.signedOn': 'equipment',
  'handset.signedOff': 'equipment',
  'handset.blocked': 'equipment',
  'handset.unblocked': 'equipment',
  'door.trusted': 'equipment',
  'hardware.returned': 'equipment',
  'hardware.testBegun': 'equipment',
  'hardware.wipeBegun': 'equipment',
  'hardware.tested': 'equipment',
  'hardware.signed': 'equipment',
  'signingKey.added': 'centre',
  'signingKey.retired': 'centre',
  'signingKey.struckOff': 'centre',
  // Whoever was ever sent a word of them has to take it out.
  'resident.erased': 'centre',
  // Whether anybody outside hears the centre; of the case only that there is one.
  'fallback.sent': 'centre',
  'fallback.accepted': 'centre',
  'fallback.failed': 'centre',
  'fallback.tested': 'centre',
  'probe.raised': 'centre',
  'session.signedIn': 'centre',
  'session.signedOut': 'centre',
  'workplace.connected': 'centre',
  'workplace.lost': 'centre',
}

const ofTable: Readonly<Record<Table, Audience>> = {
  alarm: 'case',
  dispatch: 'case',
  grant: 'case',
  code: 'case',
  keyLoan: 'case',
  residentGrant: 'case',
  handset: 'equipment',
  doorTrust: 'equipment',
  stock: 'equipment',
  hardwareTest: 'equipment',
  trust: 'centre',
  erasure: 'centre',
  fallback: 'centre',
  probe: 'centre',
}

const ofReading: Readonly<Record<ReadingKind, Audience>> = {
  lock: 'equipment',
  homeUnit: 'equipment',
  // Where a patrol is, is for whoever sends it.
  unit: 'case',
}

const reaches = (reader: Reader, audience: Audience, municipality: string): boolean =>
  audience === 'centre' ||
  ((audience === 'equipment' || reader.reads === 'desk') && isOwn(reader, municipality))

const isOwn = ({ municipalities }: Reader, municipality: string): boolean =>
  municipalities === null || municipalities.includes(municipality)

/** Whether an alarm of that municipality is heard there. */
export const hearsAlarmsOf = (reader: Reader, municipality: string): boolean =>
  reaches(reader, 'case', municipality)

export const mayReadRow = (reader: Reader, { table, row }: RowChange): boolean =>
  reaches(reader, ofTable[table], 'municipality' in row ? row.municipality : '')

export const mayReadReading = (reader: Reader, { kind, municipality }: Reading): boolean =>
  reaches(reader, ofReading[kind], municipality)

const isKind = (kind: string): kind is Kind => Object.hasOwn(ofKind, kind)

/**
 * The entry as that reader gets it. Its place in the chain is everybody's; its payload goes with its salt, so that
 * nobody can try out what it may have said.
 */
export const entryFor = (reader: Reader, entry: Entry): Entry => {
  // One that this version does not know might be anything: only who reads everything of it reads it.
  const audience = isKind(entry.kind) ? ofKind[entry.kind] : 'case'
  if (!reaches(reader, audience, entry.municipality))
    return { ...entry, salt: '', payload: '', personal: null }
  return reader.words && reader.reads === 'desk' ? entry : { ...entry, personal: null }
}

/**
 * The registry's row as that reader gets it; null where it is none of theirs. Of residents a hardware workplace or
 * one without words has nothing, and of a home unit not the number that reaches a home.
 */
export const registryRowFor = <T extends RegistryTable>(
  reader: Reader,
  table: T,
  row: RegistryRow<T>,
): RegistryRow<T> | null => {
  if (!isOwn(reader, row.municipality)) return null
  if (reader.reads === 'desk' && reader.words) return row
  return withoutWords[table](row)
}

type WithoutWords = { readonly [T in RegistryTable]: (row: RegistryRow<T>) => RegistryRow<T> | null }
const whole = <R>(row: R): R => row
const withoutWords: WithoutWords = {
  municipality: whole,
  provider: whole,
  resident: () => null,
  home: whole,
  homeUnit: (row) => ({ ...row, number: '' }),
  door: whole,
  lock: whole,
  keyStore: whole,
  unit: whole,
  handset: whole,
  person: whole,
  workplace: whole,
}
