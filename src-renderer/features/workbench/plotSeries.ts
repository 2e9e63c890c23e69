import type { AlignedData } from 'uplot'
import { limits } from '../../../src-domain/hardware/limits.ts'
import type { TestStep } from '../../../src-domain/hardware/report.ts'
import type { Sample, Turn } from '../../feed/samples.ts'

/** More would be a thicket: the newest stands out, those before it are the ground that it is seen on. */
const mostTurns = 10

/** The turns of a step, oldest first, as many as are drawn. */
export const drawnTurns = (turns: readonly Turn[], step: TestStep): readonly Turn[] =>
  turns.filter((turn) => turn.step === step && turn.samples.length > 0).slice(-mostTurns)

/** Which turn the motor is in: the report counts them when all are over, what is measured tells of each at once. */
export const newestTurn = (turns: readonly Turn[], turned: number): number =>
  Math.min(
    limits.cycles,
    Math.max(turned + 1, ...turns.filter(({ step }) => step === 'motor').map(({ cycle }) => cycle)),
  )

/** Time in ms since the start of each turn, then one column a turn; where a turn has no sample at a time, nothing. */
export const plotData = (turns: readonly Turn[], of: keyof Sample & ('ma' | 'mv')): AlignedData => {
  const times = [...new Set(turns.flatMap(({ samples }) => samples.map(({ atMs }) => atMs)))].sort(
    (a, b) => a - b,
  )
  const columns = turns.map(({ samples }) => {
    const at = new Map(samples.map((sample) => [sample.atMs, sample[of]]))
    return times.map((time) => at.get(time) ?? null)
  })
  return [times, ...columns]
}

/** From where to where the values are drawn, with what is usual in sight and some air. */
export const plotScale = (
  turns: readonly Turn[],
  of: 'ma' | 'mv',
  usual: readonly number[],
): readonly [number, number] => {
  const values = [...turns.flatMap(({ samples }) => samples.map((sample) => sample[of])), ...usual]
  if (values.length === 0) return [0, 1]
  const most = Math.max(...values)
  // Current is read from nought; of a voltage only the upper part tells anything.
  if (of === 'ma') return [0, Math.max(1, most * 1.1)]
  const least = Math.min(...values)
  const air = Math.max(100, (most - least) * 0.15)
  return [Math.max(0, least - air), most + air]
}
