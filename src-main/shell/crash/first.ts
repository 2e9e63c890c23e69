import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { readArguments } from '../start/arguments.ts'
import { profileRoot } from '../start/profileRoot.ts'
import { crashLine } from './report.ts'

/**
 * Imported before anything else, so that what goes wrong from the very first line on is written down. The lines lie in
 * `<profile>/crash/reports.jsonl`.
 */
const read = readArguments(process.argv.slice(1), process.env)
const folder = join(profileRoot(read.ok ? read.asked.profile : null), 'crash')
const file = join(folder, 'reports.jsonl')
/** Then the file before is let go: something that crashes all night must not fill the disk. */
const mostBytes = 4 * 1024 * 1024

export type RecordCrash = (
  process: string,
  what: string,
  error?: unknown,
  detail?: Readonly<Record<string, string | number>>,
) => void

export const recordCrash: RecordCrash = (process, what, error, detail) => {
  const line = crashLine(new Date(), process, what, error, detail)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) renameSync(file, `${file}.1`)
    appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
  } catch {
    // The disk may be what failed; stderr is the last place left.
  }
  globalThis.process.stderr.write(`vaktrom: ${process}: ${what} ${JSON.stringify(line)}\n`)
}

/** sysexits' "internal software error": whoever started us sees that this was no orderly end. */
const softwareError = 70

process.on('uncaughtException', (error) => {
  recordCrash('main', 'uncaughtException', error)
  // What main knows is no longer to be trusted, and a desk that is visibly gone is safer than one half dead.
  app.exit(softwareError)
})
process.on('unhandledRejection', (reason) => recordCrash('main', 'unhandledRejection', reason))
app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
  if (reason !== 'clean-exit')
    recordCrash('window', 'render-process-gone', undefined, { reason, exitCode, id: contents.id })
})
app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
  // Ours are told by whoever keeps them alive, with what was done about it.
  if (reason === 'clean-exit' || name?.startsWith('Vaktrom')) return
  recordCrash(name ?? type, 'child-process-gone', undefined, { type, reason, exitCode })
})
