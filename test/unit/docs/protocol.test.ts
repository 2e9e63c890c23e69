import { createHmac, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { commands } from '../../../src-domain/command/command.ts'
import { beginning, chainFault, type Link } from '../../../src-domain/journal/chain.ts'
import { checkpointText, snapshotText } from '../../../src-domain/journal/checkpoint.ts'
import { entry } from '../../../src-domain/journal/envelope.ts'
import { kinds } from '../../../src-domain/journal/kinds.ts'
import { refusalCodes } from '../../../src-domain/result.ts'
import { fallbackMessage, fallbackSignedText } from '../../../src-domain/wire/fallback.ts'
import * as field from '../../../src-domain/wire/field.ts'
import * as protocol from '../../../src-domain/wire/protocol.ts'
import { Rows, sha256 } from '../../build/journal.ts'

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/^```json (\S+)\n(.*?)^```/gms)].map(([, name, text]) => ({
  name: name ?? '',
  value: JSON.parse(text ?? '') as unknown,
}))

const of = (prefix: string, schemas: Readonly<Record<string, z.ZodType>>) =>
  Object.entries(schemas).map(([name, schema]) => [`${prefix}${name}`, schema] as const)

/** Every message of the wire, by the name that its example bears. */
const messages: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['entry', entry],
  ['consoleAuth', protocol.consoleAuth],
  ['stored', protocol.stored],
  ['handsetAuth', field.handsetAuth],
  ['adapterAuth', field.adapterAuth],
  ['intakeAnswer', field.intakeAnswer],
  ['fallback', fallbackMessage],
  ...of('fromCentre.', protocol.fromCentre),
  ...Object.entries(protocol.fromConsole).flatMap(([name, ask]) => [
    [name, ask.args] as const,
    [`${name}.answer`, ask.answer] as const,
  ]),
  ...of('toHandset.', field.toHandset),
  ...of('fromHandset.', field.fromHandset),
  ...of('fromPlatform.', field.fromPlatform),
  ...of('fromIntake.', field.fromIntake),
])

const exampleOf = (name: string) => examples.filter((e) => e.name === name).map((e) => e.value)

describe('docs/protocol.md', () => {
  it.each([...messages.keys()])('has an example of %s that the schema reads unchanged', (name) => {
    const found = exampleOf(name)
    expect(found.length).toBeGreaterThan(0)
    for (const value of found) expect(messages.get(name)?.parse(value)).toEqual(value)
  })

  it('shows no message that is not on the wire', () => {
    expect(examples.map((e) => e.name).filter((name) => !messages.has(name))).toEqual([])
  })

  it.each([...refusalCodes])('explains the refusal %s', (code) => {
    expect(page).toContain(`\`${code}\``)
  })

  it.each(Object.keys(kinds))('lists the kind %s', (kind) => {
    const [table = '', name = ''] = kind.split('.')
    expect(
      page.includes(`\`${kind}\``) || (page.includes(`\`${table}.`) && page.includes(`\`.${name}\``)),
    ).toBe(true)
  })

  it.each(Object.keys(commands))('lists the command %s', (name) => {
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\|`, 'm'))
  })

  it('has a signature of the fall-back hook that holds', () => {
    const [, body = '', secret = '', at = '', signature = ''] =
      /Body `([^`]+)`, secret `([^`]+)`, time `(\d+)`: `([^`]+)`/.exec(page) ?? []
    expect(fallbackMessage.safeParse(JSON.parse(body)).success).toBe(true)
    const made = createHmac('sha256', secret)
      .update(fallbackSignedText(Number(at), body))
      .digest('base64url')
    expect(made).toBe(signature)
  })

  it('has test vectors that hold: chain, state hash and signatures', () => {
    const rows = new Rows()
    let last: Link = beginning
    for (const e of exampleOf('entry').map((value) => entry.parse(value))) {
      expect(chainFault(last, e, sha256)).toBeNull()
      rows.apply(e)
      last = e
    }
    expect(page).toContain(`state hash \`${rows.hash()}\``)
    const publicKey = createPublicKey({
      format: 'jwk',
      key: { kty: 'OKP', crv: 'Ed25519', x: '6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw' },
    })
    const signed = (text: string, signature: string) =>
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'))
    const checkpoint = protocol.fromCentre.checkpoint.parse(exampleOf('fromCentre.checkpoint')[0])
    expect(signed(checkpointText(checkpoint), checkpoint.signature)).toBe(true)
    const { seal } = protocol.fromCentre.snapshot.parse(exampleOf('fromCentre.snapshot')[0])
    expect(signed(snapshotText(seal), seal.signature)).toBe(true)
    const handset = field.handsetAuth.parse(exampleOf('handsetAuth')[0])
    expect(signed(`vaktrom-handset/1\n${handset.handsetId}\n${handset.at}`, handset.signature)).toBe(true)
  })
})
