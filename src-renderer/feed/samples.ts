import type { BenchSamples } from '../../src-preload/contract/bench.ts'

export type Sample = BenchSamples['samples'][number]
/** What was measured while the motor turned once, or the battery was loaded. */
export type Turn = {
  readonly step: BenchSamples['step']
  readonly cycle: number
  readonly samples: readonly Sample[]
}
export type Samples = { readonly testId: string | null; readonly turns: readonly Turn[] }
export const noSamples: Samples = { testId: null, turns: [] }

/** Adds what came to what there is of the same test, step and turn. */
export const addSamples = (before: Samples, { testId, step, cycle, samples }: BenchSamples): Samples => {
  const turns = before.testId === testId ? before.turns : []
  const known = turns.find((turn) => turn.step === step && turn.cycle === cycle)
  const lastAt = known?.samples.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY
  const firstAt = samples[0]?.atMs ?? Number.POSITIVE_INFINITY
  // A step that is tried again counts its time anew.
  const isAgain = firstAt < lastAt
  const now: Turn = { step, cycle, samples: [...(known && !isAgain ? known.samples : []), ...samples] }
  return { testId, turns: [...turns.filter((turn) => turn !== known), now] }
}
