import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Words that may stand in no file, by what they are. */
export type Canaries = Readonly<Record<string, string>>

/** One word for each field, which nothing else in the world would say. */
export const canary = (field: string): string => `Kanari${field}Zq7x`
/** A number of that many digits, the same for the same field. */
export const canaryNumber = (field: string, digits = 11): string => {
  let sum = 7n
  for (const char of field) sum = (sum * 131n + BigInt(char.codePointAt(0) ?? 0)) % 10n ** BigInt(digits)
  return String(sum).padStart(digits, '7')
}

/** In every dress in which a program writes words down. */
const dressesOf = (word: string): readonly Buffer[] => {
  const bytes = Buffer.from(word, 'utf8')
  const texts = [
    word,
    word.toLowerCase(),
    encodeURIComponent(word),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...inBase64(bytes),
  ]
  const asUtf16 = Buffer.from(word, 'utf16le')
  const dressed = [...texts.map((text) => Buffer.from(text, 'latin1')), bytes, asUtf16]
  const unique = new Map(
    [...dressed, Buffer.from(asUtf16.toString('hex'))].map((b) => [b.toString('hex'), b]),
  )
  return [...unique.values()]
}

/** Base64 of it wherever it begins in a longer text; the ends, which depend on neighbours, are left off. */
const inBase64 = (bytes: Buffer): readonly string[] =>
  [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const inner = whole.slice(before === 0 ? 0 : before + 1, -1)
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')]
  })

/** Which of them stand in these bytes. */
export const foundIn = (bytes: Buffer, canaries: Canaries): readonly string[] =>
  Object.entries(canaries).flatMap(([name, word]) =>
    dressesOf(word).some((dress) => bytes.includes(dress)) ? [name] : [],
  )

export const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((one) => {
    const path = join(one.parentPath, one.name)
    return one.isFile() && statSync(path, { throwIfNoEntry: false }) ? [path] : []
  })

/** `file: canary` for each that any file of the folder holds, also in its name. */
export const leaksUnder = (folder: string, canaries: Canaries): readonly string[] =>
  filesUnder(folder).flatMap((path) => {
    const name = path.slice(folder.length + 1)
    return foundIn(Buffer.concat([Buffer.from(`${name}\n`), readFileSync(path)]), canaries).map(
      (what) => `${name}: ${what}`,
    )
  })
