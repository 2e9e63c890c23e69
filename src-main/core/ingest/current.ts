import type { Access } from '../../../src-domain/access/mayOpen.ts'
import { awaitsReview } from '../../../src-domain/access/review.ts'
import type {
  CodeRow,
  DoorTrustRow,
  GrantRow,
  HandsetRow,
  KeyLoanRow,
  TrustRow,
} from '../../../src-domain/access/rows.ts'
import type { FallbackRow } from '../../../src-domain/alarm/fallbackWords.ts'
import { type HardwareTestRow, isSettled, type StockRow } from '../../../src-domain/hardware/rows.ts'
import type {
  AlarmRow,
  DispatchRow,
  ProbeRow,
  RowChange,
  RowOf,
  Table,
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

  /** What stands on disk, and in its place or beside it what is known ahead. */
  const merged = <T extends Table>(table: T, base: readonly RowOf[T][]): RowOf[T][] => {
    const byId = new Map(base.map((row) => [row.id, row]))
    for (const row of overlay.ofTable(table)) byId.set(row.id, newer(byId.get(row.id), row) ?? row)
    return [...byId.values()]
  }

  /** By how much what is known ahead changes what the disk counts. */
  const awaitingAhead = (table: 'grant' | 'code'): number =>
    overlay.ofTable(table).reduce((count, row) => {
      const base: GrantRow | CodeRow | undefined = cache.load(table, row.id)
      const best = newer(base, row) ?? row
      return count + Number(awaitsReview(best)) - Number(base !== undefined && awaitsReview(base))
    }, 0)

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
      for (const row of overlay.ofTable('alarm')) {
        const best = newer(openAlarms.get(row.id), row) ?? row
        if (best.state === 'closed') shown.delete(row.id)
        else shown.set(row.id, best)
      }
      return shown
    },
    alarm: (id: string): AlarmRow | undefined => newer(cache.load('alarm', id), overlay.find('alarm', id)),
    dispatches: (caseId: string): DispatchRow[] =>
      merged('dispatch', store.rows.dispatchesOfCase(caseId)).filter((row) => row.caseId === caseId),
    grants: (caseId: string): GrantRow[] =>
      merged('grant', store.rows.grantsOfCase(caseId)).filter((row) => row.caseId === caseId),
    codes: (caseId: string): CodeRow[] =>
      merged('code', store.rows.codesOfCase(caseId)).filter((row) => row.caseId === caseId),
    loans: (caseId: string): KeyLoanRow[] =>
      merged('keyLoan', store.rows.loansOfCase(caseId)).filter((row) => row.caseId === caseId),
    grant: (id: string): GrantRow | undefined => newer(cache.load('grant', id), overlay.find('grant', id)),
    /** All that may open some door now or was given out, in every case. */
    access: (now: number): Access => ({
      grants: merged('grant', store.rows.grantsThatMayOpen(now)),
      codes: merged('code', store.rows.codesThatMayOpen(now)),
      residentGrants: merged('residentGrant', store.rows.residentGrantsThatMayOpen(now)),
      loans: merged('keyLoan', store.rows.loansThatMayOpen(now)),
    }),
    grantsForReview: (limit: number): GrantRow[] =>
      merged('grant', store.rows.grantsForReview(limit)).filter(awaitsReview),
    codesForReview: (limit: number): CodeRow[] =>
      merged('code', store.rows.codesForReview(limit)).filter(awaitsReview),
    /** How many grants and codes wait for a supervisor, however many that is. */
    countForReview: (): number =>
      store.rows.countForReview() + awaitingAhead('grant') + awaitingAhead('code'),
    handset: (id: string): HandsetRow | undefined =>
      newer(cache.load('handset', id), overlay.find('handset', id)),
    doorTrust: (id: string): DoorTrustRow | undefined =>
      newer(cache.load('doorTrust', id), overlay.find('doorTrust', id)),
    trust: (): TrustRow | undefined => newer(cache.load('trust', 'trust'), overlay.find('trust', 'trust')),
    /** The case that a unit is busy with, by unit. */
    busy: (): Map<string, DispatchRow> => {
      const all = behind() ? new Map<string, DispatchRow>() : new Map(openDispatches)
      for (const row of overlay.ofTable('dispatch'))
        all.set(row.id, newer(openDispatches.get(row.id), row) ?? row)
      return new Map([...all.values()].filter((d) => !isOver(d)).map((d) => [d.unitId, d]))
    },
    fallback: (): FallbackRow | undefined =>
      newer(cache.load('fallback', 'fallback'), overlay.find('fallback', 'fallback')),
    stockThatWaits: (): StockRow[] =>
      merged('stock', store.rows.stockThatWaits()).filter((row) => !isSettled(row)),
    /** Of different makers two units may bear the same serial. */
    stockOf: (serial: string): StockRow[] =>
      merged('stock', store.rows.stockOfSerial(serial)).filter((row) => row.serial === serial),
    hardwareTest: (id: string): HardwareTestRow | undefined =>
      newer(cache.load('hardwareTest', id), overlay.find('hardwareTest', id)),
    testsOf: (lockId: string): HardwareTestRow[] =>
      merged('hardwareTest', store.rows.testsOfLock(lockId)).filter((row) => row.lockId === lockId),
    /** Begun and not ended, at whatever workplace. */
    openTests: (): HardwareTestRow[] =>
      merged('hardwareTest', store.rows.openTests()).filter((row) => row.endedAt === null),
    probe: (): ProbeRow | undefined => newer(cache.load('probe', 'probe'), overlay.find('probe', 'probe')),
  }
}
export type CurrentRows = ReturnType<typeof currentRows>
