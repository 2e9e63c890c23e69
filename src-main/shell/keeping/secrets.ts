import { existsSync } from 'node:fs'
import type { KeptSession } from '../../core/messages.ts'
import { keyFileIn } from './passphrase.ts'
import type { Vault } from './vault.ts'

/** None of them stands for another: one vault's file cannot be mistaken for the other's. */
const endings = { system: 'sealed', passphrase: 'locked', file: 'plain' } as const

export const named = (folder: string, name: string, vault: Vault): string =>
  `${folder}/${name}.${endings[vault.kind]}`

/** The kind of vault that made this secret; null before there is one. */
export const beganWith = (folder: string, name: string): Vault['kind'] | null =>
  // A passphrase may have been chosen just before the end of the process that was to keep the secret.
  existsSync(keyFileIn(folder))
    ? 'passphrase'
    : existsSync(`${folder}/${name}.plain`)
      ? 'file'
      : existsSync(`${folder}/${name}.sealed`)
        ? 'system'
        : null

const lockedMark = ' locked'
const textOf = ({ token, locked }: KeptSession): string => `${token}${locked ? lockedMark : ''}`
const sessionIn = (text: string | null): KeptSession | null =>
  text === null ? null : { token: text.replace(lockedMark, ''), locked: text.endsWith(lockedMark) }

export type SessionKeeper = {
  readonly now: () => KeptSession | null
  /** Null forgets it. */
  readonly keep: (session: KeptSession | null) => void
  readonly settled: () => Promise<void>
}

/** The session token of who is signed in, so that a restart in the night does not sign anybody out. */
export const openSessionKeeper = async (
  vault: Vault,
  folder: string,
  warn: (what: string) => void,
): Promise<SessionKeeper> => {
  const file = named(folder, 'session', vault)
  let kept = await vault.read(file).then(sessionIn, () => {
    warn('the kept session could not be read; somebody has to sign in')
    return null
  })
  // One at a time and in order, or an older token could be written over a newer one.
  let writing: Promise<void> = Promise.resolve()
  return {
    now: () => kept,
    keep: (fresh): void => {
      kept = fresh
      writing = writing
        .then(() => (fresh === null ? vault.forget(file) : vault.keep(file, textOf(fresh))))
        .catch(() => warn('the session could not be kept; a restart will ask to sign in'))
    },
    settled: (): Promise<void> => writing,
  }
}
