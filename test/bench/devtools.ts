import { z } from 'zod'

const said = z.object({
  id: z.int().optional(),
  method: z.string().optional(),
  sessionId: z.string().optional(),
  params: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ message: z.string() }).optional(),
})
export type Said = z.infer<typeof said>

/** As much of the DevTools protocol as it takes to be in a page before its first line runs. */
export type Devtools = {
  readonly send: (method: string, params: object, sessionId?: string) => Promise<void>
  readonly close: () => void
}

export const openDevtools = async (url: string, hear: (event: Said) => void): Promise<Devtools> => {
  const socket = new WebSocket(url)
  const waiting = new Map<number, { resolve: () => void; reject: (why: Error) => void }>()
  let n = 0
  socket.addEventListener('message', ({ data }) => {
    const message = said.parse(JSON.parse(String(data)))
    if (message.id === undefined) return hear(message)
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    return message.error ? one?.reject(new Error(message.error.message)) : one?.resolve()
  })
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('error', () => reject(new Error(`no DevTools at ${url}`)), { once: true })
  })
  return {
    send: (method, params, sessionId) =>
      new Promise((resolve, reject) => {
        n += 1
        waiting.set(n, { resolve, reject })
        socket.send(JSON.stringify({ id: n, method, params, ...(sessionId ? { sessionId } : {}) }))
      }),
    close: () => {
      waiting.clear()
      socket.close()
    },
  }
}
