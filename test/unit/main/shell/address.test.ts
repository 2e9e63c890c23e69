import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assetAt } from '../../../../src-main/shell/border/address.ts'
import { fileResponse } from '../../../../src-main/shell/border/file.ts'

let around: string
let folder: string

beforeEach(() => {
  around = mkdtempSync(join(tmpdir(), 'vaktrom-scheme-'))
  folder = join(around, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(around, 'secret.txt'), 'nobody’s business')
  writeFileSync(join(folder, 'index.html'), '<title>Vaktrom</title>')
  writeFileSync(join(folder, 'assets', 'index-a1.js'), 'start()')
})
afterEach(() => rmSync(around, { recursive: true }))

/** As the scheme's handler goes: the address first, then the disk. */
const served = async (address: string): Promise<number> => {
  const asset = assetAt(address, folder)
  return asset.kind === 'file' ? (await fileResponse(asset.path, folder, false)).status : 404
}

describe('an address of ours', () => {
  test('serves files of the build, with the policy', async () => {
    const response = await fileResponse(join(folder, 'index.html'), folder, false)
    expect(await served('app://vaktrom/index.html')).toBe(200)
    expect(await served('app://vaktrom/assets/index-a1.js?v=1#x')).toBe(200)
    expect(await response.text()).toBe('<title>Vaktrom</title>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  })

  test.each([
    'app://vaktrom/../secret.txt',
    'app://vaktrom/%2e%2e/secret.txt',
    'app://vaktrom/%2E%2E%2Fsecret.txt',
    'app://vaktrom/..%2fsecret.txt',
    'app://vaktrom/assets/..%2f..%2fsecret.txt',
    'app://vaktrom/assets/..%5c..%5csecret.txt',
    'app://vaktrom/..\\secret.txt',
    'app://vaktrom/%252e%252e/secret.txt',
    'app://vaktrom/assets/....//secret.txt',
    'app://vaktrom//secret.txt',
    'app://vaktrom/index.html%00.js',
    'app://vaktrom/index.html::$DATA',
    'app://vaktrom/C:%5csecret.txt',
    'app://vaktrom/.hidden',
    'app://vaktrom/%ff',
    'app://vaktrom/',
    'app://vaktrom/assets',
    'app://other/index.html',
    'app://somebody@vaktrom/index.html',
    'https://vaktrom/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('serves nothing for %s', async (address) => {
    expect(await served(address)).toBe(404)
  })

  test('follows no link out of the folder, and those inside it', async () => {
    symlinkSync(join(around, 'secret.txt'), join(folder, 'link.txt'))
    symlinkSync(around, join(folder, 'up'))
    symlinkSync(join(folder, 'index.html'), join(folder, 'inside.html'))
    expect(await served('app://vaktrom/link.txt')).toBe(404)
    expect(await served('app://vaktrom/up/secret.txt')).toBe(404)
    expect(await served('app://vaktrom/inside.html')).toBe(200)
  })
})

describe('a map address', () => {
  const mapId = 'a'.repeat(43)

  test('names a digest and a layer', () => {
    expect(assetAt(`app://vaktrom/map/${mapId}/roads.json`, folder)).toEqual({
      kind: 'map',
      mapId,
      layer: 'roads',
    })
  })

  test.each([
    `app://vaktrom/map/${mapId}/../roads.json`,
    `app://vaktrom/map/${mapId}/ro%2fads.json`,
    `app://vaktrom/map/${mapId}/roads`,
    `app://vaktrom/map/${mapId}x/roads.json`,
    'app://vaktrom/map/short/roads.json',
    `app://vaktrom/map/${mapId}/roads.json/more.json`,
  ])('is nothing for %s', (address) => {
    expect(assetAt(address, folder)).toEqual({ kind: 'none' })
  })
})
