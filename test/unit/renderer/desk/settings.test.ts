import { expect, test } from 'vitest'
import { readSettings, usualColumns } from '../../../../src-renderer/desk/settings.ts'

const usual = { language: 'nb', theme: 'dark', scale: 100, asideSeen: '', ...usualColumns }

test('nothing kept, or nothing that can be read, is the usual desk', () => {
  for (const kept of [undefined, null, 'x', 7, [], {}]) expect(readSettings(kept)).toEqual(usual)
})

test('one setting that cannot be read does not take the others with it', () => {
  expect(readSettings({ language: 'sv', theme: 'pink', scale: 900, queue: 40 })).toEqual({
    ...usual,
    language: 'sv',
    queue: 40,
  })
})
