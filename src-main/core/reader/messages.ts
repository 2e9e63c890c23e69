import { z } from 'zod'
import { searchHit } from '../../../src-preload/contract/view.ts'

/** Between core and its reader, a worker thread with a handle on the replica that cannot write. */
export const toReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), path: z.string(), key: z.string() }),
  z.object({ kind: z.literal('search'), n: z.int(), text: z.string() }),
  /** Walks the whole chain on this disk. */
  z.object({ kind: z.literal('verify'), n: z.int() }),
])
export type ToReader = z.infer<typeof toReader>

export const fromReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hits'), n: z.int(), hits: z.array(searchHit) }),
  z.object({ kind: z.literal('progress'), n: z.int(), done: z.int(), total: z.int() }),
  z.object({
    kind: z.literal('verified'),
    n: z.int(),
    fault: z.object({ seq: z.int(), fault: z.string() }).nullable(),
  }),
  /** `damaged`: a page of the replica is not what was written. */
  z.object({ kind: z.literal('failed'), n: z.int(), why: z.string(), damaged: z.boolean() }),
])
export type FromReader = z.infer<typeof fromReader>
