import type { BenchSamples } from '../../../src-preload/contract/bench.ts'

/** What a motor measures comes in tens a second; it is told together, a few times a second, in order. */
export const openSamples = (push: (samples: BenchSamples) => void) => {
  let waiting: BenchSamples[] = []
  return {
    add: ({ testId, step, cycle, samples }: BenchSamples): void => {
      const last = waiting.at(-1)
      if (last?.testId === testId && last.step === step && last.cycle === cycle)
        waiting[waiting.length - 1] = { ...last, samples: [...last.samples, ...samples] }
      else waiting.push({ testId, step, cycle, samples })
    },
    flush: (): void => {
      const some = waiting
      waiting = []
      for (const one of some) push(one)
    },
  }
}
