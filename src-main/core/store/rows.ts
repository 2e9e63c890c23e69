import {
  type AlarmRow,
  type DispatchRow,
  type GrantRow,
  type ProbeRow,
  type RowChange,
  type RowOf,
  type Table,
  tables,
} from '../../../src-domain/journal/rows.ts'
import { never } from '../../../src-domain/result.ts'
import type { Db } from './open.ts'

export const rowsSql = {
  alarm: 'SELECT json FROM alarm WHERE id = ?',
  dispatch: 'SELECT json FROM dispatch WHERE id = ?',
  grant: 'SELECT json FROM grants WHERE id = ?',
  probe: 'SELECT json FROM probe WHERE id = ?',
  openAlarms: 'SELECT json FROM alarm WHERE open = 1',
  openDispatches: 'SELECT json FROM dispatch WHERE open = 1',
  dispatchesOfCase: 'SELECT json FROM dispatch WHERE case_id = ?',
  grantsOfCase: 'SELECT json FROM grants WHERE case_id = ?',
} as const

const over: readonly DispatchRow['state'][] = ['cleared', 'declined', 'recalled']

/** The rows that the journal adds up to, as JSON beside the columns that they are found by. */
export const rowsStore = (db: Db) => {
  const one = {
    alarm: db.prepare<[string], string>(rowsSql.alarm).pluck(),
    dispatch: db.prepare<[string], string>(rowsSql.dispatch).pluck(),
    grant: db.prepare<[string], string>(rowsSql.grant).pluck(),
    probe: db.prepare<[string], string>(rowsSql.probe).pluck(),
  }
  const openAlarms = db.prepare<[], string>(rowsSql.openAlarms).pluck()
  const openDispatches = db.prepare<[], string>(rowsSql.openDispatches).pluck()
  const dispatchesOfCase = db.prepare<[string], string>(rowsSql.dispatchesOfCase).pluck()
  const grantsOfCase = db.prepare<[string], string>(rowsSql.grantsOfCase).pluck()
  const putAlarm = db.prepare('INSERT OR REPLACE INTO alarm VALUES (?, ?, ?, ?)')
  const putDispatch = db.prepare('INSERT OR REPLACE INTO dispatch VALUES (?, ?, ?, ?, ?)')
  const putGrant = db.prepare('INSERT OR REPLACE INTO grants VALUES (?, ?, ?, ?, ?)')
  const putProbe = db.prepare('INSERT OR REPLACE INTO probe VALUES (?, ?, ?)')

  /** What was written was parsed before; reading it back trusts it. */
  const alarmOf = (json: string): AlarmRow => JSON.parse(json)
  const dispatchOf = (json: string): DispatchRow => JSON.parse(json)
  const grantOf = (json: string): GrantRow => JSON.parse(json)
  const probeOf = (json: string): ProbeRow => JSON.parse(json)

  const put = (c: RowChange): void => {
    const json = JSON.stringify(c.row)
    switch (c.table) {
      case 'alarm':
        putAlarm.run(c.row.id, c.row.state === 'closed' ? 0 : 1, c.row.seq, json)
        return
      case 'dispatch':
        putDispatch.run(c.row.id, c.row.caseId, over.includes(c.row.state) ? 0 : 1, c.row.seq, json)
        return
      case 'grant':
        putGrant.run(c.row.id, c.row.caseId, c.row.ended === null ? 1 : 0, c.row.seq, json)
        return
      case 'probe':
        putProbe.run(c.row.id, c.row.seq, json)
        return
      default:
        never(c)
    }
  }

  return {
    load: <T extends Table>(table: T, id: string): RowOf[T] | undefined => {
      const json = one[table].get(id)
      return json === undefined ? undefined : JSON.parse(json)
    },
    put,
    openAlarms: (): AlarmRow[] => openAlarms.all().map(alarmOf),
    openDispatches: (): DispatchRow[] => openDispatches.all().map(dispatchOf),
    dispatchesOfCase: (caseId: string): DispatchRow[] => dispatchesOfCase.all(caseId).map(dispatchOf),
    grantsOfCase: (caseId: string): GrantRow[] => grantsOfCase.all(caseId).map(grantOf),
    /** Every row there is, for the hash over all of them. */
    all: (): RowChange[] => [
      ...db
        .prepare<[], string>('SELECT json FROM alarm')
        .pluck()
        .all()
        .map((j) => ({ table: 'alarm' as const, row: alarmOf(j) })),
      ...db
        .prepare<[], string>('SELECT json FROM dispatch')
        .pluck()
        .all()
        .map((j) => ({ table: 'dispatch' as const, row: dispatchOf(j) })),
      ...db
        .prepare<[], string>('SELECT json FROM grants')
        .pluck()
        .all()
        .map((j) => ({ table: 'grant' as const, row: grantOf(j) })),
      ...db
        .prepare<[], string>('SELECT json FROM probe')
        .pluck()
        .all()
        .map((j) => ({ table: 'probe' as const, row: probeOf(j) })),
    ],
    clear: (): void => {
      for (const table of ['alarm', 'dispatch', 'grants', 'probe']) db.exec(`DELETE FROM ${table}`)
    },
  }
}
export type RowsStore = ReturnType<typeof rowsStore>

/** Rows known ahead of history, and the parts of a snapshot until its last one came. */
export const asideStore = (db: Db, table: 'ahead_rows' | 'staged') => {
  const put = db.prepare<[string, string, string]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?, ?)`)
  const all = db.prepare<[], { tbl: Table; json: string }>(`SELECT tbl, json FROM ${table}`)
  const clear = db.prepare(`DELETE FROM ${table}`)
  return {
    put: (c: RowChange): void => {
      put.run(c.table, c.row.id, JSON.stringify(c.row))
    },
    all: (): RowChange[] => all.all().map(({ tbl, json }) => rowChangeOf(tbl, json)),
    clear: (): void => {
      clear.run()
    },
  }
}

const rowChangeOf = (table: Table, json: string): RowChange => {
  const row: unknown = JSON.parse(json)
  switch (table) {
    case 'alarm':
      return { table, row: tables.alarm.parse(row) }
    case 'dispatch':
      return { table, row: tables.dispatch.parse(row) }
    case 'grant':
      return { table, row: tables.grant.parse(row) }
    case 'probe':
      return { table, row: tables.probe.parse(row) }
    default:
      return never(table)
  }
}
