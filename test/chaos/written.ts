import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { profileAt } from '../../src-main/shell/start/profile.ts'

/** What a console has written of itself since it was begun to be followed. */
export type Written = {
  /** Its reports of crashes. */
  readonly crashes: () => string
  /** What core has noted. */
  readonly log: () => string
}

/** From here on. `profile`: the folder that the console was started with. */
export const followWritten = (profile: string): Written => ({
  crashes: behindNow(join(profile, 'crash', 'reports.jsonl')),
  log: behindNow(join(profileAt(profile).of('practice').store, 'logs', 'core.log')),
})

const behindNow = (file: string): (() => string) => {
  const before = textOf(file).length
  return () => {
    const text = textOf(file)
    // One that has grown too long is begun anew.
    return text.length < before ? text : text.slice(before)
  }
}
/** Nothing where nobody has written yet. */
const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
