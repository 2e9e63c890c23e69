import { z } from 'zod'
import { type Entry, entry } from '../../../src-domain/journal/envelope.ts'
import { type RowChange, rowChange } from '../../../src-domain/journal/rows.ts'

/** Keeps what could not be read, counts it and shows it. */
export type Quarantine = (where: string, why: string, raw: unknown) => void

/** What a schema found wrong, short enough for a screen; it names fields and never says what was in them. */
export const whyOf = (error: z.ZodError): string => z.prettifyError(error).slice(0, 500)

/** One by one: one that cannot be read does not hide the rest. */
const readAll =
  <S extends z.ZodType>(schema: S) =>
  (raws: readonly unknown[], where: string, quarantine: Quarantine): z.output<S>[] =>
    raws.flatMap((raw) => {
      const read = schema.safeParse(raw)
      if (read.success) return [read.data]
      quarantine(where, whyOf(read.error), raw)
      return []
    })

export const readRows: (raws: readonly unknown[], where: string, quarantine: Quarantine) => RowChange[] =
  readAll(rowChange)
export const readEntries: (raws: readonly unknown[], where: string, quarantine: Quarantine) => Entry[] =
  readAll(entry)
