import { safeStorage } from 'electron'
import { readOrNull, removeFile, writeWhole } from './file.ts'

/** Secrets on disk, each in a file of its own. `system`: sealed by the keyring of the machine; `file`: mode 0600. */
export type Vault = {
  readonly kind: 'system' | 'file'
  readonly read: (file: string) => Promise<string | null>
  readonly keep: (file: string, secret: string) => Promise<void>
  readonly forget: (file: string) => void
}

/** A keyring that does not answer must not hold the start of an alarm desk for longer. */
const keyringWithin = 5_000

/** The keyring of the machine, or null where there is none that protects anything. */
export const systemVault = async (): Promise<Vault | null> => {
  // `basic_text` is a fixed password in Chromium's source: no secret at all.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null
  const available = await Promise.race([
    Promise.resolve(safeStorage.isAsyncEncryptionAvailable()),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), keyringWithin)),
  ])
  if (!available) return null
  return {
    kind: 'system',
    read: async (file) => {
      const sealed = readOrNull(file)
      return sealed === null ? null : (await safeStorage.decryptStringAsync(sealed)).result
    },
    keep: async (file, secret) => writeWhole(file, await safeStorage.encryptStringAsync(secret)),
    forget: removeFile,
  }
}

/**
 * Which one a profile uses, or a sentence why none. A profile stays with the one that it began with: a key that was
 * sealed must not be made anew because the keyring is away today, or the replica behind it could not be read.
 */
export const chooseVault = (
  mode: 'practice' | 'live',
  system: Vault | null,
  began: 'system' | 'file' | null,
): Vault | string => {
  if (mode === 'live') return system ?? noKeyring
  if (began === 'file') return fileVault
  if (began === 'system') return system ?? keyringAway
  return system ?? fileVault
}

const noKeyring =
  'No keyring protects secrets on this account, and a live desk keeps none in plain text. Unlock or install one ' +
  '(GNOME Keyring, KWallet).'
const keyringAway =
  'The keyring that holds the keys of this profile does not answer. Unlock it and start again.'

/** For practice alone, where nobody is real: plain text that only this account may read. */
export const fileVault: Vault = {
  kind: 'file',
  read: (file) => Promise.resolve(readOrNull(file)?.toString('utf8') ?? null),
  keep: (file, secret) => Promise.resolve(writeWhole(file, secret)),
  forget: removeFile,
}
