import { second } from '../time.ts'

/**
 * What a unit must do to hang on a door again. Ours, until a maker or an owner writes others: no public standard has
 * figures for used electronic locks.
 */
export const limits = {
  /** Turns of the motor in a test: enough that a stiff bearing warms up and a scatter shows. */
  cycles: 10,
  /** The battery is loaded for so long: a bolt takes about as long to turn. */
  loadMs: 1_000,
  /** A lock that still does what a lost link asked for is left alone for so long, and then for twice as long. */
  busyPauseMs: 1_000,
  /** A clock that was set must stand within this when it is read again. */
  clockWithin: 2 * second,
  /** Slower than the model's usual turn by this factor: stiff. */
  slowest: 1.5,
  /** Between the fastest and the slowest turn, as a part of the mean. */
  scatter: 0.25,
  /** A battery that gives way under load by more than this part is at its end, whatever it shows at rest. */
  sag: 0.15,
} as const

/** What a test does: how often the motor turns; how long the battery is loaded, and a busy lock left alone, ms. */
export type TestPlan = {
  readonly cycles: number
  readonly loadMs: number
  readonly busyPauseMs: number
  /** Whether everybody's access is taken out of it; not from a unit that belongs to somebody who did not ask. */
  readonly wipe: boolean
}

/** What is usual for a model: a turn in ms, peak current in mA, a fresh battery and its least loaded voltage in mV. */
export type Typical = {
  readonly turnMs: number
  readonly peakMa: number
  readonly freshMv: number
  readonly leastLoadedMv: number
}
