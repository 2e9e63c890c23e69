import { existsSync, rmSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { z } from 'zod'

/**
 * The real reader in a thread that ends without a word at a search for `die`, or for `die once` the first time that it
 * is asked; the file that is named after it remembers.
 */
const search = z.object({ kind: z.literal('search'), text: z.string() })
parentPort?.on('message', (raw: unknown) => {
  const asked = search.safeParse(raw).data?.text ?? ''
  const [, once] = /^die once (.+)$/.exec(asked) ?? []
  if (asked === 'die') process.exit(9)
  if (once === undefined || !existsSync(once)) return
  rmSync(once)
  process.exit(9)
})
await import('../../../src-main/core/reader/index.ts')
