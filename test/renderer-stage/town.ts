import type { RegistryRow } from '../../src-domain/registry/rows.ts'

/** What the stage needs of the practice municipality, as `vite.config.ts` writes it. */
export type Town = {
  readonly mapId: string
  readonly layers: readonly string[]
  readonly centre: readonly [number, number]
  readonly homes: readonly RegistryRow<'home'>[]
  readonly residents: readonly RegistryRow<'resident'>[]
  readonly units: readonly RegistryRow<'unit'>[]
  readonly people: readonly RegistryRow<'person'>[]
  readonly doors: readonly RegistryRow<'door'>[]
  readonly locks: readonly RegistryRow<'lock'>[]
  readonly keyStores: readonly RegistryRow<'keyStore'>[]
}
