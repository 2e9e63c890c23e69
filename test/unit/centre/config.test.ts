import { describe, expect, it } from 'vitest'
import { readArguments } from '../../../src-centre/arguments.ts'
import { parseConfig } from '../../../src-centre/config.ts'

const whole = `{
  // Comments are allowed.
  "centreId": "fjordvik",
  "municipality": "fjordvik",
  "data": "/var/lib/vaktrom",
  "port": 4800,
  "workplaces": [{ "id": "desk-1", "secret": "sixteen letters and more" }],
  "adapters": [],
}`

describe('a live configuration', () => {
  it('is read with its comments', () => {
    expect(parseConfig('c.jsonc', whole)).toMatchObject({ port: 4800, host: '127.0.0.1' })
  })

  it.each([
    ['a wrong value', whole.replace('4800', '"many"'), /^c\.jsonc:6: port: /],
    [
      'a wrong value within a list',
      whole.replace('sixteen letters and more', 'short'),
      /^c\.jsonc:7: workplaces\.0\.secret: /,
    ],
    ['a missing key', whole.replace('"data": "/var/lib/vaktrom",', ''), /^c\.jsonc:1: data: /],
    ['a misspelt key', whole.replace('"adapters"', '"adaptors": [], "adapters"'), /^c\.jsonc:8: adaptors: /],
    ['what is no JSON', whole.replace('"port": 4800,', '"port" 4800,'), /^c\.jsonc:6: ColonExpected/],
    [
      'a desk that would ask for the PIN for ever',
      whole.replace('"adapters"', '"desks": { "proveAfterSeconds": 0 }, "adapters"'),
      /^c\.jsonc:8: desks\.proveAfterSeconds: /,
    ],
    [
      'an open address without TLS',
      whole.replace('"port"', '"host": "0.0.0.0", "port"'),
      /^c\.jsonc:1: tls: /,
    ],
    [
      'a fall-back in plain text to another machine',
      whole.replace(
        '"adapters"',
        `"fallback": { "kind": "webhook", "secret": "${'s'.repeat(32)}",\n "url": "http://10.0.0.4/x" }, "adapters"`,
      ),
      /^c\.jsonc:9: fallback\.url: https:\/\/ is needed/,
    ],
    [
      'a fall-back with a password in its address',
      whole.replace(
        '"adapters"',
        `"fallback": { "kind": "webhook", "secret": "${'s'.repeat(32)}",\n "url": "https://a:b@there.example" }, "adapters"`,
      ),
      /^c\.jsonc:9: fallback\.url: /,
    ],
    [
      'a fall-back with a short secret',
      whole.replace(
        '"adapters"',
        '"fallback": { "kind": "webhook", "url": "https://there.example", "secret": "short" }, "adapters"',
      ),
      /^c\.jsonc:8: fallback\.secret: /,
    ],
    [
      'a fall-back command that is looked for',
      whole.replace('"adapters"', '"fallback": { "kind": "command", "argv": ["call-somebody"] }, "adapters"'),
      /^c\.jsonc:8: fallback\.argv\.0: the program needs its whole path/,
    ],
    [
      'a misspelt key of the fall-back',
      whole.replace(
        '"adapters"',
        '"fallback": { "kind": "command", "argv": ["/bin/true"],\n "timeout": 3 }, "adapters"',
      ),
      /^c\.jsonc:9: fallback\.timeout: /,
    ],
  ])('says file, line and key of %s', (_, text, words) => {
    expect(parseConfig('c.jsonc', text)).toMatch(words)
  })
})

describe('the command line', () => {
  it('takes practice with its numbers', () => {
    expect(readArguments(['--practice', '--residents', '50', '--speed', '10'])).toMatchObject({
      residents: 50,
      speed: 10,
    })
  })

  it.each([
    [['--practise'], /--practise/],
    [['--practice', '--residents', 'many'], /^--residents: /],
    [['--practice', '--config', 'x'], /do not go together/],
    [[], /--practice, or --config/],
    [['--config', 'x', '--fallback', 'http://127.0.0.1:9/'], /--fallback is for practice/],
    [['--practice', '--fallback', 'http://10.0.0.4/'], /^--fallback: https/],
  ])('refuses %j with a sentence', (argv, words) => {
    expect(readArguments(argv)).toMatch(words)
  })
})
