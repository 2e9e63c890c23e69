import { describe, expect, it } from 'vitest'
import type { Entry } from '../../../../src-domain/journal/envelope.ts'
import { type Kind, kinds } from '../../../../src-domain/journal/kinds.ts'
import { type RowChange, type Table, tables } from '../../../../src-domain/journal/rows.ts'
import { type RegistryTable, registryTables } from '../../../../src-domain/registry/rows.ts'
import type { Reading } from '../../../../src-domain/telemetry/reading.ts'
import {
  entryFor,
  mayReadReading,
  mayReadRow,
  type Reader,
  registryRowFor,
  wholeDesk,
} from '../../../../src-domain/wire/mayRead.ts'

/** Every kind of workplace that a configuration can make. */
const readers: Reader[] = (['desk', 'hardware'] as const).flatMap((reads) =>
  [true, false].flatMap((words) =>
    [null, ['fjordvik'], ['sundby'], ['fjordvik', 'sundby']].map((municipalities) => ({
      reads,
      words,
      municipalities,
    })),
  ),
)
const nameOf = ({ reads, words, municipalities }: Reader): string =>
  `${reads} ${words ? 'with' : 'without'} words, ${municipalities?.join('+') ?? 'everywhere'}`
const every = <T extends string>(names: readonly T[]) =>
  readers.flatMap((reader) => names.map((name) => [nameOf(reader), name, reader] as const))

/** Said a second time and the other way round: what is of the centre itself, and what a technician needs. */
const centres: readonly string[] = [
  'probe.raised',
  'session.signedIn',
  'session.signedOut',
  'workplace.connected',
  'workplace.lost',
  'signingKey.added',
  'signingKey.retired',
  'signingKey.struckOff',
  'resident.erased',
  'probe',
  'trust',
  'erasure',
  'fallback.sent',
  'fallback.accepted',
  'fallback.failed',
  'fallback.tested',
  'fallback',
]
const equipments: readonly string[] = [
  'handset.signedOn',
  'handset.signedOff',
  'handset.blocked',
  'handset.unblocked',
  'door.trusted',
  'hardware.returned',
  'hardware.testBegun',
  'hardware.wipeBegun',
  'hardware.tested',
  'hardware.signed',
  'handset',
  'doorTrust',
  'stock',
  'hardwareTest',
  'lock',
  'homeUnit',
]
const mayRead = (reader: Reader, what: string): boolean =>
  centres.includes(what) ||
  ((reader.municipalities?.includes('fjordvik') ?? true) &&
    (reader.reads === 'desk' || equipments.includes(what)))

const entry = (kind: string): Entry => ({
  v: 1,
  seq: 1,
  id: 'e',
  municipality: 'fjordvik',
  kind,
  at: { ms: 1, source: 'centre', uncertaintyMs: 0 },
  receivedAt: 1,
  by: { kind: 'centre', id: 'c' },
  caseId: null,
  causedBy: null,
  payloadHash: 'p',
  prevHash: 'q',
  hash: 'h',
  salt: 'salt',
  payload: '{"said":1}',
  personalHash: 'x',
  personal: { salt: 's', text: '{"text":"words"}' },
})

describe('an entry', () => {
  it.each(every([...Object.keys(kinds), 'a.newerKind'] as readonly (Kind | 'a.newerKind')[]))(
    'for a %s: %s',
    (_who, kind, reader) => {
      const told = entryFor(reader, entry(kind))
      const { salt, payload, personal, ...envelope } = told
      const { salt: _salt, payload: _payload, personal: _personal, ...chain } = entry(kind)
      expect(envelope).toEqual(chain)
      const may = mayRead(reader, kind)
      expect({ salt, payload }).toEqual(
        may ? { salt: 'salt', payload: '{"said":1}' } : { salt: '', payload: '' },
      )
      expect(personal !== null).toBe(may && reader.reads === 'desk' && reader.words)
    },
  )
})

describe('a row', () => {
  it.each(every(Object.keys(tables) as readonly Table[]))('for a %s: %s', (_who, table, reader) => {
    const change = { table, row: { municipality: 'fjordvik' } } as RowChange
    expect(mayReadRow(reader, change)).toBe(mayRead(reader, table))
  })
})

describe('a reading', () => {
  it.each(every(['lock', 'homeUnit', 'unit'] as const))('for a %s: %s', (_who, kind, reader) => {
    expect(mayReadReading(reader, { kind, municipality: 'fjordvik' } as Reading)).toBe(mayRead(reader, kind))
  })
})

describe('a registry row', () => {
  const number = '73 00 00 00'
  it.each(every(Object.keys(registryTables) as readonly RegistryTable[]))(
    'for a %s: %s',
    (_who, table, reader) => {
      // As much of one as the rule looks at.
      const row = { id: 'x', municipality: 'fjordvik', number } as never
      const told = registryRowFor(reader, table, row) as { number?: string } | null
      const theirs = reader.municipalities?.includes('fjordvik') ?? true
      const whole = reader.reads === 'desk' && reader.words
      if (!theirs || (table === 'resident' && !whole)) expect(told).toBeNull()
      else expect(told?.number).toBe(table === 'homeUnit' && !whole ? '' : number)
    },
  )
})

it('the usual desk reads all there is', () => {
  for (const kind of Object.keys(kinds)) expect(entryFor(wholeDesk, entry(kind))).toEqual(entry(kind))
})
