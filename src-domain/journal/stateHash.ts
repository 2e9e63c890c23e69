import type { Sha256 } from './chain.ts'
import type { Digest } from './envelope.ts'
import type { RowChange } from './rows.ts'

/** JSON with sorted keys, so that two processes that built a row in different ways write it alike. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`
  return JSON.stringify(value)
}

const key = (c: RowChange): string => `${c.table}/${c.row.id}`

/** One hash over all rows, in the order of table and key: equal journals give equal hashes. */
export const stateHash = (rows: readonly RowChange[], sha256: Sha256): Digest =>
  sha256(
    `vaktrom-state/1\n${rows
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      .map((c) => sha256(`${c.table}\n${canonical(c.row)}`))
      .join('\n')}`,
  )
