import { cpus, totalmem } from 'node:os'
import { findElectron } from '../../scripts/electron.mjs'
import type { Figure } from './figures.ts'

const number = (value: number | null): string =>
  value === null ? '' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

const columns = ['figure', 'unit', 'value', 'baseline', 'ratio', 'goal', ''] as const
const cells = (f: Figure): string[] => [
  f.name,
  f.unit,
  number(f.value),
  number(f.baseline),
  f.ratio === null ? '' : f.ratio.toFixed(2),
  number(f.goal),
  f.goal === null ? '' : f.ok ? 'ok' : 'MISSED',
]

/** The table, with the machine that it was made on below it. */
export const table = (figures: readonly Figure[]): string => {
  const rows = [[...columns], ...figures.map(cells)]
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  const [head = [], ...body] = rows
  return [line(head), line(widths.map((w) => '-'.repeat(w))), ...body.map(line), '', machine()].join('\n')
}

const machine = (): string => {
  const electron = findElectron()
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  const which = electron
    ? `Electron ${electron.version}${electron.official ? '' : ' (stand-in)'}`
    : 'no Electron'
  return `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory}, ${which}, Node ${process.versions.node}`
}
