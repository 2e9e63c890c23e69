import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { id } from '../../src-domain/ids.ts'
import { rawPublicKey, sha256 } from '../crypto.ts'
import { writeSecretFile } from './keyFile.ts'

const storedKey = z.object({ id, privateKey: z.string() })
export type StoredKey = z.infer<typeof storedKey>

const stored = z.object({
  keys: z.array(storedKey).min(1),
  /** Made and on disk before anybody names it, so that no crash can lose a key that the journal knows. */
  next: storedKey.optional(),
  /** Signs trust lists and nothing else. */
  authority: storedKey.optional(),
})
export type SigningKeyFile = {
  readonly keys: readonly StoredKey[]
  readonly next: StoredKey
  readonly authority: StoredKey
}

const pathIn = (folder: string): string => join(folder, 'signing-keys.json')

/** Reads `signing-keys.json` in `folder`; what is not there yet is made, and on disk before this returns. */
export const openSigningKeyFile = (folder: string): SigningKeyFile => {
  const path = pathIn(folder)
  const there: z.infer<typeof stored> = existsSync(path)
    ? stored.parse(JSON.parse(readFileSync(path, 'utf8')))
    : { keys: [newSigningKey()] }
  const { keys, next, authority } = there
  const whole = { keys, next: next ?? newSigningKey(), authority: authority ?? newSigningKey() }
  if (!next || !authority) writeSigningKeyFile(folder, whole)
  return whole
}

export const writeSigningKeyFile = (folder: string, file: SigningKeyFile): void =>
  writeSecretFile(pathIn(folder), JSON.stringify(file, null, 2))

/** Its name says nothing of the key, and is short enough to be read out. */
export const newSigningKey = (): StoredKey => {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    id: `k${sha256(rawPublicKey(privateKey))
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 7)}`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}
