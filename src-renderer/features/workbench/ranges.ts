import { limits } from '../../../src-domain/hardware/limits.ts'
import type { TestReport } from '../../../src-domain/hardware/report.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'

/** One measured value beside what is usual and what is allowed, all in the same unit. */
export type Range = {
  readonly name: 'rest' | 'loaded' | 'sag' | 'turn' | 'scatter' | 'peak' | 'clock'
  readonly unit: 'mv' | 'ma' | 'ms' | 'part'
  readonly value: number
  /** What the model usually shows; null where there is no such figure. */
  readonly usual: number | null
  /** What the verdict asks for; null where it asks for nothing. */
  readonly least: number | null
  readonly most: number | null
}

export const isOutside = ({ value, least, most }: Range): boolean =>
  (least !== null && value < least) || (most !== null && value > most)

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

/** What can be said of a report, in the order in which it is measured; what was not measured is left out. */
export const rangesOf = (report: TestReport, typical: TestView['typical']): readonly Range[] => {
  const { battery, clock, motor } = report
  const turns = motor.filter(({ jammed }) => !jammed).map(({ tookMs }) => tookMs)
  const free = { usual: null, least: null, most: null }
  const turnMs = typical?.turnMs ?? null
  return [
    ...(battery
      ? ([
          { ...free, name: 'rest', unit: 'mv', value: battery.restMv, usual: typical?.freshMv ?? null },
          {
            ...free,
            name: 'loaded',
            unit: 'mv',
            value: battery.loadedMv,
            least: typical?.leastLoadedMv ?? null,
          },
          {
            ...free,
            name: 'sag',
            unit: 'part',
            value: battery.restMv === 0 ? 1 : (battery.restMv - battery.loadedMv) / battery.restMv,
            most: limits.sag,
          },
        ] as const)
      : []),
    ...(clock
      ? ([
          { ...free, name: 'clock', unit: 'ms', value: Math.abs(clock.afterMs), most: limits.clockWithin },
        ] as const)
      : []),
    ...(turns.length > 0
      ? ([
          {
            ...free,
            name: 'turn',
            unit: 'ms',
            value: mean(turns),
            usual: turnMs,
            most: turnMs === null ? null : turnMs * limits.slowest,
          },
        ] as const)
      : []),
    ...(turns.length > 1
      ? ([
          {
            ...free,
            name: 'scatter',
            unit: 'part',
            value: (Math.max(...turns) - Math.min(...turns)) / mean(turns),
            most: limits.scatter,
          },
        ] as const)
      : []),
    ...(motor.length > 0
      ? ([
          {
            ...free,
            name: 'peak',
            unit: 'ma',
            value: Math.max(...motor.map(({ peakMa }) => peakMa)),
            usual: typical?.peakMa ?? null,
          },
        ] as const)
      : []),
  ]
}

/** Where things stand on a bar, from 0 to 1; the allowed part is `from` to `to`. */
export type Bar = {
  readonly at: number
  readonly usual: number | null
  readonly allowed: { readonly from: number; readonly to: number } | null
}

export const barOf = ({ value, usual, least, most }: Range): Bar => {
  // Room on both sides of what matters, so that a marker is never on the edge unless it is far off.
  const marks = [value, usual, least, most].filter((mark) => mark !== null)
  const top = Math.max(...marks, 0)
  const from = least === null ? 0 : Math.min(...marks) * 0.8
  const to = top === 0 ? 1 : from + (top - from) * 1.25
  const place = (mark: number): number => Math.max(0, Math.min(1, (mark - from) / (to - from)))
  return {
    at: place(value),
    usual: usual === null ? null : place(usual),
    allowed:
      least === null && most === null
        ? null
        : { from: least === null ? 0 : place(least), to: most === null ? 1 : place(most) },
  }
}
