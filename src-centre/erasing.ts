import { hasEnded } from '../src-domain/access/lease.ts'
import { residentOfRow } from '../src-domain/registry/erasure.ts'
import type { Clock } from './clock.ts'
import { centreSays, type Journal } from './journal/journal.ts'
import type { Log } from './log.ts'
import type { RegistryPut } from './practice-port.ts'
import type { Store } from './store/store.ts'

export type CannotErase = 'unknownResident' | 'serviceGoesOn' | 'caseIsOpen'

export type Erasing = {
  /**
   * Destroys the key of a resident's words, takes out their rows and says so in the journal, by which each console
   * learns of it, now or when it comes back. Null when it is on disk; else why nothing was done.
   */
  readonly erase: (residentId: string) => Promise<CannotErase | null>
  /** Each erased resident with the consoles that have not said that they are done. */
  readonly standing: () => {
    readonly residentId: string
    readonly at: number
    readonly waitingFor: string[]
  }[]
  /** Without those of erased residents: a source that still has them does not bring them back. */
  readonly withoutErased: (rows: Iterable<RegistryPut>) => Iterable<RegistryPut>
}

export const openErasing = (
  store: Store,
  journal: Journal,
  centreId: string,
  clock: Clock,
  log: Log,
): Erasing => {
  const { registry, residentKeys, rows, quarantine, erasures } = store

  const whyNot = (residentId: string): CannotErase | null => {
    const resident = registry.get('resident', residentId)
    if (!resident && !residentKeys.has(residentId)) return 'unknownResident'
    // Whoever may still press must not be nameless when it rings.
    if (resident && !hasEnded(resident, clock.now())) return 'serviceGoesOn'
    return rows.openAlarmOf(residentId) ? 'caseIsOpen' : null
  }

  const erase = async (residentId: string): Promise<CannotErase | null> => {
    const why = await journal.write(() => {
      const not = whyNot(residentId)
      if (not !== null) return not
      const now = clock.now()
      journal.append(
        [{ kind: 'resident.erased', caseId: null, payload: { residentId } }],
        centreSays(now, centreId),
      )
      residentKeys.destroy(residentId, now)
      for (const unit of registry.homeUnitsOf(residentId)) registry.remove('homeUnit', unit.id)
      registry.remove('resident', residentId)
      quarantine.blank()
      return null
    })
    store.settle()
    return why
  }

  return {
    erase,
    standing: () =>
      rows
        .erasures()
        .map((row) => ({ residentId: row.id, at: row.at, waitingFor: erasures.unconfirmed(row) })),
    *withoutErased(puts) {
      for (const put of puts) {
        const residentId = residentOfRow({ ...put, id: put.row.id })
        if (residentId === null || !rows.load('erasure', residentId)) yield put
        else log('warn', 'erasedResident', { table: put.table, id: put.row.id })
      }
    },
  }
}
