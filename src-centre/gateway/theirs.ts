import { z } from 'zod'
import type { StockRow } from '../../src-domain/hardware/rows.ts'
import type { RegistryTable } from '../../src-domain/registry/rows.ts'
import type { RefusalCode } from '../../src-domain/result.ts'
import { mayReadRow, type Reader, readsAll, registryRowFor } from '../../src-domain/wire/mayRead.ts'
import type { Store } from '../store/store.ts'

/** Each by itself: a command's own schema passes over a key that it does not know, whatever stands under it. */
const name = z.string().optional().catch(undefined)
/** Things that a command's arguments name, and what is said where there is no such thing for this workplace. */
const named = z.object({
  caseId: name,
  homeId: name,
  unitId: name,
  handsetId: name,
  keyStoreId: name,
  doorId: name,
  serial: name,
  testId: name,
})
const tables = {
  homeId: ['home', 'noBlock'],
  unitId: ['unit', 'unknownUnit'],
  handsetId: ['handset', 'unknownHandset'],
  keyStoreId: ['keyStore', 'unknownKeyStore'],
  doorId: ['door', 'unknownDoor'],
} as const satisfies Record<string, readonly [RegistryTable, RefusalCode]>

/** What a workplace may speak of: what it may not read does not exist for it. */
export const openTheirs = ({ rows, registry }: Pick<Store, 'rows' | 'registry'>, reader: Reader) => {
  const isCase = (caseId: string): boolean => {
    if (readsAll(reader)) return true
    const row = rows.load('alarm', caseId)
    return row === undefined ? reader.reads === 'desk' : mayReadRow(reader, { table: 'alarm', row })
  }
  const isRow = (table: RegistryTable, id: string): boolean => {
    if (readsAll(reader)) return true
    const row = registry.get(table, id)
    return row === undefined || registryRowFor(reader, table, row) !== null
  }
  const isStock = (row: StockRow): boolean => mayReadRow(reader, { table: 'stock', row })
  const isTest = (id: string): boolean => {
    const row = rows.load('hardwareTest', id)
    return row === undefined || mayReadRow(reader, { table: 'hardwareTest', row })
  }
  return {
    /** True at a desk as well for one that nobody knows: an incident begins so; all else is refused as that further in. */
    case: isCase,
    /** Why a command with these arguments is refused here, before anybody looks at what it asks. */
    foreignIn: (args: unknown): RefusalCode | null => {
      const read = named.safeParse(args)
      if (!read.success) return null
      const { caseId, serial, testId, ...others } = read.data
      if (caseId !== undefined && !isCase(caseId)) return 'unknownCase'
      for (const key of Object.keys(tables) as (keyof typeof tables)[]) {
        const id = others[key]
        const [table, code] = tables[key]
        if (id !== undefined && !isRow(table, id)) return code
      }
      if (serial !== undefined && !rows.stockOf(serial).every(isStock)) return 'notInStock'
      if (testId !== undefined && !isTest(testId)) return 'unknownTest'
      return null
    },
  }
}
