import { type Outcome, seconds } from './round.ts'

/** All injections of one row together; delays and recoveries are the longest. */
export type Line = {
  readonly fault: string
  readonly injected: number
  readonly sent: number
  readonly shown: number
  readonly heard: number
  readonly lost: number
  readonly worstDelaySeconds: number
  readonly recoverySeconds: number
}

export const lineOf = (fault: string, outcomes: readonly Outcome[]): Line => {
  const sum = (of: (o: Outcome) => number) => outcomes.reduce((total, o) => total + of(o), 0)
  const longest = (of: (o: Outcome) => number) => Math.round(Math.max(0, ...outcomes.map(of))) / 1_000
  return {
    fault,
    injected: outcomes.length,
    sent: sum((o) => o.sent),
    shown: sum((o) => o.shown),
    heard: sum((o) => o.heard),
    lost: sum((o) => o.lost.length),
    worstDelaySeconds: longest((o) => o.worstDelay),
    recoverySeconds: longest((o) => o.recovery),
  }
}

const columns = [
  'fault',
  'injected',
  'sent',
  'shown',
  'heard',
  'lost',
  'worst delay s',
  'recovery s',
] as const

export const table = (lines: readonly Line[]): string => {
  const rows = lines.map((l) => [
    l.fault,
    ...[l.injected, l.sent, l.shown, l.heard, l.lost].map(String),
    ...[l.worstDelaySeconds, l.recoverySeconds].map((s) => seconds(s * 1_000)),
  ])
  const widths = columns.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0)))
  const drawn = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  return [drawn(columns), drawn(widths.map((w) => '-'.repeat(w))), ...rows.map(drawn)].join('\n')
}
