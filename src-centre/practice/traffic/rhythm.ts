import type { Resident } from '../people/residents.ts'
import type { Random } from '../random.ts'
import type { Device } from './scaip.ts'

/**
 * Ours: one alarm per resident in twelve days; 2,000 residents then raise about 170 a day, 7 an hour. Malmö is
 * known to have 2,000 a day, 12 per operator-hour (`domain.md`); how many residents stand behind is not. One
 * learner alone at a desk gets somewhat less than a Malmö operator.
 */
export const alarmsPerResidentDay = 1 / 12

/** Relative to the mean, by hour: getting up, going to bed, and the bathroom at night. Ours. */
export const hourWeights = [
  0.8, 0.75, 0.75, 0.7, 0.75, 0.8, 1.0, 1.2, 1.2, 1.0, 0.9, 0.9, 0.9, 0.9, 0.85, 0.85, 0.9, 1.05, 1.25, 1.35,
  1.4, 1.45, 1.3, 1.0,
] as const

export const rateAt = (residents: number, hour: number): number =>
  (residents * alarmsPerResidentDay * (hourWeights[hour] ?? 1)) / 24

/** What an ordinary alarm is made by; shares are ours, with the pendant far ahead as everywhere. */
const shares: readonly (readonly [device: Device, share: number])[] = [
  ['pendant', 0.76],
  ['pullCord', 0.05],
  ['fall', 0.07],
  ['inactivity', 0.04],
  ['wandering', 0.03],
  ['smoke', 0.015],
  ['door', 0.015],
  ['panic', 0.01],
  ['flood', 0.006],
  ['heat', 0.003],
  ['carbonMonoxide', 0.001],
]

export const drawDevice = (random: Random, resident: Resident): Device => {
  let lot = random.next()
  for (const [device, share] of shares) {
    lot -= share
    if (lot < 0) return device === 'wandering' && !resident.needs.includes('dementia') ? 'pendant' : device
  }
  return 'pendant'
}

/** What follows on a press, in seconds of life. Shares are ours. */
type Sequel =
  | { readonly kind: 'none' }
  | { readonly kind: 'again'; readonly after: number }
  | { readonly kind: 'cancel'; readonly after: number }

export const drawSequel = (random: Random): Sequel => {
  const lot = random.next()
  if (lot < 0.09) return { kind: 'again', after: random.between(20, 120) }
  if (lot < 0.17) return { kind: 'cancel', after: random.between(15, 90) }
  return { kind: 'none' }
}

/** Residents are asked to test their pendant; those who do say so afterwards. */
export const testShare = 0.03
