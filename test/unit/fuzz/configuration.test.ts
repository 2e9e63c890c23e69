import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { readArguments as readCentreArguments } from '../../../src-centre/arguments.ts'
import { parseConfig } from '../../../src-centre/config.ts'
import { readRegistry } from '../../../src-centre/live.ts'
import { readSharedCodes } from '../../../src-centre/sharedCodesFile.ts'
import { openSettings } from '../../../src-main/shell/keeping/settings.ts'
import { readArguments } from '../../../src-main/shell/start/arguments.ts'
import { faultSentence, parseConfiguration } from '../../../src-main/shell/start/configuration.ts'
import { fuzz, messageText } from '../../build/fuzz.ts'

/** Files and arguments that somebody wrote by hand, or that a disk gave back otherwise. */
const folder = mkdtempSync(join(tmpdir(), 'vaktrom-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const canary = 'canary-of-sixteen-letters-and-more'

/** What a valid text becomes under a pencil, or by flipped bits. */
const scribbled = (text: string): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(8), fc.string({ unit: 'binary', maxLength: 6 })), {
      maxLength: 6,
    })
    .map((cuts) =>
      cuts.reduce((was, [at, length, by]) => was.slice(0, at) + by + was.slice(at + length), text),
    )
const textOf = (valid: object): fc.Arbitrary<string> => {
  const text = JSON.stringify(valid, null, 2)
  return fc.oneof(
    { weight: 4, arbitrary: messageText(valid) },
    { weight: 4, arbitrary: scribbled(text) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.constantFrom('', '\u0000', '\uFEFF', '{', '// only words', `${text}${text}`) },
  )
}

const consoleFile = {
  url: 'https://centre.example',
  workplaceId: 'desk-1',
  secret: canary,
  municipality: 'm',
}
const centreFile = {
  centreId: 'c',
  municipality: 'm',
  data: '/var/lib/vaktrom',
  port: 4_800,
  workplaces: [{ id: 'desk-1', secret: canary }],
  adapters: [{ id: 'receiver', kind: 'intake', secret: canary }],
}

describe('a file by hand', () => {
  it("is a console's configuration, or a sentence that tells no secret", () => {
    fc.assert(
      fc.property(textOf(consoleFile), (text) => {
        const read = parseConfiguration('vaktrom.jsonc', text)
        if (read.ok) expect(read.configuration.url).toMatch(/^https?:/)
        else {
          expect(read.fault.why).not.toBe('')
          expect(faultSentence(read.fault)).not.toContain(canary)
        }
      }),
      fuzz(20_271, 150),
    )
  })

  it("is a centre's configuration, or a sentence that tells no secret", () => {
    fc.assert(
      fc.property(textOf(centreFile), (text) => {
        const read = parseConfig('centre.jsonc', text)
        if (typeof read === 'string') expect(read.replace('centre.jsonc', '')).not.toContain(canary)
        else expect(read.workplaces.length).toBeGreaterThan(0)
      }),
      fuzz(20_272, 150),
    )
  })

  it('gives shared codes, or names its line and never the code', () => {
    const file = join(folder, 'codes')
    const registry = { get: () => ({ id: 'd', sharedCode: true }) as never }
    fc.assert(
      fc.property(textOf({ doorId: 'd', code: canary }), (text) => {
        writeFileSync(file, text.replaceAll('\n', ' '))
        try {
          for (const { code } of readSharedCodes(file, registry)) expect(code).not.toBe('')
        } catch (error) {
          expect(String(error)).toContain(`${file}:`)
          expect(String(error)).not.toContain(canary)
        }
      }),
      fuzz(20_273, 100),
    )
  })

  it('is a registry, or names its line and nobody who stands there', () => {
    const file = join(folder, 'registry')
    const row = { id: 'p-1', municipality: 'm', name: canary, initials: 'AB', role: 'operator' }
    fc.assert(
      fc.property(textOf({ table: 'person', row }), (text) => {
        writeFileSync(file, text.replaceAll('\n', ' '))
        try {
          for (const put of readRegistry(file)) expect(put.table).not.toBe('')
        } catch (error) {
          expect(String(error)).toContain(`${file}:1`)
          expect(String(error)).not.toContain(canary)
        }
      }),
      fuzz(20_276, 150),
    )
  })

  it('holds the settings of a window, or is set aside whole and said', () => {
    const file = join(folder, 'settings.json')
    fc.assert(
      fc.property(textOf({ theme: 'dark', columns: [200, 300] }), (text) => {
        writeFileSync(file, text)
        const said: string[] = []
        const settings = openSettings(file, (what) => said.push(what))
        if (said.length > 0) expect(settings.all()).toEqual({})
        settings.keep({ theme: 'light' })
        expect(settings.all()).toMatchObject({ theme: 'light' })
      }),
      fuzz(20_274, 40),
    )
  })
})

describe('arguments', () => {
  const word = fc.oneof(
    fc.constantFrom(
      '--practice',
      '--live',
      '--config',
      '--seed',
      '--seed=',
      '--speed=1e400',
      '--residents',
      '-1',
      '--',
      '--port',
      '99999999999999999999',
      '--__proto__',
      '--profile=',
      '--erase',
      '--set-pin',
      'NaN',
      '',
    ),
    fc.string(),
  )
  it('are read, or refused with a sentence', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (args) => {
        const ours = readArguments(args, {})
        if (!ours.ok) expect(ours.why).not.toBe('')
        const centres = readCentreArguments(args)
        if (typeof centres === 'string') expect(centres).not.toBe('')
      }),
      fuzz(20_275, 500),
    )
  })
})
