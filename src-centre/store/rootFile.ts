import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../crypto.ts'
import { writeSecretFile } from './keyFile.ts'
import type { Meta } from './meta.ts'

/** A root from which many keys follow that are fitted into things outside. */
export type RootKind = {
  readonly file: string
  /** Under which name the database remembers its hash. */
  readonly known: string
  /** What the hash is over, so that no two kinds of root are alike. */
  readonly tag: string
  /** Who would not know another one: "the keypads". */
  readonly whose: string
}

/**
 * Reads the root, and makes it where there never was one. The database remembers its hash: a root that is gone or was
 * changed is never replaced by a new one, which nothing outside knows. `missing` hears of it, the answer is null, and
 * the centre goes on without: somebody may be lying on a floor.
 */
export const openRoot = (
  folder: string,
  { file, known: name, tag, whose }: RootKind,
  meta: Meta,
  missing: (why: string) => void,
): Uint8Array | null => {
  const path = join(folder, file)
  const known = meta.get(name)
  if (known === undefined && !existsSync(path)) writeSecretFile(path, randomBytes(32).toString('hex'))
  const root = readRoot(path)
  if (root === null) {
    missing(`${path} does not hold 64 hexadecimal digits`)
    return null
  }
  const hash = sha256(`${tag}\n${Buffer.from(root).toString('hex')}`)
  if (known !== undefined && known !== hash) {
    missing(`${path} is not the root that ${whose} know`)
    return null
  }
  if (known === undefined) meta.set(name, hash)
  return root
}

const readRoot = (path: string): Uint8Array | null => {
  const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
  return /^[0-9a-f]{64}$/.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : null
}
