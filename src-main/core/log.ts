import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One line of JSON per event; identifiers, counts and codes only, never a person's words. */
export type Log = (event: string, fields?: Readonly<Record<string, string | number | boolean | null>>) => void

const fileLimit = 5_000_000

export const openLog = (profile: string): Log => {
  const folder = join(profile, 'logs')
  const path = join(folder, 'core.log')
  let bytes = 0
  try {
    mkdirSync(folder, { recursive: true })
    bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  } catch {
    // Without a disk there is no log; the window says that the disk is gone.
    return () => undefined
  }
  return (event, fields = {}) => {
    const line = `${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`
    try {
      if (bytes > fileLimit) {
        renameSync(path, `${path}.1`)
        bytes = 0
      }
      appendFileSync(path, line)
      bytes += line.length
    } catch {
      // A full disk must not stop an alarm; the store reports it by its own failure.
    }
  }
}
