import { generateKeyPairSync } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { KeyPair } from '../src-domain/access/crypto.ts'
import { id } from '../src-domain/ids.ts'
import type { PublicKey, Sign } from '../src-domain/journal/checkpoint.ts'
import { privateKeyFromPem, rawKeyPair, rawPublicKey, sha256, signWith } from './crypto.ts'
import { writeSecretFile } from './store/keyFile.ts'

/** The centre's signing keys: outside the journal, so that they can be kept apart from it and be replaced. */
export type SigningKeys = {
  /** The newest signs; all are published, since what older ones signed still counts. */
  readonly keyId: string
  readonly sign: Sign
  /** The same key as the access rules take it. */
  readonly pair: KeyPair
  readonly trust: readonly PublicKey[]
}

const keyFile = z.object({ keys: z.array(z.object({ id, privateKey: z.string() })).min(1) })
type KeyFile = z.infer<typeof keyFile>

/** Reads `signing-keys.json` in `folder`; makes the first key where there is none. */
export const openSigningKeys = (folder: string): SigningKeys => {
  const path = join(folder, 'signing-keys.json')
  const file = existsSync(path) ? keyFile.parse(JSON.parse(readFileSync(path, 'utf8'))) : { keys: [newKey()] }
  if (!existsSync(path)) writeSecretFile(path, JSON.stringify(file, null, 2))
  return signingKeys(file)
}

/** Adds a key that signs from now on. Doors must hold the new trust list before the old key may be taken out. */
export const rotateSigningKeys = (folder: string): SigningKeys => {
  openSigningKeys(folder)
  const path = join(folder, 'signing-keys.json')
  const file = keyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  const next = { keys: [...file.keys, newKey()] }
  writeSecretFile(path, JSON.stringify(next, null, 2))
  return signingKeys(next)
}

const newKey = (): KeyFile['keys'][number] => {
  const { privateKey } = generateKeyPairSync('ed25519')
  return {
    id: `k${sha256(rawPublicKey(privateKey))
      .replaceAll(/[^A-Za-z0-9]/g, '')
      .slice(0, 7)}`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const signingKeys = (file: KeyFile): SigningKeys => {
  const newest = file.keys.at(-1)
  if (!newest) throw new Error('no signing key')
  const privateKey = privateKeyFromPem(newest.privateKey)
  return {
    keyId: newest.id,
    sign: signWith(privateKey),
    pair: rawKeyPair(privateKey),
    trust: file.keys.map((k) => ({ id: k.id, publicKey: rawPublicKey(privateKeyFromPem(k.privateKey)) })),
  }
}
