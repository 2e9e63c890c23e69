import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openersOf } from '../../../../src-domain/access/mayOpen.ts'
import type { CodeRow, KeyLoanRow, ResidentGrantRow } from '../../../../src-domain/access/rows.ts'
import type { RowChange } from '../../../../src-domain/journal/rows.ts'
import { hour, second } from '../../../../src-domain/time.ts'
import { accessRows } from '../../../../src-main/core/store/accessRows.ts'
import { migrations } from '../../../../src-main/core/store/migrations.ts'
import { uuidOf } from '../../../build/journal.ts'

/** Rows are read by their schema, so each name stands for an identifier; their order is the names'. */
const names = [
  'code-check',
  'code-live',
  'code-over',
  'code-seen',
  'code-slack',
  'given-live',
  'given-over',
  'given-until',
  'given-withdrawn',
  'loan-back',
  'loan-other',
  'loan-out',
]
const idOf = (name: string): string => uuidOf(1 + names.indexOf(name))
const nameOf = ({ id }: { readonly id: string }): string => names.find((name) => idOf(name) === id) ?? id

const now = Date.UTC(2026, 10, 25, 12)
const at = { municipality: 'fjordvik', seq: 1 }
const code = (name: string, until: number, part: Partial<CodeRow> = {}): CodeRow => ({
  ...at,
  id: idOf(name),
  caseId: 'case-1',
  step: { kind: 'door', doorId: 'door-1' },
  from: until - hour,
  until,
  hours: 1,
  serial: 0,
  reason: 'alarm',
  issuedBy: 'p-ida',
  issuedAt: until - hour,
  uses: [],
  review: null,
  ...part,
})
const loan = (name: string, returnedAt: number | null, caseId = 'case-1'): KeyLoanRow => ({
  ...at,
  id: idOf(name),
  caseId,
  keyStoreId: 'box-1',
  unitId: 'unit-4',
  personId: null,
  outAt: now - hour,
  outBy: 'p-ida',
  returnedAt,
  returnedBy: returnedAt === null ? null : 'p-ida',
})
const given = (name: string, until: number | null, withdrawnAt: number | null): ResidentGrantRow => ({
  ...at,
  id: idOf(name),
  residentId: 'r-1',
  givenSeq: 1,
  doorIds: ['door-1'],
  kind: 'standing',
  givenBy: 'resident',
  from: now - hour,
  until,
  withdrawnAt,
  uses: [],
})
const reviewed = { verdict: 'justified', note: '', at: now, by: 'p-eva' } as const

const changes: readonly RowChange[] = [
  { table: 'code', row: code('code-live', now + hour) },
  // The keypad's clock may be behind: it opens a little longer.
  { table: 'code', row: code('code-slack', now - 10 * second) },
  { table: 'code', row: code('code-over', now - hour) },
  { table: 'code', row: code('code-seen', now + hour, { review: reviewed, caseId: 'case-2' }) },
  { table: 'code', row: code('code-check', now - hour, { reason: 'doorCheck' }) },
  { table: 'keyLoan', row: loan('loan-out', null) },
  { table: 'keyLoan', row: loan('loan-back', now) },
  { table: 'keyLoan', row: loan('loan-other', null, 'case-2') },
  { table: 'residentGrant', row: given('given-live', null, null) },
  { table: 'residentGrant', row: given('given-until', now + hour, null) },
  { table: 'residentGrant', row: given('given-over', now - hour, null) },
  { table: 'residentGrant', row: given('given-withdrawn', null, now) },
]

const fresh = (through: number) => {
  const db = new Database(':memory:')
  for (const sql of migrations.slice(0, through)) db.exec(sql)
  return db
}
const columns = (db: Database.Database) => db.prepare('SELECT * FROM access_rows ORDER BY tbl, id').all()

it('finds of a case what is of it, and of the rest what may still open something', () => {
  const rows = accessRows(fresh(migrations.length))
  for (const change of changes) rows.put(change, JSON.stringify(change.row))
  const ids = (found: readonly { readonly id: string }[]) => found.map(nameOf).toSorted()
  expect(ids(rows.ofCase('code', 'case-1'))).toEqual(['code-check', 'code-live', 'code-over', 'code-slack'])
  expect(ids(rows.ofCase('keyLoan', 'case-2'))).toEqual(['loan-other'])
  const all = {
    grants: [],
    codes: rows.all('code'),
    residentGrants: rows.all('residentGrant'),
    loans: rows.all('keyLoan'),
  }
  const door = { id: 'door-1', sharedCode: false }
  const ways = [{ kind: 'keyStore' as const, keyStoreId: 'box-1' }]
  const found = [
    ...rows.thatMayOpen('code', now),
    ...rows.thatMayOpen('keyLoan', now),
    ...rows.thatMayOpen('residentGrant', now),
  ]
  expect(ids(found)).toEqual(ids(openersOf(door, ways, all, now)))
  expect(ids(found)).toHaveLength(7)
})

it('counts what waits for a supervisor', () => {
  const rows = accessRows(fresh(migrations.length))
  for (const change of changes) rows.put(change, JSON.stringify(change.row))
  expect(rows.forReview(10).map(nameOf)).toEqual(['code-slack', 'code-over', 'code-live'])
  expect(rows.countForReview()).toBe(3)
})

it('is found the same in a replica that was written before', () => {
  const old = fresh(2)
  const put = old.prepare('INSERT INTO access_rows VALUES (?, ?, ?, ?)')
  for (const { table, row } of changes) put.run(table, row.id, row.seq, JSON.stringify(row))
  old.exec(migrations[2] ?? '')
  const db = fresh(3)
  const rows = accessRows(db)
  for (const change of changes) rows.put(change, JSON.stringify(change.row))
  expect(columns(old)).toEqual(columns(db))
})
