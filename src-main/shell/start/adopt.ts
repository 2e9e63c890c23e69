import { join } from 'node:path'
import { applyEdits, modify } from 'jsonc-parser'
import { readOrNull, writeWhole } from '../keeping/file.ts'
import type { Configuration } from './configuration.ts'
import type { Profile } from './profile.ts'

const authorityFile = 'authority.pem'

/**
 * Takes a configuration that somebody chose into the profile, comments and all, with the authority that it names: the
 * stick that both came on is pulled out again.
 */
export const adoptConfiguration = (file: string, { trust }: Configuration, profile: Profile): void => {
  const text = readOrNull(file)?.toString('utf8') ?? ''
  if (trust.authority === null) {
    writeWhole(profile.configuration, text)
    return
  }
  writeWhole(join(profile.root, authorityFile), `${trust.authority}\n`)
  const edits = modify(text, ['authority'], authorityFile, {})
  writeWhole(profile.configuration, applyEdits(text, edits))
}
