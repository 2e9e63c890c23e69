import { type RegistryTable, registryTables } from '../src-domain/registry/rows.ts'
import type { RegistryPut } from './practice-port.ts'

/** Reads a row of `table`; throws where it does not fit. The schema is chosen by `table`, which the compiler cannot follow. */
export const registryPut = (table: RegistryTable, row: unknown): RegistryPut =>
  ({ table, row: registryTables[table].parse(row) }) as RegistryPut
