import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { findNodeAtLocation, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { z } from 'zod'
import { id } from '../../../src-domain/ids.ts'
import { type CentreTrust, centreTrust, isGuarded } from '../../core/link/trust.ts'

/** How a console reaches its centre: a JSONC file, so that whoever keeps it can say why in comments. */
const asWritten = z.strictObject({
  /** `https://…`, or `http://` on this machine only: the credential travels over it. */
  url: z.url({ protocol: /^https?$/ }).refine(isGuarded, {
    error: 'must be https:// unless the centre is on this machine',
  }),
  workplaceId: id,
  /** The workplace's credential at the centre, 16 to 256 characters. */
  secret: z.string().min(16).max(256),
  /** Id of the municipality that this console expects to see. */
  municipality: id,
  /** PEM file of the authority that signs the centre's certificate; from the folder of this file. */
  authority: z.string().min(1).optional(),
  /** `sha256/…`: the centre's chain must have this public key in it. */
  pin: centreTrust.shape.pin.unwrap().optional(),
})
export type Configuration = Omit<z.infer<typeof asWritten>, 'authority' | 'pin'> & {
  readonly trust: CentreTrust
}

/** `line` counts from 1; `key` is the path in the file, such as `url`. Values are not told: one is a secret. */
export type ConfigurationFault = {
  readonly file: string
  readonly line: number | null
  readonly key: string | null
  readonly why: string
}

export type ConfigurationRead =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly fault: ConfigurationFault }

export const readConfiguration = (file: string): ConfigurationRead => {
  try {
    return parseConfiguration(file, readFileSync(file, 'utf8'))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { ok: false, fault: { file, line: null, key: null, why: `the file cannot be read (${code})` } }
  }
}

export const parseConfiguration = (file: string, text: string): ConfigurationRead => {
  try {
    return parsed(file, text)
  } catch (error) {
    // A thousand brackets in one another are no configuration, and more than the parser's stack holds.
    const why = `cannot be read (${error instanceof Error ? error.name : 'unknown'})`
    return { ok: false, fault: { file, line: null, key: null, why } }
  }
}

const parsed = (file: string, text: string): ConfigurationRead => {
  const fault = (offset: number | null, key: string | null, why: string): ConfigurationRead => ({
    ok: false,
    fault: { file, line: offset === null ? null : lineAt(text, offset), key, why },
  })
  const errors: ParseError[] = []
  const bare = text.replace(/^\uFEFF/, ' ')
  const tree = parseTree(bare, errors, { allowTrailingComma: true })
  const [broken] = errors
  if (broken !== undefined) return fault(broken.offset, null, words(printParseErrorCode(broken.error)))
  if (tree === undefined || tree.type !== 'object') return fault(0, null, 'an object { … } is needed')
  const twice = repeatedKey(tree.children ?? [])
  if (twice !== null) return fault(twice.offset, twice.key, 'is said twice')
  const read = asWritten.safeParse(plainValue(tree))
  if (read.success) {
    const { authority, pin, ...rest } = read.data
    const at = (key: string): number => findNodeAtLocation(tree, [key])?.offset ?? 0
    const plain = authority !== undefined ? 'authority' : pin !== undefined ? 'pin' : null
    if (plain !== null && !rest.url.startsWith('https:'))
      return fault(at(plain), plain, 'has no meaning where "url" is not https://')
    const pem = authority === undefined ? null : readAuthority(resolve(dirname(file), authority))
    if (pem !== null && 'why' in pem) return fault(at('authority'), 'authority', pem.why)
    return {
      ok: true,
      configuration: { ...rest, trust: { authority: pem?.pem ?? null, pin: pin ?? null } },
    }
  }
  const [issue] = read.error.issues
  if (issue === undefined) return fault(0, null, 'cannot be read')
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    return fault(findNodeAtLocation(tree, [key])?.parent?.offset ?? 0, key, 'is not a key of this file')
  }
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
  const node = findNodeAtLocation(tree, path)
  if (node === undefined) return fault(tree.offset, path.join('.'), 'is missing')
  return fault(node.offset, path.join('.'), issue.message)
}

/** What a person is told: `vaktrom.jsonc, line 4, "url": …`. */
export const faultSentence = ({ file, line, key, why }: ConfigurationFault): string =>
  [file, ...(line === null ? [] : [`line ${line}`]), ...(key === null ? [] : [`"${key}"`])].join(', ') +
  `: ${why}`

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

const words = (code: string): string =>
  code
    .replace(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase()

type Tree = NonNullable<ReturnType<typeof parseTree>>

const repeatedKey = (properties: readonly Tree[]): { key: string; offset: number } | null => {
  const seen = new Set<string>()
  for (const property of properties) {
    const key = String(property.children?.[0]?.value)
    if (seen.has(key)) return { key, offset: property.offset }
    seen.add(key)
  }
  return null
}

const plainValue = (node: Tree): unknown => {
  switch (node.type) {
    case 'object':
      return Object.fromEntries(
        (node.children ?? []).map((property) => {
          const [key, value] = property.children ?? []
          return [String(key?.value), value === undefined ? undefined : plainValue(value)]
        }),
      )
    case 'array':
      return (node.children ?? []).map(plainValue)
    default:
      return node.value
  }
}

const certificates = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** The certificates of a PEM file and nothing else of it; each must be an authority's. */
const readAuthority = (file: string): { readonly pem: string } | { readonly why: string } => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return { why: `${file} cannot be read (${code})` }
  }
  const found = text.match(certificates) ?? []
  if (found.length === 0) return { why: `${file} holds no certificate (PEM)` }
  try {
    if (found.every((one) => new X509Certificate(one).ca)) return { pem: found.join('\n') }
    return { why: `${file} holds a certificate that is no authority's` }
  } catch {
    return { why: `${file} holds a certificate that cannot be read` }
  }
}
