import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { devDependencies } from '../../../package.json'
import { STAND_IN, STAND_IN_MARK } from '../../../scripts/electron.mjs'
import { refuseRelease } from '../../../scripts/package/release.mjs'

const folder = mkdtempSync(join(tmpdir(), 'vaktrom-release-'))
const marked = mkdtempSync(join(tmpdir(), 'vaktrom-release-'))
writeFileSync(join(marked, STAND_IN_MARK), STAND_IN.integrity)
afterAll(() => {
  for (const each of [folder, marked]) rmSync(each, { recursive: true, force: true })
})

const electron = { folder, path: join(folder, 'electron'), version: devDependencies.electron, official: true }

describe('a release', () => {
  it('is made with the official Electron of the version that this checkout names', () => {
    expect(refuseRelease(electron)).toBeUndefined()
  })

  it.each([
    ['the stand-in', { ...electron, official: false, version: STAND_IN.version }],
    ['the stand-in, in a folder that somebody names', { ...electron, folder: marked }],
    ['another version', { ...electron, version: '44.0.0' }],
    ['no known version', { ...electron, version: '' }],
  ])('is not made with %s', (_what, wrong) => {
    expect(refuseRelease(wrong)).toContain('NO RELEASE')
  })
})
