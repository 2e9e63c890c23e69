import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChallenge } from '../../../../src-domain/access/challenge.ts'
import { doorStep } from '../../../../src-domain/access/door.ts'
import { newDoor } from '../../../../src-domain/access/doorState.ts'
import { trusted } from '../../../../src-domain/access/token.ts'
import { accessCrypto, unhex } from './accessCrypto.ts'
import { pageKeyId, pageRecord, pageTag, pageVerdict } from './fromThePage.ts'
import { makeVectors } from './vectors.ts'

const vectors = makeVectors()
const file = fileURLToPath(new URL('../../../vectors/access.json', import.meta.url))
const page = readFileSync(new URL('../../../../docs/access-token.md', import.meta.url), 'utf8')
const doorTag = vectors.doors[1]?.tag ?? ''
const centre = vectors.keys.centre?.publicKey ?? ''
const challenges = vectors.challenges.map((one) => one.bytes)

const byThePage = (response: string, clock: number | null): string =>
  pageVerdict(
    {
      tag: Buffer.from(doorTag, 'hex'),
      trust: [Buffer.from(centre, 'hex')],
      challenges: challenges.map((one) => Buffer.from(one, 'hex')),
      clock,
    },
    Buffer.from(response, 'hex'),
  )

/** The same by the rules; a clock of zero stands for the moment at which the door got power. */
const byTheRules = (response: string, clock: number | null): string => {
  const asking = challenges.map((bytes, i) => {
    const challenge = readChallenge(unhex(bytes))
    if (!challenge) throw new Error(`challenge ${i} cannot be read`)
    return challenge
  })
  let state = newDoor(unhex(doorTag), [trusted(unhex(centre), accessCrypto)])
  for (const { clock: shown, nonce } of asking) {
    if (shown !== null) state = doorStep(state, { kind: 'clockSet', at: shown }, 0, accessCrypto).state
    else state = { ...state, clock: { kind: 'lost' } }
    state = doorStep(state, { kind: 'hello', nonce }, 0, accessCrypto).state
  }
  if (clock !== null) state = doorStep(state, { kind: 'clockSet', at: clock }, 0, accessCrypto).state
  const { reply } = doorStep(state, { kind: 'response', bytes: unhex(response) }, 0, accessCrypto)
  if (reply.kind === 'drive') return 'open'
  return reply.kind === 'record' && reply.record.outcome.kind === 'refused'
    ? reply.record.outcome.cause
    : reply.kind
}

describe('the test vectors', () => {
  it('are those in the file', async () => {
    const text = JSON.stringify(vectors, null, 2).replace(/\[\s+("\w+"),\s+("\w+")\s+\]/, '[$1, $2]')
    await expect(`${text}\n`).toMatchFileSnapshot(file)
  })

  it.each(vectors.verdicts)('$name: $verdict', ({ response, doorClock, verdict }) => {
    expect(byTheRules(response, doorClock)).toBe(verdict)
    expect(byThePage(response, doorClock)).toBe(verdict)
  })

  it('names and records read the same from the page', () => {
    for (const { doorId, tag } of vectors.doors) expect(pageTag(doorId).toString('hex')).toBe(tag)
    for (const { publicKey, keyId } of Object.values(vectors.keys))
      expect(pageKeyId(Buffer.from(publicKey, 'hex')).toString('hex')).toBe(keyId)
    expect(vectors.records.map(({ bytes }) => pageRecord(Buffer.from(bytes, 'hex')))).toEqual(
      vectors.records.map(({ fields, useId }, i) => ({
        tag: fields.doorTag,
        code: [0, 1, 25, 16][i],
        seq: fields.seq,
        lost: fields.lost,
        at: fields.at ?? 0,
        grantId: fields.grantId ?? '00000000-0000-0000-0000-000000000000',
        useId,
      })),
    )
  })

  it('the page and the rules agree on whatever else comes through the air', () => {
    const started = fc.constantFrom(...vectors.verdicts)
    const change = fc.record({ at: fc.nat(), bit: fc.nat({ max: 7 }) })
    fc.assert(
      fc.property(started, fc.array(change, { maxLength: 3 }), fc.nat({ max: 2 }), (from, changes, cut) => {
        const bytes = Buffer.from(from.response, 'hex')
        for (const { at, bit } of changes)
          bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << bit)
        const response = bytes.subarray(0, bytes.length - (cut === 2 ? 1 : 0)).toString('hex')
        expect(byTheRules(response, from.doorClock)).toBe(byThePage(response, from.doorClock))
      }),
      { numRuns: 1000 },
    )
  })

  it('are quoted on the page', () => {
    const quoted = page.replaceAll(/\s/g, '')
    const { keys, doors, token, challenges: asked, stamps, response, records } = vectors
    const wanted = [
      ...Object.values(keys).flatMap(({ publicKey, keyId }) => [publicKey, keyId]),
      ...doors.map(({ tag }) => tag),
      token.bytes,
      token.text,
      ...asked.map(({ bytes }) => bytes),
      ...stamps.map(({ bytes }) => bytes),
      response,
      ...records.flatMap(({ bytes, useId }) => [bytes, useId]),
      ...vectors.verdicts.map(({ name }) => name.replaceAll(/\s/g, '')),
    ]
    expect(wanted.filter((one) => !quoted.includes(one))).toEqual([])
  })
})
