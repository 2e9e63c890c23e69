import { describe, expect, test } from 'vitest'
import {
  faultSentence,
  parseConfiguration,
  readConfiguration,
} from '../../../../src-main/shell/start/configuration.ts'

const good = `{
  // The centre in the basement.
  "url": "https://centre.example",
  "workplaceId": "desk-1",
  "secret": "a secret of some length",
  "municipality": "fjordvik", // a trailing comma is fine
}`

const said = (text: string): string => {
  const read = parseConfiguration('vaktrom.jsonc', text)
  return read.ok ? 'read' : faultSentence(read.fault)
}

describe('a configuration', () => {
  test('is read with comments and a byte-order mark', () => {
    expect(said(good)).toBe('read')
    expect(said(`\uFEFF${good}`)).toBe('read')
  })

  test.each([
    ['a broken line', good.replace('"desk-1",', '"desk-1"'), /^vaktrom\.jsonc, line 5: .*comma/],
    ['a missing key', good.replace(/.*"secret".*\n/, ''), /^vaktrom\.jsonc, line 1, "secret": is missing$/],
    [
      'a short secret',
      good.replace('a secret of some length', 'short'),
      /^vaktrom\.jsonc, line 5, "secret": /,
    ],
    [
      'a key of no meaning',
      good.replace('"workplaceId"', '"workplace"'),
      /^vaktrom\.jsonc, line (1|4), "workplace/,
    ],
    [
      'a key said twice',
      good.replace('"url"', '"secret": "x",\n  "secret"'),
      /line 4, "secret": is said twice$/,
    ],
    ['a number for an id', good.replace('"desk-1"', '7'), /^vaktrom\.jsonc, line 4, "workplaceId": /],
    [
      'an open line to elsewhere',
      good.replace('https:', 'http:'),
      /^vaktrom\.jsonc, line 3, "url": must be https/,
    ],
    ['another protocol', good.replace('https:', 'file:'), /^vaktrom\.jsonc, line 3, "url": /],
    ['an array', '[]', /^vaktrom\.jsonc, line 1: an object/],
    ['nothing', '', /^vaktrom\.jsonc, line 1: /],
  ])('with %s names file, line and key', (_what, text, sentence) => {
    expect(said(text)).toMatch(sentence)
  })

  test('never tells the secret in its fault', () => {
    expect(said(good.replace('"a secret of some length"', '"hush"'))).not.toContain('hush')
  })

  test('may be on http where the centre is on this machine', () => {
    for (const host of ['127.0.0.1:41237', 'localhost:1', '[::1]:8080']) {
      expect(said(good.replace('https://centre.example', `http://${host}`))).toBe('read')
    }
  })

  test('that is not there names the file', () => {
    const read = readConfiguration('/nowhere/vaktrom.jsonc')
    expect(read.ok ? '' : faultSentence(read.fault)).toBe(
      '/nowhere/vaktrom.jsonc: the file cannot be read (ENOENT)',
    )
  })
})
