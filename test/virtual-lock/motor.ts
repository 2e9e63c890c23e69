import type { MotorSample } from '../../src-domain/lock/answers.ts'

/** Battery and motor: voltages in mV, `loadedMv` while it pulls hardest; currents in mA. */
export type Power = {
  readonly restMv: number
  readonly loadedMv: number
  readonly runMa: number
  readonly peakMa: number
}

const samples = 24
/** So many go together, as a lock's buffer fills. */
const together = 3

/** Parts of a turn: how soon the inrush is over, where a jam stops it, and in how much more it stalls. */
const inrush = 0.06
const stopsAt = 0.4
const stalls = 0.1
/** What the gears add and take away, as a part of what they need. */
const ripple = 0.05
const teeth = 7

/** Current at a part of the turn, from 0 to 1: most to get going, then what the gears need; a jam takes it up again. */
const currentAt = (part: number, { peakMa, runMa }: Power, jams: boolean, cycle: number): number => {
  const starting = (peakMa - runMa) * Math.exp(-part / inrush)
  const turning =
    runMa * ripple * Math.sin(teeth * 2 * Math.PI * part + cycle) * (1 - Math.exp(-part / inrush))
  const stalled = jams ? (peakMa - runMa) * Math.min(1, Math.max(0, (part - stopsAt) / stalls)) : 0
  return Math.min(peakMa, Math.round(runMa + starting + turning + stalled))
}

/** What it measures in one turn, message by message; its highest and lowest are those that its answer names. */
export const turnOf = (
  power: Power,
  tookMs: number,
  jams: boolean,
  cycle: number,
): readonly (readonly MotorSample[])[] => {
  const { restMv, loadedMv, peakMa } = power
  const all = Array.from({ length: samples }, (_, n): MotorSample => {
    const part = n / (samples - 1)
    const ma = currentAt(part, power, jams, cycle)
    // The battery gives way as the current takes.
    return {
      atMs: Math.round(part * tookMs),
      ma,
      mv: Math.round(restMv - ((restMv - loadedMv) * ma) / peakMa),
    }
  })
  return Array.from({ length: samples / together }, (_, n) => all.slice(n * together, (n + 1) * together))
}
