import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { canary, canaryNumber, foundIn, leaksUnder } from '../../build/canaries.ts'

const words = { name: canary('Name'), phone: canaryNumber('phone') }
const folder = mkdtempSync(join(tmpdir(), 'vaktrom-canaries-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A search that finds nothing proves nothing until it is seen to find. */
describe('the search for canaries', () => {
  it.each<[string, (word: string) => Buffer]>([
    ['as it is', (w) => Buffer.from(`{"name":"${w}"}`)],
    ['folded to small letters', (w) => Buffer.from(`x ${w.toLowerCase()} y`)],
    ['in UTF-16', (w) => Buffer.from(`{"name":"${w}"}`, 'utf16le')],
    ['in hexadecimal', (w) => Buffer.from(Buffer.from(`..${w}..`).toString('hex'))],
    ['in a URL', (w) => Buffer.from(`?q=${encodeURIComponent(`navn=${w}&`)}`)],
    ['in base64 that begins with it', (w) => Buffer.from(Buffer.from(`${w} og mer`).toString('base64'))],
    ['in base64, one byte in', (w) => Buffer.from(Buffer.from(`"${w}" og mer`).toString('base64'))],
    ['in base64url, two bytes in', (w) => Buffer.from(Buffer.from(`?"${w}" og`).toString('base64url'))],
  ])('finds them %s', (_how, dress) => {
    expect(foundIn(dress(words.name), words)).toEqual(['name'])
    expect(foundIn(dress(words.phone), words)).toEqual(['phone'])
  })

  it('finds them in a file, in its name, and nowhere else', () => {
    writeFileSync(join(folder, 'fine'), 'Kanari og sju: 7')
    writeFileSync(join(folder, 'planted'), Buffer.concat([Buffer.alloc(5_000), Buffer.from(words.phone)]))
    writeFileSync(join(folder, `${words.name}.txt`), '')
    expect([...leaksUnder(folder, words)].toSorted()).toEqual([`${words.name}.txt: name`, 'planted: phone'])
  })
})
