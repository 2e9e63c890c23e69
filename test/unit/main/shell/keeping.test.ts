import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { writeWhole } from '../../../../src-main/shell/keeping/file.ts'
import { openSettings } from '../../../../src-main/shell/keeping/settings.ts'
import { keepWindowState, onScreen, readWindowState } from '../../../../src-main/shell/windows/windowState.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vaktrom-keeping-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const silent = (): void => undefined

describe('settings', () => {
  test('outlive a restart; named keys replace, null forgets, others stay', () => {
    const file = join(folder, 'practice', 'settings.json')
    openSettings(file, silent).keep({ language: 'nb', theme: 'dark' })
    openSettings(file, silent).keep({ theme: 'light', queueWidth: 380 })
    openSettings(file, silent).keep({ language: null })
    expect(openSettings(file, silent).all()).toEqual({ theme: 'light', queueWidth: 380 })
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('that cannot be read are set aside, said, and begun anew', () => {
    const file = join(folder, 'settings.json')
    writeFileSync(file, '{"theme": "da')
    const warn = vi.fn<(what: string) => void>()
    expect(openSettings(file, warn).all()).toEqual({})
    expect(warn).toHaveBeenCalledOnce()
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe('{"theme": "da')
  })

  test('of absurd size are refused and the old ones stay', () => {
    const settings = openSettings(join(folder, 'settings.json'), silent)
    settings.keep({ theme: 'dark' })
    expect(() => settings.keep({ essay: 'x'.repeat(300_000) })).toThrow(/bytes/)
    expect(settings.all()).toEqual({ theme: 'dark' })
  })
})

describe('a file written whole', () => {
  test('leaves nothing half made beside it', () => {
    const file = join(folder, 'a', 'b.txt')
    writeWhole(file, 'one')
    writeWhole(file, 'two')
    expect(readFileSync(file, 'utf8')).toBe('two')
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt'])
  })
})

describe('where the window stood', () => {
  const stood = { x: 2_000, y: 100, width: 1_600, height: 1_000, maximised: true }
  const screens = [{ x: 0, y: 0, width: 1_920, height: 1_080 }]

  test('is remembered, and forgotten when the screen has gone', () => {
    const file = join(folder, 'window.json')
    keepWindowState(file, stood)
    expect(readWindowState(file)).toEqual(stood)
    expect(onScreen(stood, [...screens, { x: 1_920, y: 0, width: 1_920, height: 1_080 }])).toEqual(stood)
    expect(onScreen(stood, screens)).toBeNull()
  })

  test('is not taken from a file that says nonsense', () => {
    const file = join(folder, 'window.json')
    for (const text of ['', '{', '{"x":"left"}', '{"x":0,"y":0,"width":1,"height":1,"maximised":false}']) {
      writeFileSync(file, text)
      expect(readWindowState(file)).toBeNull()
    }
  })
})
