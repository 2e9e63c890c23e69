import { io, type Socket } from 'socket.io-client'

/** A line to the centre by somebody who is known there and says what no client of ours would say. */
export type RawSocket = {
  readonly socket: Socket
  /** JSON text as it stands, with an acknowledgement asked for; resolves with it, or null when the line falls first. */
  readonly ask: (name: string, text: string) => Promise<unknown>
  /** A packet of Socket.IO's own, as it stands. */
  readonly say: (packet: string) => void
  readonly fallen: () => boolean
  readonly hasFallen: Promise<void>
  readonly close: () => void
}

export const openRawSocket = async (url: string, namespace: string, auth: object): Promise<RawSocket> => {
  const socket = io(`${url}${namespace}`, {
    auth: { protocol: 1, ...auth },
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  const { engine } = socket.io
  const waiting = new Map<number, (answer: unknown) => void>()
  let n = 70_000
  let fallen = false
  const { promise: hasFallen, resolve: fell } = Promise.withResolvers<void>()
  engine.on('data', (data: unknown) => {
    const found = typeof data === 'string' ? /^3\/[a-z]+,(\d+)(\[.*\])$/s.exec(data) : null
    if (!found) return
    const answer = (JSON.parse(found[2] ?? '[]') as unknown[])[0]
    waiting.get(Number(found[1]))?.(answer)
    waiting.delete(Number(found[1]))
  })
  socket.on('disconnect', () => {
    fallen = true
    fell()
    for (const settle of waiting.values()) settle(null)
    waiting.clear()
  })
  const say = (packet: string) => void engine.write(packet)
  return {
    socket,
    ask: (name, text) =>
      new Promise((resolve) => {
        if (fallen) return resolve(null)
        n += 1
        waiting.set(n, resolve)
        say(`2${namespace},${n}[${JSON.stringify(name)},${text}]`)
      }),
    say,
    fallen: () => fallen,
    hasFallen,
    close: () => void socket.disconnect(),
  }
}
