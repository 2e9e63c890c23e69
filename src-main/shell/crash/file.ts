import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { CrashLine } from './report.ts'

/** Then the file before is let go: something that crashes all night must not fill the disk. */
const mostBytes = 4 * 1024 * 1024

/** Adds lines to `reports.jsonl` in `folder`. A disk that takes none stops nobody. */
export const crashFile = (folder: string): ((line: CrashLine) => void) => {
  const file = join(folder, 'reports.jsonl')
  return (line) => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) renameSync(file, `${file}.1`)
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    } catch {
      // The disk may be what failed; stderr is the last place left, and whoever reports says it there too.
    }
  }
}
