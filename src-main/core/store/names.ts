import type { AlarmRow } from '../../../src-domain/journal/rows.ts'
import type { RegistryTable } from '../../../src-domain/registry/rows.ts'
import type { RegistryStore } from './registry.ts'

/** A few hundred rows all together. */
const smallTables = ['municipality', 'provider', 'unit', 'handset', 'person', 'workplace'] as const

/**
 * From one replica to another what names those who wait: who they are, where they live, the doors on the way in, and who
 * can be sent. Twenty thousand other residents would hold up an alarm by a second; the centre tells them again.
 */
export const copyNames = (from: RegistryStore, to: RegistryStore, waiting: readonly AlarmRow[]): void => {
  const one = (table: RegistryTable, id: string | null): void => {
    const row = id === null ? undefined : from.one(table, id)
    if (row !== undefined) to.put(table, row)
  }
  const door = (id: string): void => {
    one('door', id)
    one('lock', from.one('door', id)?.lockId ?? null)
  }
  const home = (id: string): void => {
    one('home', id)
    for (const resident of from.ofOwner('resident', id)) to.put('resident', resident)
    for (const step of from.one('home', id)?.chain ?? []) {
      if (step.kind === 'door') door(step.doorId)
      else one('keyStore', step.keyStoreId)
    }
  }
  for (const table of smallTables) for (const row of from.all(table)) to.put(table, row)
  for (const { residentId, homeId, unitId, incident } of waiting) {
    one('resident', residentId)
    one('homeUnit', unitId)
    for (const id of [homeId, ...(incident?.homeIds ?? [])]) if (id !== null) home(id)
    for (const id of incident?.doorIds ?? []) door(id)
  }
}
