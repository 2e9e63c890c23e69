import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The wall clock of a process under test: it is off by what the file holds, and can be set while the process runs. */
export type ClockFile = {
  readonly path: string
  /** How far it is off now, ms. */
  readonly off: () => number
  readonly set: (off: number) => void
  readonly remove: () => void
}

export const clockFile = (): ClockFile => {
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-clock-'))
  // Read by a console that runs as somebody else.
  chmodSync(folder, 0o755)
  const path = join(folder, 'off')
  let now = 0
  const set = (off: number): void => {
    now = Math.round(off)
    // Whole or not at all: it is being read all the time.
    writeFileSync(`${path}.next`, `${now}`)
    renameSync(`${path}.next`, path)
  }
  set(0)
  return { path, off: () => now, set, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
