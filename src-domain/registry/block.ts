import type { RegistryRow } from './rows.ts'

type Home = RegistryRow<'home'>

/** All homes behind the same street and number, from the ground up; a house is a block of its own. */
export const blockOf = (home: Home, homes: readonly Home[]): Home[] =>
  homes
    .filter((one) => one.street === home.street && one.number === home.number)
    .toSorted((a, b) => (a.floor ?? 0) - (b.floor ?? 0) || (a.flat ?? '').localeCompare(b.flat ?? '', 'nb'))

/** Their doors in walking order: what stands first on anybody's way comes first, street doors before flats. */
export const blockDoors = (homes: readonly Home[]): string[] => {
  const chains = homes.map((home) => home.chain.flatMap((s) => (s.kind === 'door' ? [s.doorId] : [])))
  const longest = Math.max(0, ...chains.map((chain) => chain.length))
  const byPlace = Array.from({ length: longest }, (_, i) => chains.flatMap((chain) => chain[i] ?? []))
  return [...new Set(byPlace.flat())]
}
