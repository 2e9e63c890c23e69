import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTrustReceipt } from '../../../../src-domain/access/trustList.ts'
import { unhex } from './accessCrypto.ts'
import { type Scene, saidByThePage, saidByTheRules } from './bothDoors.ts'
import { pageKeyId, pageRecord, pageTag } from './fromThePage.ts'
import { makeVectors } from './vectors.ts'

const vectors = makeVectors()
const file = fileURLToPath(new URL('../../../vectors/access.json', import.meta.url))
const page = readFileSync(new URL('../../../../docs/access-token.md', import.meta.url), 'utf8')
const centre = unhex(vectors.keys.centre?.publicKey ?? '')

/** `door-8-402`, which gave out both challenges this very moment. */
const sceneOf = (response: string, clock: number | null, over: Partial<Scene> = {}): Scene => ({
  doorTag: unhex(vectors.doors[1]?.tag ?? ''),
  authority: unhex(vectors.keys.authority?.publicKey ?? ''),
  listVersion: 2,
  trusted: [centre],
  asked: vectors.challenges.map(({ fields, bytes }) => ({
    nonce: unhex(fields.nonce),
    clock: fields.clock,
    age: 0,
    answered: false,
    bytes: unhex(bytes),
  })),
  newestStamp: 0,
  clock,
  lists: [],
  response: unhex(response),
  ...over,
})

describe('the test vectors', () => {
  it('are those in the file', async () => {
    const text = JSON.stringify(vectors, null, 2).replace(/\[\s+("\w+"),\s+("\w+")\s+\]/, '[$1, $2]')
    await expect(`${text}\n`).toMatchFileSnapshot(file)
  })

  it.each(vectors.verdicts)('$name: $verdict', ({ response, doorClock, verdict }) => {
    expect(saidByTheRules(sceneOf(response, doorClock)).verdict).toBe(verdict)
    expect(saidByThePage(sceneOf(response, doorClock)).verdict).toBe(verdict)
  })

  it.each(vectors.trust.lists)('$name: the door holds version $holds', ({ list, holds }) => {
    const scene = sceneOf(vectors.response, null, { lists: [unhex(list)] })
    const receipt = { doorTag: scene.doorTag, version: holds }
    for (const said of [saidByTheRules(scene), saidByThePage(scene)])
      expect(said.receipts.map((bytes) => readTrustReceipt(unhex(bytes)))).toEqual([receipt])
  })

  it.each(vectors.trust.after)('$name: $verdict', ({ list, response, verdict }) => {
    const { clock } = vectors.challenges[0]?.fields ?? { clock: null }
    const scene = sceneOf(response, clock, { lists: list === null ? [] : [unhex(list)] })
    expect(saidByTheRules(scene).verdict).toBe(verdict)
    expect(saidByThePage(scene).verdict).toBe(verdict)
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
        const scene = sceneOf(response, from.doorClock)
        expect(saidByTheRules(scene)).toEqual(saidByThePage(scene))
      }),
      { numRuns: 1000 },
    )
  })

  it('are quoted on the page', () => {
    const quoted = page.replaceAll(/\s/g, '')
    const { keys, doors, token, challenges: asked, stamps, response, records, trust } = vectors
    const wanted = [
      ...Object.values(keys).flatMap(({ publicKey, keyId }) => [publicKey, keyId]),
      ...doors.map(({ tag }) => tag),
      token.bytes,
      token.text,
      ...asked.map(({ bytes }) => bytes),
      ...stamps.map(({ bytes }) => bytes),
      response,
      ...records.flatMap(({ bytes, useId }) => [bytes, useId]),
      trust.list.bytes,
      trust.list.text,
      trust.receipt.bytes,
      ...[...vectors.verdicts, ...trust.lists, ...trust.after].map(({ name }) => name.replaceAll(/\s/g, '')),
    ]
    expect(wanted.filter((one) => !quoted.includes(one))).toEqual([])
  })
})
