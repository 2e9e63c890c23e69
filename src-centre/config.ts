import { readFileSync } from 'node:fs'
import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser'
import { z } from 'zod'
import { deskLimits } from '../src-domain/desk/limits.ts'
import { id } from '../src-domain/ids.ts'
import { fallbackConfig } from './fallback/config.ts'

const secret = z.string().min(16).max(256)

/** A live centre's configuration. Unknown keys are refused: a misspelt one would be silently without effect. */
const schema = z
  .strictObject({
    centreId: id,
    municipality: id,
    /** Folder of the database. */
    data: z.string().min(1),
    /** Where its key and the signing keys lie; better on another disk than the data. */
    keyFile: z.string().min(1).optional(),
    signingFolder: z.string().min(1).optional(),
    host: z.string().default('127.0.0.1'),
    port: z.int().min(0).max(65_535),
    /** PEM files; needed on any address but this machine's own. */
    tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
    /**
     * What is sent there: `personal`, residents' words, such as names and notes; `reads` `hardware`, no alarms but
     * locks and home units; `municipalities`, of those alone.
     */
    workplaces: z
      .array(
        z.strictObject({
          id,
          secret,
          personal: z.boolean().default(true),
          reads: z.enum(['desk', 'hardware']).default('desk'),
          municipalities: z.array(id).min(1).optional(),
        }),
      )
      .min(1),
    adapters: z.array(z.strictObject({ id, kind: z.enum(['platform', 'intake']), secret })),
    /** When desks lock themselves and ask for the PIN again; what is not named stays as usual. */
    desks: deskLimits.optional(),
    /** Lines of `{"table", "row"}`, read at each start. */
    registry: z.string().min(1).optional(),
    /** Who is told outside when nobody at a console answers; without it nobody is. */
    fallback: fallbackConfig.optional(),
  })
  .refine((c) => c.tls !== undefined || ['127.0.0.1', '::1', 'localhost'].includes(c.host), {
    path: ['tls'],
    message: 'needed where "host" is not this machine itself',
  })
export type CentreConfig = z.infer<typeof schema>

/** The configuration, or one sentence that names file, line and key. */
export const readConfig = (path: string): CentreConfig | string => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    return `${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`
  }
  return parseConfig(path, text)
}

export const parseConfig = (path: string, text: string): CentreConfig | string => {
  try {
    return parsed(path, text)
  } catch (error) {
    // A thousand brackets in one another are more than the parser's stack holds.
    return `${path}: cannot be read: ${error instanceof Error ? error.name : 'unknown'}`
  }
}

const parsed = (path: string, text: string): CentreConfig | string => {
  const faults: ParseError[] = []
  const tree = parseTree(text, faults, { allowTrailingComma: true })
  const fault = faults[0]
  if (fault) return `${path}:${lineAt(text, fault.offset)}: ${printParseErrorCode(fault.error)}`
  if (!tree) return `${path}:1: the file is empty`
  const read = schema.safeParse(getNodeValue(tree))
  if (read.success) return read.data
  const issue = read.error.issues[0]
  if (!issue) return `${path}: unreadable`
  const keys = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  const at = keys.map((key) => (typeof key === 'symbol' ? String(key) : key))
  return `${path}:${lineAt(text, nearest(tree, at).offset)}: ${at.join('.')}: ${issue.message}`
}

/** The node itself, or the innermost one around it where it is missing. */
const nearest = (tree: Node, path: (string | number)[]): Node => {
  for (let depth = path.length; depth > 0; depth--) {
    const node = findNodeAtLocation(tree, path.slice(0, depth))
    if (node) return node.parent?.type === 'property' ? node.parent : node
  }
  return tree
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length
