import { evolveGrant } from '../access/evolveGrant.ts'
import { evolveCode, evolveKeyLoan, evolveResidentGrant } from '../access/evolveHandouts.ts'
import { evolveHandset } from '../access/evolveHandset.ts'
import { evolveDoorTrust, evolveTrust } from '../access/evolveTrust.ts'
import { evolveAlarm } from '../alarm/evolve.ts'
import { evolveFallback } from '../alarm/fallback.ts'
import { evolveHardwareTest, evolveStock } from '../hardware/evolve.ts'
import { evolveDispatch } from '../patrol/evolve.ts'
import { evolveErasure } from '../registry/erasure.ts'
import type { Fact } from './kinds.ts'
import type { Load, ProbeRow, RowChange, RowOf, Table } from './rows.ts'

/** Each aggregate by itself: what a fact makes of the one row that it names; undefined when it leaves all as they are. */
const aggregates: { readonly [T in Table]: (load: Load, fact: Fact) => RowOf[T] | undefined } = {
  dispatch: evolveDispatch,
  grant: evolveGrant,
  alarm: evolveAlarm,
  handset: evolveHandset,
  code: evolveCode,
  keyLoan: evolveKeyLoan,
  residentGrant: evolveResidentGrant,
  trust: evolveTrust,
  doorTrust: evolveDoorTrust,
  erasure: evolveErasure,
  stock: evolveStock,
  hardwareTest: evolveHardwareTest,
  fallback: (_, fact) => evolveFallback(fact),
  probe: (_, fact) => (fact.kind === 'probe.raised' ? probed(fact) : undefined),
}
const inOrder = Object.keys(aggregates) as readonly Table[]

/**
 * The one fold: what an entry does to the rows that it touches. Centre and consoles persist the same
 * changes, so that equal journals end in equal rows.
 */
export const evolve = (load: Load, fact: Fact): RowChange[] =>
  inOrder.flatMap((table) => {
    const row = aggregates[table](load, fact)
    // The aggregate of a table makes rows of that table, which the compiler cannot follow.
    return row ? [{ table, row } as RowChange] : []
  })

const probed = (fact: Extract<Fact, { kind: 'probe.raised' }>): ProbeRow => ({
  id: 'probe',
  at: fact.at,
  receivedAt: fact.receivedAt,
  probeId: fact.payload.probeId,
  seq: fact.seq,
})
