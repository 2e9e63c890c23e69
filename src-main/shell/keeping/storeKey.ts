import { randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { named } from './secrets.ts'
import type { Vault } from './vault.ts'

const shape = /^[0-9a-f]{64}$/
/** The disk or the keyring is asked again so often while the key is not kept. */
const everyMs = 5_000

export type KeyStanding = { readonly made: boolean; readonly kept: boolean; readonly locked?: true }

/** The key that the replica is encrypted with: 32 random bytes as hexadecimal. */
export type StoreKey = {
  readonly now: () => string
  /** `made`: in this start, so that what lies there was written with another. `kept`: the next start has it too.
   * `locked`: what has it is yet to be opened. */
  readonly standing: () => KeyStanding
  /** Once, where it was not kept from the beginning. */
  readonly onKept: (listener: (key: string) => void) => void
  readonly close: () => void
}

/**
 * Made at the first asking and the same ever after. One that is lost, or lies there as something else, is made anew;
 * the replica behind it is then set aside and drawn again. Where the disk gives or takes none, the desk rings with one
 * that is not kept, nothing is written with it, and the disk is asked again.
 */
export const openStoreKey = async (
  vault: Vault,
  folder: string,
  warn: (what: string) => void,
): Promise<StoreKey> => {
  const file = named(folder, 'store-key', vault)
  const fresh = randomBytes(32).toString('hex')
  let key = fresh
  let kept = false
  let told: (key: string) => void = () => undefined

  /** Throws what the disk throws. */
  const readOrKeep = async (): Promise<void> => {
    const found = await readWhole(vault, file, warn)
    if (found === null) await vault.keep(file, fresh)
    key = found ?? fresh
    kept = true
  }
  await readOrKeep().catch(() => warn('the key of the store can be neither read nor kept'))
  const again = setInterval(() => {
    if (kept) clearInterval(again)
    else
      readOrKeep().then(
        () => told(key),
        () => undefined,
      )
  }, everyMs)
  if (kept) clearInterval(again)

  return {
    now: () => key,
    standing: () => ({ made: key === fresh, kept }),
    onKept: (listener) => {
      if (!kept) told = listener
    },
    close: () => clearInterval(again),
  }
}

/** Null where there is none; what is there and is no key is set aside first. Throws what the disk throws. */
const readWhole = async (
  vault: Vault,
  file: string,
  warn: (what: string) => void,
): Promise<string | null> => {
  const text = await vault.read(file).catch((error: unknown) => {
    if (error instanceof Error && 'syscall' in error) throw error
    // The keyring does not know it: sealed by another one, or damaged.
    return ''
  })
  if (text === null) return null
  if (shape.test(text.trim())) return text.trim()
  let n = 1
  while (existsSync(`${file}.unreadable-${n}`)) n += 1
  renameSync(file, `${file}.unreadable-${n}`)
  warn(`${file} is no key and was set aside as ${file}.unreadable-${n}`)
  return null
}
