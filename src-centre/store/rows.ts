import type { z } from 'zod'
import {
  type AlarmRow,
  alarmRow,
  type DispatchRow,
  dispatchRow,
  type GrantRow,
  grantRow,
  type Load,
  type RowChange,
  type RowOf,
  rowChange,
  type Table,
  tables,
} from '../../src-domain/journal/rows.ts'
import { isOver } from '../../src-domain/patrol/evolve.ts'
import { never } from '../../src-domain/result.ts'
import type { Db } from './db.ts'

/** What the journal adds up to, by key. */
export type RowReader = {
  readonly load: Load
  readonly openAlarms: () => AlarmRow[]
  readonly openAlarmOf: (residentId: string) => AlarmRow | undefined
  /** Of all open alarms, those that are over among them: a declined one has yet to ring. */
  readonly dispatchesOfOpenAlarms: () => DispatchRow[]
  readonly dispatchesOf: (caseId: string) => DispatchRow[]
  readonly openDispatchesOf: (unitId: string) => DispatchRow[]
  readonly openGrants: () => GrantRow[]
  readonly grantsOf: (caseId: string) => GrantRow[]
  readonly openGrantsOf: (handsetId: string) => GrantRow[]
  /** All rows in the order of the state hash, a slice behind `after` at a time. */
  readonly slice: (table: Table, after: string, limit: number) => RowChange[]
}

const sqlTable: Readonly<Record<Table, string>> = {
  alarm: 'alarm',
  dispatch: 'dispatch',
  grant: 'accessGrant',
  probe: 'probe',
}
export const tablesInOrder: readonly Table[] = ['alarm', 'dispatch', 'grant', 'probe']

export const rowReader = (db: Db): RowReader => {
  const one = <R>(sql: string, schema: z.ZodType<R>) => {
    const statement = db.prepare<[string], string>(sql).pluck()
    return (id: string) => {
      const text = statement.get(id)
      return text === undefined ? undefined : schema.parse(JSON.parse(text))
    }
  }
  const many = <R>(sql: string, schema: z.ZodType<R>) => {
    const statement = db.prepare<string[], string>(sql).pluck()
    return (...args: string[]) => statement.all(...args).map((text) => schema.parse(JSON.parse(text)))
  }
  const byId: { readonly [T in Table]: (id: string) => RowOf[T] | undefined } = {
    alarm: one('SELECT row FROM alarm WHERE id = ?', tables.alarm),
    dispatch: one('SELECT row FROM dispatch WHERE id = ?', tables.dispatch),
    grant: one('SELECT row FROM accessGrant WHERE id = ?', tables.grant),
    probe: one('SELECT row FROM probe WHERE id = ?', tables.probe),
  }
  const ofResident = many(
    'SELECT row FROM alarm WHERE open = 1 AND residentId = ? ORDER BY id LIMIT 1',
    alarmRow,
  )
  return {
    load: (table, id) => byId[table](id),
    openAlarms: remembered(db, 'SELECT id, row FROM alarm WHERE open = 1 ORDER BY id', alarmRow),
    openAlarmOf: (residentId) => ofResident(residentId)[0],
    dispatchesOfOpenAlarms: remembered(
      db,
      `SELECT dispatch.id, dispatch.row FROM alarm JOIN dispatch ON dispatch.caseId = alarm.id
       WHERE alarm.open = 1 ORDER BY dispatch.id`,
      dispatchRow,
    ),
    dispatchesOf: many('SELECT row FROM dispatch WHERE caseId = ? ORDER BY id', dispatchRow),
    openDispatchesOf: many('SELECT row FROM dispatch WHERE open = 1 AND unitId = ? ORDER BY id', dispatchRow),
    openGrants: remembered(db, 'SELECT id, row FROM accessGrant WHERE open = 1 ORDER BY id', grantRow),
    grantsOf: many('SELECT row FROM accessGrant WHERE caseId = ? ORDER BY id', grantRow),
    openGrantsOf: many('SELECT row FROM accessGrant WHERE open = 1 AND handsetId = ? ORDER BY id', grantRow),
    slice: (table, after, limit) =>
      db
        .prepare<[string, number], string>(
          `SELECT row FROM ${sqlTable[table]} WHERE id > ? ORDER BY id LIMIT ?`,
        )
        .pluck()
        .all(after, limit)
        .map((text) => rowChange.parse({ table, row: JSON.parse(text) })),
  }
}

/** The timers ask for all open rows again and again; a row whose text is the same is not parsed again. */
const remembered = <R>(db: Db, sql: string, schema: z.ZodType<R>): (() => R[]) => {
  const statement = db.prepare<[], { id: string; row: string }>(sql)
  let last = new Map<string, { readonly text: string; readonly row: R }>()
  return () => {
    const next = new Map<string, { readonly text: string; readonly row: R }>()
    for (const { id, row: text } of statement.all()) {
      const known = last.get(id)
      next.set(id, known?.text === text ? known : { text, row: schema.parse(JSON.parse(text)) })
    }
    last = next
    return [...next.values()].map((known) => known.row)
  }
}

export type PutRow = (change: RowChange) => void

export const rowWriter = (db: Db): PutRow => {
  const alarm = db.prepare('INSERT OR REPLACE INTO alarm (id, residentId, open, row) VALUES (?, ?, ?, ?)')
  const dispatch = db.prepare(
    'INSERT OR REPLACE INTO dispatch (id, caseId, unitId, open, row) VALUES (?, ?, ?, ?, ?)',
  )
  const grant = db.prepare(
    'INSERT OR REPLACE INTO accessGrant (id, caseId, handsetId, open, row) VALUES (?, ?, ?, ?, ?)',
  )
  const probe = db.prepare('INSERT OR REPLACE INTO probe (id, row) VALUES (?, ?)')
  return (put) => {
    // Read before it is kept: one row that cannot be read again would stop the timers of all.
    const change = rowChange.parse(put)
    const text = JSON.stringify(change.row)
    switch (change.table) {
      case 'alarm':
        return void alarm.run(
          change.row.id,
          change.row.residentId,
          change.row.state === 'closed' ? 0 : 1,
          text,
        )
      case 'dispatch':
        return void dispatch.run(
          change.row.id,
          change.row.caseId,
          change.row.unitId,
          isOver(change.row) ? 0 : 1,
          text,
        )
      case 'grant':
        return void grant.run(
          change.row.id,
          change.row.caseId,
          change.row.holder.handsetId,
          mayStillMatter(change.row) ? 1 : 0,
          text,
        )
      case 'probe':
        return void probe.run(change.row.id, text)
      default:
        return never(change)
    }
  }
}

/** A revoked grant stays open here until the handset's receipt that it holds no token any more. */
const mayStillMatter = (grant: GrantRow): boolean =>
  grant.deletedAt === null && (grant.ended === null || grant.ended === 'caseClosed')
