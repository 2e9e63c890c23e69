import { join } from 'node:path'
import { app } from 'electron'
import { readArguments } from '../start/arguments.ts'
import { profileRoot } from '../start/profileRoot.ts'
import { crashFile } from './file.ts'
import { crashLine } from './report.ts'

/**
 * Imported before anything else, so that what goes wrong from the very first line on is written down. The lines lie in
 * `<profile>/crash/reports.jsonl`.
 */
const read = readArguments(process.argv.slice(1), process.env)
export const crashFolder = join(profileRoot(read.ok ? read.asked.profile : null), 'crash')
const keep = crashFile(crashFolder)

export type RecordCrash = (
  process: string,
  what: string,
  error?: unknown,
  detail?: Readonly<Record<string, string | number>>,
) => void

export const recordCrash: RecordCrash = (process, what, error, detail) => {
  const line = crashLine(new Date(), process, what, error, detail)
  keep(line)
  globalThis.process.stderr.write(`vaktrom: ${process}: ${what} ${JSON.stringify(line)}\n`)
}

/** sysexits' "internal software error": whoever started us sees that this was no orderly end. */
export const softwareError = 70

// Whoever read our words may have gone (a closed terminal): that alone is no fault of ours.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

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
