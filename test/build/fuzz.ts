import { readFileSync } from 'node:fs'
import fc from 'fast-check'

/**
 * Bad input for every border. A run is pinned, so that it fails for everybody or for nobody; another one, or a longer
 * one, is asked for by VAKTROM_FUZZ_SEED (a whole number) and VAKTROM_FUZZ_TIMES (so many times the cases).
 */
const times = Number(process.env.VAKTROM_FUZZ_TIMES ?? 1)
const otherSeed = process.env.VAKTROM_FUZZ_SEED

export const fuzz = (seed: number, cases: number) => ({
  seed: otherSeed === undefined ? seed : Number(otherSeed),
  numRuns: cases * times,
})
/** Milliseconds that a test of so many may take. */
export const patience = (seconds: number): number => seconds * times * 1_000

/** Every example of `docs/protocol.md` by its name: what is valid, to begin from. */
const page = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8')
export const wireExamples: ReadonlyMap<string, readonly unknown[]> = Map.groupBy(
  [...page.matchAll(/^```json (\S+)\n(.*?)^```/gms)].map(([, name, text]) => ({
    name: name ?? '',
    value: JSON.parse(text ?? '') as unknown,
  })),
  ({ name }) => name,
) as unknown as ReadonlyMap<string, readonly unknown[]>

export const exampleOf = (name: string): unknown => {
  const [found] = (wireExamples.get(name) ?? []) as readonly { readonly value: unknown }[]
  if (!found) throw new Error(`no example of ${name}`)
  return found.value
}

/** JSON texts that schemas, stacks, prototypes and disks may stumble over. */
export const hostileTexts: readonly string[] = [
  'null',
  'true',
  '""',
  '" "',
  '[]',
  '{}',
  '0',
  '-1',
  '-0',
  '1.5',
  '1e400',
  '-1e400',
  '9007199254740993',
  '8640000000000001',
  '"\\ud800"',
  '"\\u0000"',
  '"__proto__"',
  '"constructor"',
  '"../../../../etc/passwd"',
  `"'; DROP TABLE entries; --"`,
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":null,"toJSON":1,"then":1,"length":-1}',
  '[[[[[[[[[[1]]]]]]]]]]',
  `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `"${'x'.repeat(300_000)}"`,
  `[${'0,'.repeat(20_000)}0]`,
]
export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.json({ depthSize: 'small' }) },
)

type Change = {
  readonly at: number
  readonly how: 'replace' | 'remove' | 'repeat' | 'add' | 'swap'
  readonly by: string
  readonly with: number
}
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'repeat', 'add', 'swap'),
  by: hostileText,
  with: fc.nat(10_000),
})

/** A valid value with one to three places in it changed, as JSON text. */
export const mutated = (valid: unknown): fc.Arbitrary<string> =>
  fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const raws: string[] = []
    const root = { root: structuredClone(valid) }
    for (const one of changes) apply(root, one, (text) => `@raw${raws.push(text) - 1}@`)
    return JSON.stringify(root.root ?? null).replace(/"@raw(\d+)@"/g, (_, n) => raws[Number(n)] ?? 'null')
  })

/** Mutated, hostile, arbitrary or valid: as JSON text. */
export const messageText = (valid: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 7, arbitrary: mutated(valid) },
    { weight: 2, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.constant(JSON.stringify(valid)) },
  )

type Place = { readonly holder: Record<string, unknown>; readonly key: string }
const placesIn = (holder: object): Place[] =>
  Object.keys(holder).flatMap((key) => {
    const value: unknown = Reflect.get(holder, key)
    const here: Place = { holder: holder as Record<string, unknown>, key }
    return typeof value === 'object' && value !== null ? [here, ...placesIn(value)] : [here]
  })

const apply = (root: object, { at, how, by, with: other }: Change, raw: (text: string) => string): void => {
  const places = placesIn(root)
  const place = places[at % places.length]
  // All of it was removed before.
  if (!place) return
  const { holder, key } = place
  const value = holder[key]
  switch (how) {
    case 'replace':
      holder[key] = raw(by)
      return
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      return
    case 'repeat':
      if (Array.isArray(value)) holder[key] = [...value, ...value, ...value]
      else holder[key] = [value, value]
      return
    case 'add':
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        Object.defineProperty(value, other % 2 === 0 ? '__proto__' : 'unheardOf', {
          value: raw(by),
          enumerable: true,
          configurable: true,
          writable: true,
        })
      else holder[key] = raw(by)
      return
    case 'swap': {
      const there = places[other % places.length] as Place
      // Into itself it would be endless.
      holder[key] = structuredClone(there.holder[there.key])
    }
  }
}

export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** What nobody caught while `work` ran: each would have ended a process. */
export const uncaughtDuring = async (work: () => Promise<void>): Promise<readonly string[]> => {
  const uncaught: string[] = []
  const note = (error: unknown) =>
    void uncaught.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  try {
    await work()
  } finally {
    process.off('uncaughtException', note)
    process.off('unhandledRejection', note)
  }
  return uncaught
}
