import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a console has written of its crashes; nothing where there was none. */
export const crashesOf = (profile: string): string => {
  try {
    return readFileSync(join(profile, 'crash', 'reports.jsonl'), 'utf8')
  } catch {
    return ''
  }
}
