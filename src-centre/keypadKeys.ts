import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keypadKey } from '../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../src-domain/registry/rows.ts'
import { accessCrypto, sha256 } from './crypto.ts'
import { writeSecretFile } from './store/keyFile.ts'
import type { Meta } from './store/meta.ts'

/**
 * What spoken codes are made of. Every keypad is fitted with a key of its own; all of them follow from one root,
 * which stays in its file.
 */
export type KeypadKeys = {
  /** Null where the root is not there: no digits then, rather than digits that open nothing. */
  readonly keyOf: (step: ChainStep) => Uint8Array | null
}

const rootFile = 'keypad-root.key'
const knownRoot = 'keypadRoot'

/**
 * Reads the root beside the signing keys, and makes it where there never was one. The database remembers its
 * hash: a root that is gone or was changed is never replaced by a new one, which no keypad on any wall knows.
 * `missing` hears of it, and the centre goes on without: somebody may be lying on a floor.
 */
export const openKeypadKeys = (folder: string, meta: Meta, missing: (why: string) => void): KeypadKeys => {
  const path = join(folder, rootFile)
  const known = meta.get(knownRoot)
  if (known === undefined && !existsSync(path)) writeSecretFile(path, randomBytes(32).toString('hex'))
  const root = readRoot(path)
  const why = root === null ? `${path} does not hold 64 hexadecimal digits` : strangerTo(known, root, path)
  if (root === null || why !== null) {
    missing(why ?? path)
    return { keyOf: () => null }
  }
  if (known === undefined) meta.set(knownRoot, nameOf(root))
  return { keyOf: (step) => keypadKey(root, step, accessCrypto) }
}

const readRoot = (path: string): Uint8Array | null => {
  const text = existsSync(path) ? readFileSync(path, 'utf8').trim() : ''
  return /^[0-9a-f]{64}$/.test(text) ? new Uint8Array(Buffer.from(text, 'hex')) : null
}

const nameOf = (root: Uint8Array): string =>
  sha256(`vaktrom-keypad-root/1\n${Buffer.from(root).toString('hex')}`)

const strangerTo = (known: string | undefined, root: Uint8Array, path: string): string | null =>
  known === undefined || known === nameOf(root) ? null : `${path} is not the root that the keypads know`
