import { z } from 'zod'
import type { ElectronPort } from '../../src-main/core/port.ts'

/**
 * A utility process of ours in a plain one: its parent's port is this process's channel, as Electron would give it. For
 * tests that kill it without warning. Its entry is named in the arguments. A message that names an `end` travels on a
 * port of that name, which comes along with the message that first brings it; `closed`: the other side is gone.
 */
const carried = z.object({
  end: z.string(),
  first: z.boolean(),
  closed: z.boolean().optional(),
  body: z.unknown(),
})

type Hear = (event: { data: unknown; ports?: readonly ElectronPort[] }) => void
const isHear = (listener: unknown): listener is Hear => typeof listener === 'function'

const isClose = (listener: unknown): listener is () => void => typeof listener === 'function'

const portOf = (end: string): ElectronPort => ({
  postMessage: (body) => process.send?.({ end, body }),
  on: (event: 'message' | 'close', listener: unknown) => {
    process.on('message', (message: unknown) => {
      const read = carried.safeParse(message)
      if (!read.success || read.data.end !== end || read.data.first) return
      if (read.data.closed === true) {
        if (event === 'close' && isClose(listener)) listener()
      } else if (event === 'message' && isHear(listener)) listener({ data: read.data.body })
    })
  },
})
const parentPort: ElectronPort = {
  postMessage: (message) => process.send?.(message),
  on: (event: 'message' | 'close', listener: unknown) => {
    if (event === 'close' || !isHear(listener)) return
    process.on('message', (message: unknown) => {
      const read = carried.safeParse(message)
      if (!read.success) listener({ data: message, ports: [] })
      else if (read.data.first) listener({ data: read.data.body, ports: [portOf(read.data.end)] })
    })
  },
}
Object.assign(process, { parentPort })
// Whoever started it is gone.
process.on('disconnect', () => process.exit())
const [, , entry] = process.argv
if (entry === undefined) throw new Error('which entry?')
await import(entry)
