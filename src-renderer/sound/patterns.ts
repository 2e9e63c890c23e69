import type { ToSound } from '../../src-preload/contract/sound.ts'

/**
 * What is heard. The rhythms are those of IEC 60601-1-8 (tables 3 and 4: bursts of ten pulses for high priority, three
 * for medium, two for low; a fundamental of 150 to 1,000 Hz with at least four harmonics up to 4,000 Hz): made for a
 * room where somebody works all night, they say how urgent it is by rhythm, not by loudness, and startle nobody. Later
 * levels come again sooner and louder. `blind` is no alarm of a person: two slow falling tones like none of the others.
 */
export type Pattern = Extract<ToSound, { kind: 'play' }>['pattern'] | 'test'

/** Seconds from the burst's beginning, seconds long, hertz. */
export type Pulse = { readonly at: number; readonly long: number; readonly hertz: number }

/** Within 75–200 ms (high) and 125–250 ms (medium, low). */
const short = 0.12
const long = 0.18
/** Between pulses: 50–125 ms (high), 125–250 ms (medium, low). */
const tight = 0.09
const wide = 0.2

const inARow = (hertz: readonly number[], each: number, gap: number, from = 0): readonly Pulse[] =>
  hertz.map((tone, index) => ({ at: from + index * (each + gap), long: each, hertz: tone }))

/** Three pulses, a breath of two gaps and a pulse, two more; twice, half a second apart. */
const high = (from: number): readonly Pulse[] => [
  ...inARow([523, 587, 659], short, tight, from),
  ...inARow([523, 659], short, tight, from + 3 * (short + tight) + short + tight),
]

const bursts: { readonly [P in Pattern]: readonly Pulse[] } = {
  none: [],
  p1: [...high(0), ...high(6 * (short + tight) + 0.5)],
  p2: inARow([523, 587, 659], long, wide),
  p3: inARow([587, 523], long, wide),
  alert: inARow([392], long, wide),
  blind: inARow([311, 233], 0.6, 0.15),
  test: inARow([523, 659], long, wide),
}

/** Seconds from one burst's beginning to the next, at level 1 … 4; the standard wants 2.5 s of rest at the least. */
const every: { readonly [P in Pattern]: readonly [number, number, number, number] } = {
  none: [1, 1, 1, 1],
  p1: [10, 8, 6.5, 5.5],
  p2: [14, 11, 8, 6],
  p3: [18, 15, 12, 8],
  alert: [60, 45, 30, 30],
  blind: [8, 8, 6, 6],
  test: [1, 1, 1, 1],
}

/** Of full scale, at level 0 … 4: about 7 dB apart at the soft end, 4 dB at the loud one. */
const gains = [0, 0.16, 0.35, 0.6, 0.95] as const

export const burstOf = (pattern: Pattern): readonly Pulse[] => bursts[pattern]
export const burstSeconds = (pattern: Pattern): number =>
  Math.max(0, ...bursts[pattern].map((pulse) => pulse.at + pulse.long))
export const secondsBetween = (pattern: Pattern, level: number): number =>
  every[pattern][Math.min(4, Math.max(1, level)) - 1] ?? every[pattern][0]
export const gainAt = (level: number): number => gains[Math.min(4, Math.max(0, level))] ?? 0

/** Strengths of the fundamental and its harmonics, all within 15 dB (a factor of 5.6). */
export const harmonics = [0, 1, 0.8, 0.65, 0.5, 0.35, 0.25] as const
