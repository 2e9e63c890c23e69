import type { RegistryRow } from '../../../src-domain/registry/rows.ts'
import type { Random } from '../random.ts'
import type { LonLat } from '../town/town.ts'

export type Provider = RegistryRow<'provider'>

/** The municipality's own home care goes by quarters of the compass; some residents chose a private provider. */
const sides = ['Sentrum', 'Nord', 'Øst', 'Sør', 'Vest'] as const
const privateOnes = ['Fjordgløtt omsorg', 'Trygg hverdag', 'Menighetspleien i Fjordvik'] as const
const privateShare = 0.14

export const makeProviders = (municipality: string): readonly Provider[] => [
  ...sides.map((side, i) => ({ id: `provider-${i + 1}`, municipality, name: `Hjemmetjenesten ${side}` })),
  ...privateOnes.map((name, i) => ({ id: `provider-${sides.length + i + 1}`, municipality, name })),
]

/** @param reach metres from the centre that still count as Sentrum */
export const providerFor = (
  providers: readonly Provider[],
  centre: LonLat,
  reach: number,
  home: LonLat,
  random: Random,
): Provider => {
  const chosen = random.chance(privateShare)
    ? random.pick(providers.slice(sides.length))
    : providers[sideOf(centre, reach, home)]
  if (!chosen) throw new Error('a municipality without providers')
  return chosen
}

const metresPerDegree = 111_320
const sideOf = (centre: LonLat, reach: number, home: LonLat): number => {
  const east = (home[0] - centre[0]) * metresPerDegree * Math.cos((centre[1] * Math.PI) / 180)
  const north = (home[1] - centre[1]) * metresPerDegree
  if (Math.hypot(east, north) < reach) return 0
  if (Math.abs(north) > Math.abs(east)) return north > 0 ? 1 : 3
  return east > 0 ? 2 : 4
}
