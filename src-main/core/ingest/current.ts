import type {
  AlarmRow,
  DispatchRow,
  GrantRow,
  ProbeRow,
  RowChange,
} from '../../../src-domain/journal/rows.ts'
import { isOver } from '../../../src-domain/patrol/evolve.ts'
import type { Store } from '../store/store.ts'
import type { RowCache } from './cache.ts'
import type { Overlay } from './overlay.ts'

/** Where the chain's rows stand against what is known ahead of them. */
export type Reach = () => { readonly seq: number; readonly aheadAt: number | null }

const newer = <R extends { readonly seq: number }>(a: R | undefined, b: R | undefined): R | undefined =>
  a && b ? (a.seq >= b.seq ? a : b) : (a ?? b)

/**
 * The rows as they are to be shown now: the newer of the chain's and those known ahead. While history is
 * still short of the centre's list of open cases, an alarm that is open in the chain alone was closed in
 * the part that is missing, and is not shown as if somebody waited.
 */
export const currentRows = (store: Store, cache: RowCache, overlay: Overlay, reach: Reach) => {
  const openAlarms = new Map(store.rows.openAlarms().map((row) => [row.id, row]))
  const openDispatches = new Map(store.rows.openDispatches().map((row) => [row.id, row]))

  const behind = () => {
    const { seq, aheadAt } = reach()
    return aheadAt !== null && seq < aheadAt
  }

  return {
    /** Takes what was written; tells nobody. */
    note: (changes: readonly RowChange[]): void => {
      for (const c of changes) {
        if (c.table === 'alarm') {
          if (c.row.state === 'closed') openAlarms.delete(c.row.id)
          else openAlarms.set(c.row.id, c.row)
        } else if (c.table === 'dispatch') {
          if (isOver(c.row)) openDispatches.delete(c.row.id)
          else openDispatches.set(c.row.id, c.row)
        }
      }
    },
    /** After all rows were replaced. */
    reload: (): void => {
      openAlarms.clear()
      openDispatches.clear()
      for (const row of store.rows.openAlarms()) openAlarms.set(row.id, row)
      for (const row of store.rows.openDispatches()) openDispatches.set(row.id, row)
    },
    /** Open alarms by case; a case that is not in here rings nowhere. */
    openAlarms: (): ReadonlyMap<string, AlarmRow> => {
      if (overlay.isEmpty() && !behind()) return openAlarms
      const shown = behind() ? new Map<string, AlarmRow>() : new Map(openAlarms)
      for (const row of overlay.alarms()) {
        const best = newer(openAlarms.get(row.id), row) ?? row
        if (best.state === 'closed') shown.delete(row.id)
        else shown.set(row.id, best)
      }
      return shown
    },
    alarm: (id: string): AlarmRow | undefined => newer(cache.load('alarm', id), overlay.find('alarm', id)),
    dispatches: (caseId: string): DispatchRow[] => {
      const byId = new Map(store.rows.dispatchesOfCase(caseId).map((row) => [row.id, row]))
      for (const c of overlay.ofCase(caseId))
        if (c.table === 'dispatch') byId.set(c.row.id, newer(byId.get(c.row.id), c.row) ?? c.row)
      return [...byId.values()]
    },
    grants: (caseId: string): GrantRow[] => {
      const byId = new Map(store.rows.grantsOfCase(caseId).map((row) => [row.id, row]))
      for (const c of overlay.ofCase(caseId))
        if (c.table === 'grant') byId.set(c.row.id, newer(byId.get(c.row.id), c.row) ?? c.row)
      return [...byId.values()]
    },
    /** The case that a unit is busy with, by unit. */
    busy: (): Map<string, DispatchRow> => {
      const all = behind() ? new Map<string, DispatchRow>() : new Map(openDispatches)
      for (const row of overlay.dispatches()) all.set(row.id, newer(openDispatches.get(row.id), row) ?? row)
      return new Map([...all.values()].filter((d) => !isOver(d)).map((d) => [d.unitId, d]))
    },
    probe: (): ProbeRow | undefined => newer(cache.load('probe', 'probe'), overlay.find('probe', 'probe')),
  }
}
export type CurrentRows = ReturnType<typeof currentRows>
