import { safeStorage } from 'electron'
import { readOrNull, removeFile, writeWhole } from './file.ts'
import type { Vault } from './vault.ts'

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
      if (sealed === null) return null
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed)
      // The keyring has a newer key than the one that this was sealed with.
      if (shouldReEncrypt) writeWhole(file, await safeStorage.encryptStringAsync(result))
      return result
    },
    keep: async (file, secret) => writeWhole(file, await safeStorage.encryptStringAsync(secret)),
    forget: removeFile,
  }
}
