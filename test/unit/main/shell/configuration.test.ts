import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adoptConfiguration } from '../../../../src-main/shell/start/adopt.ts'
import {
  faultSentence,
  parseConfiguration,
  readConfiguration,
} from '../../../../src-main/shell/start/configuration.ts'
import { profileAt } from '../../../../src-main/shell/start/profile.ts'
import { type Authority, newAuthority } from '../../../build/certificates.ts'

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

describe('what a configuration says of the centre’s certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-authority-'))
  const file = join(folder, 'vaktrom.jsonc')
  const pin = `sha256/${'A'.repeat(43)}=`
  let authority: Authority
  beforeAll(async () => {
    authority = await newAuthority('Ours')
    const { cert, key } = await authority.issue({ host: 'centre.example' })
    const files = { 'ca.pem': `${key}\n${authority.pem}`, 'leaf.pem': cert, 'key.pem': key, 'torn.pem': '' }
    files['torn.pem'] = authority.pem.replace(/(BEGIN CERTIFICATE-----\n).{20}/, '$1')
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  const adding = (line: string, text = good): string => text.replace('\n}', `\n  ${line}\n}`)
  const read = (text: string) => parseConfiguration(file, text)
  const saidOf = (text: string): string => {
    const one = read(text)
    return one.ok ? 'read' : faultSentence(one.fault)
  }

  test('is read from beside it, the certificates alone', () => {
    expect(read(adding(`"authority": "ca.pem", "pin": "${pin}"`))).toMatchObject({
      ok: true,
      configuration: { trust: { authority: authority.pem.trim(), pin } },
    })
    expect(read(good)).toMatchObject({ configuration: { trust: { authority: null, pin: null } } })
  })

  test.each([
    [
      'a file that is not there',
      '"authority": "none.pem"',
      /line 7, "authority": .*none\.pem cannot be read \(ENOENT\)$/,
    ],
    ['a key in its place', '"authority": "key.pem"', /line 7, "authority": .* holds no certificate/],
    ['the centre’s own certificate', '"authority": "leaf.pem"', /"authority": .* that is no authority/],
    ['half a file', '"authority": "torn.pem"', /"authority": .* cannot be read$/],
    ['a pin of another kind', '"pin": "sha1/AAAA"', /line 7, "pin": must be sha256/],
  ])('with %s names line and key', (_what, line, sentence) => {
    expect(saidOf(adding(line))).toMatch(sentence)
  })

  test('is taken into a profile with the authority beside it', () => {
    const profile = profileAt(join(folder, 'profile'))
    const chosen = join(folder, 'stick.jsonc')
    writeFileSync(chosen, adding('"authority": "ca.pem"'))
    const first = readConfiguration(chosen)
    if (!first.ok) throw new Error(faultSentence(first.fault))
    adoptConfiguration(chosen, first.configuration, profile)
    rmSync(chosen)
    expect(readConfiguration(profile.configuration)).toEqual(first)
    expect(readFileSync(profile.configuration, 'utf8')).toContain('// The centre in the basement.')
    expect(readFileSync(join(profile.root, 'authority.pem'), 'utf8')).not.toContain('PRIVATE')
  })

  test.each(['"authority": "ca.pem"', `"pin": "${pin}"`])(
    '%s is refused where it would do nothing',
    (line) => {
      const plain = good.replace('https://centre.example', 'http://127.0.0.1:1')
      expect(saidOf(adding(line, plain))).toMatch(/line 7, "(authority|pin)": has no meaning/)
    },
  )
})
