/** One line of the report. `goal` is what `value` is held against, in the same unit; null where there is none. */
export type Figure = {
  readonly name: string
  readonly unit: 'ms' | 'entries/s' | 's' | 'MiB' | 'bytes'
  readonly value: number
  readonly baseline: number | null
  readonly ratio: number | null
  readonly goal: number | null
  readonly ok: boolean
}

export type Limit = { readonly atMost: number } | { readonly atLeast: number } | null

export const figure = (
  name: string,
  unit: Figure['unit'],
  value: number,
  baseline: number | null = null,
  limit: Limit = null,
): Figure => ({
  name,
  unit,
  value,
  baseline,
  ratio: baseline === null || baseline === 0 ? null : value / baseline,
  goal: limit === null ? null : 'atMost' in limit ? limit.atMost : limit.atLeast,
  ok: limit === null || ('atMost' in limit ? value <= limit.atMost : value >= limit.atLeast),
})

/** Nearest-rank percentile; `p` from 0 to 100. */
export const percentile = (samples: readonly number[], p: number): number => {
  if (samples.length === 0) throw new Error('no samples')
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] as number
}

export const median = (samples: readonly number[]): number => percentile(samples, 50)
