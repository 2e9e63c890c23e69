import { z } from 'zod'
import { id } from '../ids.ts'
import type { Fact } from '../journal/kinds.ts'
import { ms } from '../time.ts'
import type { RegistryChange } from './rows.ts'

/** That a resident's words are gone for good: under the resident's own identifier, which says nothing by itself. */
export const erasureRow = z.object({ id, municipality: id, at: ms, seq: z.int() })
export type ErasureRow = z.infer<typeof erasureRow>

/** Erased again, where something was written down after the first time, it counts from then. */
export const evolveErasure = (_load: unknown, fact: Fact): ErasureRow | undefined =>
  fact.kind === 'resident.erased'
    ? { id: fact.payload.residentId, municipality: fact.municipality, at: fact.at, seq: fact.seq }
    : undefined

const owned = z.object({ residentId: id })

/** Whose row it is, where a registry row is somebody's own: theirs, and the home unit's that reaches them. */
export const residentOfRow = ({ table, id: rowId, row }: Omit<RegistryChange, 'version'>): string | null => {
  if (table === 'resident') return rowId
  if (table !== 'homeUnit') return null
  const read = owned.safeParse(row)
  return read.success ? read.data.residentId : null
}
