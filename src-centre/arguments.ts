import { parseArgs } from 'node:util'
import { z } from 'zod'
import { id } from '../src-domain/ids.ts'
import { webhookUrl } from './fallback/config.ts'

const number = (least: number, most: number) => z.coerce.number().min(least).max(most)

/** What may stand on the command line. */
const schema = z.object({
  /** Folder of everything that is kept. */
  data: z.string().min(1).optional(),
  /** 0 takes any free port. */
  port: number(0, 65_535).int().default(0),
  practice: z.boolean().default(false),
  seed: number(0, 2 ** 32 - 1)
    .int()
    .default(1),
  residents: number(1, 100_000).int().default(2_000),
  speed: number(0, 600).default(1),
  scenario: id.nullable().default(null),
  /** JSONC file of a live centre. */
  config: z.string().min(1).optional(),
  /** Sets a person's PIN, read from standard input, and ends. */
  'set-pin': id.optional(),
  /** Erases a resident whose service has ended, here and at every console, and ends. */
  erase: id.optional(),
  /** Prints who was erased, and which consoles have not said that they are done, and ends. */
  erasures: z.boolean().default(false),
  /** Takes in shared codes of private locks from this file, and ends. */
  'shared-codes': z.string().min(1).optional(),
  /** Prints the key that is to be fitted into the keypad at `door/ID` or `keyStore/ID`, and ends. */
  'keypad-key': z.string().min(1).optional(),
  /** Prints the service key that is to be fitted into the unit of that serial, and ends. */
  'service-key': z.string().min(1).optional(),
  /** Practice only: a webhook on this machine that hears what would have gone outside. */
  fallback: webhookUrl.optional(),
  /** Sends one test delivery by the fall-back hook, says what came of it, and ends. */
  'try-fallback': z.boolean().default(false),
  /** Prints what a door is fitted with, the authority's public key and the newest trust list, and ends. */
  'door-trust': z.boolean().default(false),
})
export type Arguments = z.infer<typeof schema>

/** The arguments, or a sentence that says what is wrong with them. */
export const readArguments = (argv: readonly string[]): Arguments | string => {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        practice: { type: 'boolean' },
        seed: { type: 'string' },
        residents: { type: 'string' },
        speed: { type: 'string' },
        scenario: { type: 'string' },
        config: { type: 'string' },
        'set-pin': { type: 'string' },
        erase: { type: 'string' },
        erasures: { type: 'boolean' },
        'shared-codes': { type: 'string' },
        'keypad-key': { type: 'string' },
        'service-key': { type: 'string' },
        'door-trust': { type: 'boolean' },
        fallback: { type: 'string' },
        'try-fallback': { type: 'boolean' },
      },
    })
    const read = schema.safeParse(values)
    if (!read.success) {
      const issue = read.error.issues[0]
      return `--${issue?.path.join('.')}: ${issue?.message}`
    }
    if (read.data.practice && read.data.config !== undefined)
      return '--practice and --config do not go together: practice has no configuration'
    if (!read.data.practice && read.data.fallback !== undefined)
      return '--fallback is for practice: a live centre has it in its configuration'
    if (!read.data.practice && read.data.config === undefined)
      return 'say --practice, or --config FILE for a live centre'
    return read.data
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
