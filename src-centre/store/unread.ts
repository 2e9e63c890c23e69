import type { z } from 'zod'

/** So many that could not be read are told apart by name. */
const toldApart = 10_000

export type Unread = {
  /** Undefined for a row that cannot be read: it is told once, and must not stop those beside it. */
  readonly read: <S extends z.ZodType>(
    table: string,
    id: string,
    schema: S,
    text: string,
  ) => z.output<S> | undefined
  /** Hears of each row, those before it included. */
  readonly onUnread: (listener: (table: string, id: string, why: string, text: string) => void) => void
}

/** Rows of a database that was written by another version, or damaged by a fault of ours. */
export const openUnread = (): Unread => {
  const told = new Map<string, Parameters<Parameters<Unread['onUnread']>[0]>>()
  let listener: Parameters<Unread['onUnread']>[0] = () => undefined
  const tell = (table: string, id: string, why: string, text: string): void => {
    const key = `${table}/${id}`
    if (told.has(key) || told.size >= toldApart) return
    told.set(key, [table, id, why, text])
    listener(table, id, why, text)
  }
  return {
    read: (table, id, schema, text) => {
      let why = 'not JSON'
      try {
        const row = schema.safeParse(JSON.parse(text))
        if (row.success) return row.data
        const [issue] = row.error.issues
        why = `${issue?.path.join('.')}: ${issue?.message}`
      } catch {
        // Said below.
      }
      tell(table, id, why, text)
      return undefined
    },
    onUnread: (next) => {
      listener = next
      for (const one of told.values()) next(...one)
    },
  }
}
