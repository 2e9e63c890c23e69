import type { Standing } from '../src-domain/access/lease.ts'
import type { GrantRow } from '../src-domain/access/rows.ts'
import type { Store } from './store/store.ts'

/** What a grant stands on now: read from disk, so that a change of staff or provider counts at once. */
export const standingOf = (store: Pick<Store, 'registry' | 'rows'>, row: GrantRow): Standing => {
  const { registry, rows } = store
  const alarm = rows.load('alarm', row.caseId)
  const residentId = alarm?.incident ? null : (alarm?.residentId ?? null)
  return {
    handset: registry.get('handset', row.holder.handsetId),
    signedOn: rows.load('handset', row.holder.handsetId),
    unit: registry.get('unit', row.holder.unitId),
    resident: residentId === null ? null : (registry.get('resident', residentId) ?? null),
  }
}
