import { z } from 'zod'
import type { ElectronPort } from '../../../src-main/core/port.ts'

/**
 * Core's own entry in a plain process: its parent's port is this process's channel, as Electron would give
 * it. For tests that kill core without warning. A message that names an `end` travels on a port of that name, which
 * comes along with the message that first brings it.
 */
const carried = z.object({ end: z.string(), first: z.boolean(), body: z.unknown() })

type Hear = (event: { data: unknown; ports?: readonly ElectronPort[] }) => void
const isHear = (listener: unknown): listener is Hear => typeof listener === 'function'

const portOf = (end: string): ElectronPort => ({
  postMessage: (body) => process.send?.({ end, body }),
  on: (event: 'message' | 'close', listener: unknown) => {
    if (event === 'close' || !isHear(listener)) return
    process.on('message', (message: unknown) => {
      const read = carried.safeParse(message)
      if (read.success && read.data.end === end && !read.data.first) listener({ data: read.data.body })
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
await import('../../../src-main/core/index.ts')
