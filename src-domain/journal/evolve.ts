import { evolveAlarm } from '../alarm/evolve.ts'
import { evolveDispatch } from '../patrol/evolve.ts'
import { evolveGrant } from './evolveGrant.ts'
import type { Fact } from './kinds.ts'
import type { Load, RowChange } from './rows.ts'

/**
 * The one fold: what an entry does to the rows that it touches. Centre and consoles persist the same
 * changes, so that equal journals end in equal rows.
 */
export const evolve = (load: Load, fact: Fact): RowChange[] => {
  const changes: RowChange[] = []
  const dispatch = evolveDispatch(load, fact)
  if (dispatch) changes.push({ table: 'dispatch', row: dispatch })
  const grant = evolveGrant(load, fact)
  if (grant) changes.push({ table: 'grant', row: grant })
  const alarm = evolveAlarm(load, fact)
  if (alarm) changes.push({ table: 'alarm', row: alarm })
  if (fact.kind === 'probe.raised')
    changes.push({
      table: 'probe',
      row: {
        id: 'probe',
        at: fact.at,
        receivedAt: fact.receivedAt,
        probeId: fact.payload.probeId,
        seq: fact.seq,
      },
    })
  return changes
}
