import { never } from '../../../src-domain/result.ts'
import { readOrNull, removeFile, writeWhole } from './file.ts'

/**
 * Secrets on disk, each in a file of its own. `system`: sealed by the keyring of the machine; `passphrase`: by words that
 * somebody gives at each start; `file`: mode 0600. What goes wrong is always a rejection, never thrown at once.
 */
export type Vault = {
  readonly kind: 'system' | 'passphrase' | 'file'
  readonly read: (file: string) => Promise<string | null>
  readonly keep: (file: string, secret: string) => Promise<void>
  readonly forget: (file: string) => void
}

/** `asked`: the passphrase that was chosen; `begin`: one is to be chosen; `keyringAway`: nobody can know yet. */
export type VaultChoice = { readonly vault: Vault } | { readonly ask: 'asked' | 'begin' | 'keyringAway' }

/**
 * Which one a profile uses. It stays with the one that it began with: a key that was sealed must not be made anew
 * because the keyring is away today, or the replica behind it could not be read. A live desk keeps nothing in plain
 * text; practice does where there is no keyring, since nobody is real, unless a passphrase is `wanted`.
 */
export const chooseVault = (
  mode: 'practice' | 'live',
  system: Vault | null,
  began: Vault['kind'] | null,
  wanted: boolean,
): VaultChoice => {
  switch (began) {
    case 'passphrase':
      return { ask: 'asked' }
    case 'system':
      return system ? { vault: system } : { ask: 'keyringAway' }
    case 'file':
      if (mode === 'practice') return { vault: fileVault }
      throw new Error(
        'the key of a live desk lies in plain text; no version of this program has put it there',
      )
    case null:
      if (wanted) return { ask: 'begin' }
      if (system) return { vault: system }
      return mode === 'live' ? { ask: 'begin' } : { vault: fileVault }
    default:
      return never(began)
  }
}

/** For practice alone, where nobody is real: plain text that only this account may read. */
export const fileVault: Vault = {
  kind: 'file',
  read: async (file) => readOrNull(file)?.toString('utf8') ?? null,
  keep: async (file, secret) => writeWhole(file, secret),
  forget: removeFile,
}
