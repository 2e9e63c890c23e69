import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One line of JSON per event; identifiers, counts and codes only, never a person's words. */
export type Log = (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>) => void

const fileLimit = 5_000_000

export const openLog = (profile: string): Log => {
  const folder = join(profile, 'logs')
  const path = join(folder, 'core.log')
  let bytes: number | null = null
  return (event, fields = {}) => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`
    try {
      if (bytes === null) {
        mkdirSync(folder, { recursive: true })
        bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
      }
      if (bytes > fileLimit) {
        renameSync(path, `${path}.1`)
        bytes = 0
      }
      appendFileSync(path, line)
      bytes += line.length
    } catch {
      // No disk must stop an alarm; the window says that it is gone, and the log goes on when it is back.
    }
  }
}
