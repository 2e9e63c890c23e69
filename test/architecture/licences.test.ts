import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { licenceFaults } from '../../scripts/licences/licences.mjs'
import { type Lock, readLock } from '../../scripts/lock.mjs'
import { run } from '../../scripts/run.mjs'

const SCRIPT = fileURLToPath(new URL('../../scripts/licences.mjs', import.meta.url))

const scratch = mkdtempSync(join(tmpdir(), 'vaktrom-licences-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

let planted = 0
/** A checkout with these packages locked, and of some the package.json that npm unpacked. */
const plant = (packages: Lock, unpacked: Readonly<Record<string, object>> = {}): string => {
  const root = join(scratch, String(planted++))
  mkdirSync(root)
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }))
  for (const [folder, json] of Object.entries(unpacked)) {
    const file = join(root, folder, 'package.json')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(json))
  }
  return root
}

const check = (root: string) => run(process.execPath, [SCRIPT, root], { stdio: 'pipe' })

const faults = (licence: string | undefined, name = 'planted', shipped = false): readonly string[] => {
  const lock = { [`node_modules/${name}`]: { version: '1.0.0', ...(licence && { license: licence }) } }
  return licenceFaults(lock, { shipped, root: scratch })
}

describe('the check of licences', () => {
  it('names a planted licence that is forbidden, and fails', async () => {
    const root = plant({
      'node_modules/fine': { version: '1.0.0', license: 'MIT' },
      'node_modules/fine/node_modules/planted': { version: '2.3.4', license: 'AGPL-3.0-only' },
    })
    const { code, output } = await check(root)
    expect(output).toContain('planted 2.3.4: AGPL-3.0-only (node_modules/fine/node_modules/planted)')
    expect(output).not.toContain('fine 1.0.0')
    expect(code).toBe(1)
  })

  it('passes where all are allowed', async () => {
    expect(await check(plant({ 'node_modules/fine': { version: '1.0.0', license: 'ISC' } }))).toEqual({
      code: 0,
      output: '',
    })
  })

  it('believes what was unpacked, not what the lock file says of it', async () => {
    const locked: Lock = { 'node_modules/planted': { version: '1.0.0', license: 'MIT' } }
    const { code } = await check(plant(locked, { 'node_modules/planted': { license: 'GPL-3.0-or-later' } }))
    expect(code).toBe(1)
  })

  it('reads the lists of old packages', async () => {
    const locked: Lock = { 'node_modules/old': { version: '1.0.0' } }
    const { code } = await check(plant(locked, { 'node_modules/old': { licenses: [{ type: 'MIT' }] } }))
    expect(code).toBe(0)
  })

  it.each([
    ['MIT OR GPL-3.0-only', 0],
    ['MIT AND GPL-3.0-only', 1],
    ['(Apache-2.0 AND BSD-3-Clause)', 0],
    ['SEE LICENSE IN LICENSE.md', 1],
    ['UNLICENSED', 1],
    [undefined, 1],
  ])('takes %s apart as it is meant', (licence, count) => {
    expect(faults(licence)).toHaveLength(count)
  })

  it('lets an exception stand for its own package and its own licence alone', () => {
    expect(faults('MPL-2.0', 'axe-core')).toEqual([])
    expect(faults('MPL-2.0', 'planted')).toHaveLength(1)
    expect(faults('GPL-2.0-only', 'axe-core')).toHaveLength(1)
  })

  it('ships nothing that is only allowed for building', () => {
    expect(faults('MPL-2.0', 'axe-core', true)).toHaveLength(1)
    expect(faults('OFL-1.1', '@fontsource-variable/inter', true)).toEqual([])
  })
})

describe('this checkout', () => {
  it('has no package whose licence is not allowed', () => {
    expect(licenceFaults(readLock())).toEqual([])
  })
})
