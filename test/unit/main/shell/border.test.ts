import { describe, expect, test } from 'vitest'
import { isFrom } from '../../../../src-main/shell/border/sender.ts'
import { crashLine } from '../../../../src-main/shell/crash/report.ts'
import { telephoneUri } from '../../../../src-main/shell/machine/telephone.ts'
import { restartDelay } from '../../../../src-main/shell/processes/backoff.ts'

describe('who may call', () => {
  const ours = { webContentsId: 3, frameUrl: 'app://vaktrom/index.html', isMainFrame: true }
  const opened = new Set([3])

  test('our page in a window that we opened', () => {
    expect(isFrom('index', ours, opened)).toBe(true)
    expect(isFrom('index', { ...ours, frameUrl: 'app://vaktrom/index.html?a#b' }, opened)).toBe(true)
  })

  test.each([
    ['another window', { ...ours, webContentsId: 4 }],
    ['a frame in the window', { ...ours, isMainFrame: false }],
    ['a frame that is gone', { ...ours, frameUrl: null }],
    ['the sound page', { ...ours, frameUrl: 'app://vaktrom/sound.html' }],
    ['another origin', { ...ours, frameUrl: 'https://vaktrom/index.html' }],
    ['an origin that begins alike', { ...ours, frameUrl: 'app://vaktrom.example/index.html' }],
    ['a file', { ...ours, frameUrl: 'file:///index.html' }],
    ['an empty page', { ...ours, frameUrl: 'about:blank' }],
    ['nonsense', { ...ours, frameUrl: '' }],
  ])('not %s', (_who, sender) => expect(isFrom('index', sender, opened)).toBe(false))
})

describe('a number to call', () => {
  test.each([
    ['412 00 000', 'tel:41200000'],
    ['+47 412 00 000', 'tel:+4741200000'],
    ['(0141) 20-00.00', 'tel:0141200000'],
    ['110', 'tel:110'],
  ])('%s becomes %s', (number, uri) => expect(telephoneUri(number)).toBe(uri))

  test.each([
    '',
    '12',
    '+0 123 456',
    '41200000;ext=1',
    'tel:110',
    '110?x',
    '*21*110#',
    '1'.repeat(16),
    '١١٠',
    '11+0',
  ])('%j is handed to nobody', (number) => expect(telephoneUri(number)).toBeNull())
})

describe('a crash line', () => {
  const at = new Date('2026-11-22T03:41:00Z')

  test('tells class, code and places, and nothing that somebody typed', () => {
    const error = Object.assign(new Error('no such resident: Turid Aune, Fjordgløtt 8'), { code: 'ENOENT' })
    error.stack =
      'Error: Turid Aune\n    at open (/home/ingrid/vaktrom/out/main/core.js:10:5)\n    at file:///srv/x/y.js:2:1'
    const text = JSON.stringify(crashLine(at, 'core', 'uncaughtException', error))
    expect(text).not.toMatch(/Turid|Fjord|ingrid|srv/)
    expect(JSON.parse(text)).toMatchObject({
      at: '2026-11-22T03:41:00.000Z',
      name: 'Error',
      code: 'ENOENT',
      message: null,
      frames: ['at open (core.js:10:5)', 'at y.js:2:1'],
    })
  })

  test('keeps the engine’s own words, without what they quote', () => {
    const line = crashLine(at, 'main', 'x', new TypeError("Cannot read properties of null (reading 'Turid')"))
    expect(line.message).toBe('Cannot read properties of null (reading …)')
  })
})

test('a process that died is back at once, then ever more slowly, and never later than two seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 99].map(restartDelay)).toEqual([
    0, 250, 500, 1_000, 2_000, 2_000, 2_000, 2_000,
  ])
})
