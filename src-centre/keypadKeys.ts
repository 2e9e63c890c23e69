import { keypadKey } from '../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../src-domain/registry/rows.ts'
import { accessCrypto } from './crypto.ts'
import type { Meta } from './store/meta.ts'
import { openRoot, type RootKind } from './store/rootFile.ts'

/**
 * What spoken codes are made of. Every keypad is fitted with a key of its own; all of them follow from one root,
 * which stays in its file.
 */
export type KeypadKeys = {
  /** Null where the root is not there: no digits then, rather than digits that open nothing. */
  readonly keyOf: (step: ChainStep) => Uint8Array | null
}

const keypadRoot: RootKind = {
  file: 'keypad-root.key',
  known: 'keypadRoot',
  tag: 'vaktrom-keypad-root/1',
  whose: 'the keypads',
}

/** Beside the signing keys. `missing` hears of a root that is gone or was changed. */
export const openKeypadKeys = (folder: string, meta: Meta, missing: (why: string) => void): KeypadKeys => {
  const root = openRoot(folder, keypadRoot, meta, missing)
  return { keyOf: (step) => root && keypadKey(root, step, accessCrypto) }
}
