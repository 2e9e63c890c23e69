import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keyLater } from '../../../../src-main/shell/keeping/later.ts'
import { openSettings } from '../../../../src-main/shell/keeping/settings.ts'
import { openStoreKey, type StoreKey } from '../../../../src-main/shell/keeping/storeKey.ts'
import { fileVault } from '../../../../src-main/shell/keeping/vault.ts'
import { writableFolder } from '../../../../src-main/shell/start/writable.ts'

let root: string
let opened: StoreKey[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vaktrom-key-'))
  vi.useFakeTimers()
})
afterEach(() => {
  for (const key of opened.splice(0)) key.close()
  vi.useRealTimers()
  rmSync(root, { recursive: true, force: true })
})

const open = async (folder = root): Promise<StoreKey> => {
  const key = await openStoreKey(fileVault, folder, () => undefined)
  opened = [...opened, key]
  return key
}
const file = () => join(root, 'store-key.plain')

describe('the key of the store', () => {
  test('is made once and the same ever after', async () => {
    const first = await open()
    expect(first.standing()).toEqual({ made: true, kept: true })
    const second = await open()
    expect([second.now(), second.standing()]).toEqual([first.now(), { made: false, kept: true }])
  })

  test('that is no key is set aside each time, never written over, and said to be new', async () => {
    for (const rubbish of ['', 'half a ke']) {
      writeFileSync(file(), rubbish)
      expect((await open()).standing()).toEqual({ made: true, kept: true })
    }
    const aside = readdirSync(root).filter((name) => name.includes('unreadable'))
    expect(aside.map((name) => readFileSync(join(root, name), 'utf8'))).toEqual(['', 'half a ke'])
  })

  test('that no disk takes is told once one does', async () => {
    const folder = join(root, 'secrets')
    writeFileSync(folder, 'not a folder')
    const key = await open(folder)
    expect(key.standing()).toEqual({ made: true, kept: false })
    const told: string[] = []
    key.onKept((kept) => told.push(kept))
    await vi.advanceTimersByTimeAsync(12_000)
    expect(told).toEqual([])
    rmSync(folder)
    await vi.advanceTimersByTimeAsync(12_000)
    expect(told).toEqual([key.now()])
    expect(readFileSync(join(folder, 'store-key.plain'), 'utf8')).toBe(key.now())
  })

  test('that is opened late, to a disk that takes none, is told once one does to who came later still', async () => {
    const folder = join(root, 'secrets')
    writeFileSync(folder, 'not a folder')
    const key = keyLater(open(folder))
    await vi.advanceTimersByTimeAsync(0)
    const told: string[] = []
    key.onKept((kept) => told.push(kept))
    told.length = 0
    rmSync(folder)
    await vi.advanceTimersByTimeAsync(12_000)
    expect(told).toEqual([key.now()])
  })

  test('that cannot be read now is not written over: it counts when it can be read again', async () => {
    mkdirSync(file())
    const key = await open()
    expect(key.standing().kept).toBe(false)
    const told: string[] = []
    key.onKept((kept) => told.push(kept))
    rmSync(file(), { recursive: true })
    writeFileSync(file(), 'ab'.repeat(32))
    await vi.advanceTimersByTimeAsync(12_000)
    expect([told, key.now()]).toEqual([['ab'.repeat(32)], 'ab'.repeat(32)])
    expect(key.standing()).toEqual({ made: false, kept: true })
  })
})

describe('a disk that takes no files', () => {
  test('does not keep settings, which hold until the end all the same', () => {
    writeFileSync(join(root, 'practice'), 'not a folder')
    const settings = openSettings(join(root, 'practice', 'settings.json'), () => undefined)
    expect(() => settings.keep({ language: 'sv' })).toThrow(/ENOTDIR|EEXIST/)
    expect(settings.all()).toEqual({ language: 'sv' })
  })

  test('has its folder stood in for, by the same one each time', () => {
    writeFileSync(join(root, 'profile'), 'not a folder')
    const warned: string[] = []
    const asked = join(root, 'profile', 'chromium')
    const first = writableFolder(asked, (what) => warned.push(what))
    expect(first).not.toBe(asked)
    expect(existsSync(first)).toBe(true)
    expect(writableFolder(asked, (what) => warned.push(what))).toBe(first)
    expect(warned).toHaveLength(2)
    rmSync(join(first, '..'), { recursive: true })
    const usual = join(root, 'usual')
    expect(writableFolder(usual, (what) => warned.push(what))).toBe(usual)
    expect([warned.length, readdirSync(usual)]).toEqual([2, []])
  })
})
