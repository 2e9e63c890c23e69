import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import { readOrNull, removeFile, writeWhole } from './file.ts'
import type { Vault } from './vault.ts'

/**
 * Secrets behind a passphrase, where the machine has no keyring. A random key seals them; the passphrase seals that key,
 * so that it can be changed without touching what it protects. Everything is AES-256-GCM, which knows a wrong key by its
 * tag. scrypt with N = 2^17, r = 8, p = 1 (OWASP's figures): 128 MB and about half a second a try.
 */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const

const bytes = z.base64()
const sealedBox = z.object({ iv: bytes, tag: bytes, sealed: bytes })
const keyFile = z.object({
  v: z.literal(1),
  /** Bounds: a changed file must not make the start take all memory, nor the key cheap. */
  scrypt: z.object({
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 20),
    r: z.literal(8),
    p: z.literal(1),
    salt: bytes,
  }),
  key: sealedBox,
})
type KeyFile = z.infer<typeof keyFile>
const secretFile = z.object({ v: z.literal(1), box: sealedBox })

export const keyFileIn = (folder: string): string => `${folder}/vault.json`

const derive = (passphrase: string, { N, r, p, salt }: KeyFile['scrypt']): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * r * N }
    scrypt(passphrase.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

/** `about` is bound to it: a box that was put in another's place does not open. */
const seal = (key: Buffer, about: string, content: Buffer): z.infer<typeof sealedBox> => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  return {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: sealed.toString('base64'),
  }
}
const unseal = (key: Buffer, about: string, box: z.infer<typeof sealedBox>): Buffer | null => {
  const tag = Buffer.from(box.tag, 'base64')
  const iv = Buffer.from(box.iv, 'base64')
  if (tag.length !== 16 || iv.length !== 12) return null
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
  decipher.setAAD(Buffer.from(about))
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(Buffer.from(box.sealed, 'base64')), decipher.final()])
  } catch {
    // The tag does not fit: another key, or another box.
    return null
  }
}

const aboutKey = ({ scrypt: { N, r, p, salt } }: Pick<KeyFile, 'scrypt'>): string =>
  `vaktrom-vault/1\n${N}\n${r}\n${p}\n${salt}`

const writeKey = async (folder: string, passphrase: string, key: Buffer): Promise<void> => {
  const header = { scrypt: { ...cost, salt: randomBytes(16).toString('base64') } } satisfies Pick<
    KeyFile,
    'scrypt'
  >
  const box = seal(await derive(passphrase, header.scrypt), aboutKey(header), key)
  writeWhole(keyFileIn(folder), JSON.stringify({ v: 1, ...header, key: box } satisfies KeyFile, null, 2))
}

const readKey = async (folder: string, passphrase: string): Promise<Buffer | null> => {
  const kept = keyFile.parse(JSON.parse(readOrNull(keyFileIn(folder))?.toString('utf8') ?? 'null'))
  return unseal(await derive(passphrase, kept.scrypt), aboutKey(kept), kept.key)
}

/** A new key behind a new passphrase. Throws where there is one already: it is never replaced by another. */
export const beginPassphrase = async (folder: string, passphrase: string): Promise<Vault> => {
  if (readOrNull(keyFileIn(folder)) !== null) throw new Error('there is a key behind a passphrase already')
  const key = randomBytes(32)
  await writeKey(folder, passphrase, key)
  return vaultOf(key)
}

/** Null for a wrong passphrase; throws where the file of the key cannot be read. */
export const openPassphrase = async (folder: string, passphrase: string): Promise<Vault | null> => {
  const key = await readKey(folder, passphrase)
  return key && vaultOf(key)
}

/** False for a wrong old one. The secrets stay as they are: only the key is sealed anew. */
export const changePassphrase = async (folder: string, old: string, fresh: string): Promise<boolean> => {
  const key = await readKey(folder, old)
  if (key === null) return false
  await writeKey(folder, fresh, key)
  return true
}

const vaultOf = (key: Buffer): Vault => {
  const about = (file: string) => `vaktrom-secret/1\n${basename(file)}`
  return {
    kind: 'passphrase',
    read: async (file) => {
      const content = readOrNull(file)
      if (content === null) return null
      const { box } = secretFile.parse(JSON.parse(content.toString('utf8')))
      const secret = unseal(key, about(file), box)
      if (secret === null) throw new Error(`${basename(file)} is not sealed by this key`)
      return secret.toString('utf8')
    },
    keep: async (file, secret) =>
      writeWhole(file, JSON.stringify({ v: 1, box: seal(key, about(file), Buffer.from(secret)) })),
    forget: removeFile,
  }
}
