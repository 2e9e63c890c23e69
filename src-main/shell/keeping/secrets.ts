import { existsSync } from 'node:fs'
import type { Vault } from './vault.ts'

/** `.sealed` and `.plain` never stand for each other: one vault's file cannot be mistaken for the other's. */
export const named = (folder: string, name: string, vault: Vault): string =>
  `${folder}/${name}.${vault.kind === 'system' ? 'sealed' : 'plain'}`

/** The kind of vault that made this secret; null before there is one. */
export const beganWith = (folder: string, name: string): Vault['kind'] | null =>
  existsSync(`${folder}/${name}.plain`) ? 'file' : existsSync(`${folder}/${name}.sealed`) ? 'system' : null

/** The session token of who is signed in, so that a restart in the night does not sign anybody out. */
export const openSessionKeeper = async (vault: Vault, folder: string, warn: (what: string) => void) => {
  const file = named(folder, 'session', vault)
  let token = await vault.read(file).catch(() => {
    warn('the kept session could not be read; somebody has to sign in')
    return null
  })
  // One at a time and in order, or an older token could be written over a newer one.
  let writing: Promise<void> = Promise.resolve()
  return {
    token: (): string | null => token,
    keep: (fresh: string | null): void => {
      token = fresh
      writing = writing
        .then(() => (fresh === null ? vault.forget(file) : vault.keep(file, fresh)))
        .catch(() => warn('the session could not be kept; a restart will ask to sign in'))
    },
    settled: (): Promise<void> => writing,
  }
}
