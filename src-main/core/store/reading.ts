import type { z } from 'zod'
import type { Unread } from './quarantine.ts'

/** So many that could not be read are told apart by name; of one more it is only known that it was there. */
const toldApart = 10_000

/**
 * Reads what stands in a row as JSON. One that cannot be read (another version's, or a fault of ours) is kept apart
 * and counted, once, and left out: it must not take the others with it, nor core at each new start.
 */
export const openReading = (keep: (unread: Unread) => void, now: () => number) => {
  const told = new Set<string>()
  const alarms = new Set<string>()
  let ofJournal = false
  let listener: () => void = () => undefined

  const tell = (table: string, id: string, why: string, json: string): void => {
    const key = `${table}/${id}`
    if (told.has(key) || told.size >= toldApart) return
    told.add(key)
    keep({ at: now(), where: `row ${table}`, why: why.slice(0, 500), raw: json })
    listener()
  }

  const read = <S extends z.ZodType>(
    table: string,
    id: string,
    schema: S,
    json: string,
  ): z.output<S> | undefined => {
    let why = 'not JSON'
    try {
      const row = schema.safeParse(JSON.parse(json))
      if (row.success) return row.data
      const [issue] = row.error.issues
      why = `${issue?.path.join('.')}: ${issue?.message}`
    } catch {
      // Said below.
    }
    tell(table, id, why, json)
    return undefined
  }

  return {
    read,
    /** A row that the journal adds up to: it can be had again, from the entries or from the centre. */
    readRow: <S extends z.ZodType>(
      table: string,
      id: string,
      schema: S,
      json: string,
    ): z.output<S> | undefined => {
      const row = read(table, id, schema, json)
      if (row !== undefined) return row
      ofJournal = true
      if (table === 'alarm') alarms.add(id)
      return undefined
    },
    /** Cases whose own row could not be read, once each. */
    takeAlarms: (): readonly string[] => {
      const due = [...alarms]
      alarms.clear()
      return due
    },
    /** Some row of the journal could not be read since the last snapshot. */
    rowsAreMissing: (): boolean => ofJournal,
    rowsAreWhole: (): void => {
      ofJournal = false
    },
    onTold: (next: () => void): void => {
      listener = next
    },
  }
}
export type Reading = ReturnType<typeof openReading>

/** For a handle that cannot write: what cannot be read is left out here, and kept and told by the writer. */
export const readingOnly = (): Reading => openReading(() => undefined, Date.now)
