import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyLater, sessionLater } from '../../../../src-main/shell/keeping/later.ts'
import {
  beginPassphrase,
  changePassphrase,
  keyFileIn,
  openPassphrase,
} from '../../../../src-main/shell/keeping/passphrase.ts'
import { beganWith, openSessionKeeper } from '../../../../src-main/shell/keeping/secrets.ts'
import { openStoreKey } from '../../../../src-main/shell/keeping/storeKey.ts'
import type { Vault } from '../../../../src-main/shell/keeping/vault.ts'

const words = 'fem ord om havet i mars'
let folder: string
const keyIn = async (vault: Vault): Promise<string> => {
  const key = await openStoreKey(vault, folder, (what) => {
    throw new Error(what)
  })
  key.close()
  return key.now()
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-passphrase-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Each derivation takes half a second of a processor, which others may want as well. */
describe('secrets behind a passphrase', { timeout: 30_000 }, () => {
  test('come back with it and with no other, and neither lies on the disk', async () => {
    const secret = await keyIn(await beginPassphrase(folder, words))
    expect(beganWith(folder, 'store-key')).toBe('passphrase')
    expect(await openPassphrase(folder, `${words}.`)).toBeNull()
    const opened = await openPassphrase(folder, words)
    if (opened === null) throw new Error('not opened')
    expect(await keyIn(opened)).toBe(secret)
    const onDisk = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    expect(onDisk).not.toContain(secret)
    expect(onDisk).not.toContain(words)
    expect(onDisk).not.toContain(Buffer.from(secret).toString('base64'))
  })

  test('stay the same under another passphrase, which takes the place of the old one', async () => {
    const secret = await keyIn(await beginPassphrase(folder, words))
    expect(await changePassphrase(folder, 'not the one at all', 'seks andre ord')).toBe(false)
    expect(await changePassphrase(folder, words, 'seks andre ord')).toBe(true)
    expect(await openPassphrase(folder, words)).toBeNull()
    const opened = await openPassphrase(folder, 'seks andre ord')
    expect(opened && (await keyIn(opened))).toBe(secret)
  })

  test('are never begun anew over a key that is there', async () => {
    await beginPassphrase(folder, words)
    await expect(beginPassphrase(folder, 'other words here')).rejects.toThrow(/already/)
  })

  test('do not open where a box was changed, exchanged or made cheap', async () => {
    const vault = await beginPassphrase(folder, words)
    const one = join(folder, 'store-key.locked')
    const other = join(folder, 'session.locked')
    await vault.keep(one, 'one')
    await vault.keep(other, 'other')
    writeFileSync(one, readFileSync(other))
    await expect(vault.read(one)).rejects.toThrow(/not sealed/)
    const key = readFileSync(keyFileIn(folder), 'utf8')
    writeFileSync(keyFileIn(folder), key.replace('"N": 131072', '"N": 1024'))
    await expect(openPassphrase(folder, words)).rejects.toThrow(/N|small/)
    writeFileSync(keyFileIn(folder), key.replace('"N": 131072', '"N": 65536'))
    expect(await openPassphrase(folder, words)).toBeNull()
  })

  test('that are damaged are set aside or begun anew, and the desk opens all the same', async () => {
    const vault = await beginPassphrase(folder, words)
    for (const name of ['session', 'store-key']) writeFileSync(join(folder, `${name}.locked`), '{half')
    const warned: string[] = []
    const warn = (what: string): void => void warned.push(what)
    // As a desk opens them: one after the other, behind what rings without them.
    const session = openSessionKeeper(vault, folder, warn)
    const key = session.then(() => openStoreKey(vault, folder, warn))
    const later = { session: sessionLater(session), key: keyLater(key) }
    const told = new Promise<string>((resolve) => later.key.onKept(resolve))
    expect(await told).toBe((await key).now())
    expect(later.session.now()).toBeNull()
    expect(later.key.standing()).toEqual({ made: true, kept: true })
    expect(readFileSync(join(folder, 'store-key.locked.unreadable-1'), 'utf8')).toBe('{half')
    expect(warned).toHaveLength(2)
    later.key.close()
  })
})
