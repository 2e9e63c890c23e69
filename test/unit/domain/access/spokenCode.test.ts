import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shutFor, wrongInARow } from '../../../../src-domain/access/keypad.ts'
import {
  codesThatHold,
  keypadKey,
  placeTag,
  placeText,
  windowOf,
} from '../../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../../src-domain/registry/rows.ts'
import { hour, minute } from '../../../../src-domain/time.ts'
import { accessCrypto, hex } from './accessCrypto.ts'
import { codeAt, makeCodeVectors, root, startHour } from './codeVectors.ts'
import { PageKeypad, pageCodeId, pageDigits, pageKeypadKey, pagePlaceTag } from './keypadFromThePage.ts'

const vectors = makeCodeVectors()
const file = fileURLToPath(new URL('../../../vectors/spoken-code.json', import.meta.url))
const page = readFileSync(new URL('../../../../docs/spoken-code.md', import.meta.url), 'utf8')
const pageRoot = Buffer.from(vectors.root, 'hex')

const step: fc.Arbitrary<ChainStep> = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/).map((doorId) => ({ kind: 'door' as const, doorId })),
  fc
    .stringMatching(/^[A-Za-z0-9._:-]{1,64}$/)
    .map((keyStoreId) => ({ kind: 'keyStore' as const, keyStoreId })),
)
const code = fc.record({
  startHour: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  hours: fc.integer({ min: 1, max: 24 }),
  serial: fc.integer({ min: 0, max: 3 }),
})

describe('the vectors of a spoken code', () => {
  it('are those in the file', async () => {
    await expect(`${JSON.stringify(vectors, null, 2)}\n`).toMatchFileSnapshot(file)
  })

  it('read the same from the page: places and codes', () => {
    for (const { place, key, tag } of vectors.places) {
      expect(pageKeypadKey(pageRoot, place).toString('hex')).toBe(key)
      expect(pagePlaceTag(place).toString('hex')).toBe(tag)
    }
    for (const { place, digits, codeId, ...one } of vectors.codes) {
      expect(pageDigits(pageKeypadKey(pageRoot, place), one)).toBe(digits)
      expect(pageCodeId(pagePlaceTag(place), one)).toBe(codeId)
    }
  })

  const pageKeypad = () =>
    new PageKeypad(pageKeypadKey(pageRoot, 'door/door-8-402'), pagePlaceTag('door/door-8-402'))

  it.each(vectors.verdicts)('$name: $verdict', ({ digits, clock, verdict, codeId }) => {
    const keypad = pageKeypad()
    if (clock !== null) keypad.setClock(clock, 0)
    const { answer, use } = keypad.type(digits, 0)
    expect({ answer, codeId: use?.codeId ?? null }).toEqual({ answer: verdict, codeId })
  })

  it('a keypad from the page that is typed at again and again says the same', () => {
    const keypad = pageKeypad()
    keypad.setClock(startHour * hour, 0)
    for (const { after, digits, answer, use } of vectors.session)
      expect(keypad.type(digits, after)).toEqual({ answer, use })
  })

  it('are quoted on the page', () => {
    const wanted = [
      ...vectors.places.flatMap(({ place, key, tag }) => [place, key, tag]),
      ...vectors.codes.flatMap(({ digits, codeId }) => [digits, codeId]),
      ...vectors.verdicts.map(
        ({ name, digits, clock, verdict }) =>
          `| ${name} | \`${digits}\` | ${clock === null ? '–' : `\`${clock}\``} | \`${verdict}\` |`,
      ),
      ...vectors.session.map(
        ({ after, digits, answer, use }) =>
          `| ${after} | \`${digits}\` | \`${answer}\` | ${use ? `\`${use.useId}\`` : ''} |`,
      ),
    ]
    expect(wanted.filter((one) => !page.includes(one))).toEqual([])
  })
})

describe('a spoken code', () => {
  it('is nine digits, the same by the rules and by the page, at any place and hour', () => {
    fc.assert(
      fc.property(step, code, (at, one) => {
        const made = codeAt(at, one)
        const place = placeText(at)
        expect(made.digits).toMatch(/^\d{9}$/)
        expect(made.digits).toBe(pageDigits(pageKeypadKey(pageRoot, place), one))
        expect(made.codeId).toBe(pageCodeId(pagePlaceTag(place), one))
      }),
      { numRuns: 5_000 },
    )
  })

  it('is another one at every other keypad, also where door and key box share an identifier', () => {
    fc.assert(
      fc.property(step, step, (one, two) => {
        const same = placeText(one) === placeText(two)
        const keyOf = (at: ChainStep) => hex(keypadKey(root, at, accessCrypto))
        const tagOf = (at: ChainStep) => hex(placeTag(at, accessCrypto))
        expect(keyOf(one) === keyOf(two)).toBe(same)
        expect(tagOf(one) === tagOf(two)).toBe(same)
      }),
    )
    expect(placeText({ kind: 'door', doorId: 'a-1' })).not.toBe(
      placeText({ kind: 'keyStore', keyStoreId: 'a-1' }),
    )
  })
})

describe('what a keypad has to try', () => {
  it('is each code whose window holds the moment, once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24 * hour, max: 2 ** 32 * hour - 1 }), code, (now, one) => {
        const tried = codesThatHold(now)
        const names = new Set(tried.map((c) => `${c.startHour}/${c.hours}/${c.serial}`))
        expect(names.size).toBe(tried.length)
        expect(tried.map(windowOf).every(({ from, until }) => from <= now && now < until)).toBe(true)
        const near = { ...one, startHour: Math.floor(now / hour) - (one.startHour % 30) + 2 }
        const { from, until } = windowOf(near)
        expect(names.has(`${near.startHour}/${near.hours}/${near.serial}`)).toBe(from <= now && now < until)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves a guesser the odds that the page states', () => {
    const open = codesThatHold(startHour * hour).length
    const spaced = (n: number) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ' ')
    const aTry = open / 1e9
    const tries = (days: number) => ((wrongInARow * 24 * hour) / shutFor) * days
    const within = (days: number) => 1 - (1 - aTry) ** tries(days)
    const guessing = page.slice(page.indexOf('## Guessing'), page.indexOf('## What this does not prove'))
    for (const figure of [
      `${spaced(open)} open`,
      `one try in ${spaced(1 / aTry)}`,
      `once in ${spaced(1 / (wrongInARow * aTry))} times`,
      `${tries(1)} tries a day`,
      `one day in ${spaced(1 / within(1))}`,
      `a year with ${Math.round(within(365) * 100)} %`,
      `${spaced(Math.log(2) / aTry / tries(1))} days for an even chance`,
    ])
      expect(guessing).toContain(figure)
    expect(shutFor).toBe(10 * minute)
  })
})
