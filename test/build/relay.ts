import { createServer, type RequestListener, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io, type Socket } from 'socket.io-client'

type Acknowledge = (value: unknown) => void

/**
 * What becomes of a message on its way: it arrives, `after` so many ms and perhaps `twice`, or with something `also`
 * that nobody said; `drop` loses it, and its acknowledgement with it.
 */
export type Passing =
  | { readonly pass: unknown; readonly after?: number; readonly twice?: boolean; readonly also?: unknown }
  | 'drop'

export type Relay = {
  readonly url: string
  /** Looks at, changes or loses what the centre says to consoles. */
  centreSays: (name: string, body: unknown) => Passing
  /** Looks at, changes or loses what consoles ask. */
  consoleAsks: (name: string, body: unknown) => Passing
  /** Looks at, changes or loses what the centre answers to them. */
  centreAnswers: (name: string, answer: unknown) => Passing
  /** Looks at, changes or loses what consoles acknowledge. */
  consoleAnswers: (name: string, answer: unknown) => Passing
  /** Says to every console what no centre of ours would say: bytes of Socket.IO's own, as they stand. */
  readonly sayRaw: (packet: string) => void
  /** Hangs up on everybody; they may come back. */
  readonly cut: () => void
  /** Turned away until it is called with true. */
  readonly setOpen: (open: boolean) => void
  readonly close: () => Promise<void>
}

const whole = (_: string, body: unknown): Passing => ({ pass: body })

/** Plain HTTP, by which a map comes, is handed on as it is. */
const handOn =
  (centreUrl: string): RequestListener =>
  (asked, answered) => {
    const onward = request(
      new URL(asked.url ?? '/', centreUrl),
      { method: asked.method, headers: asked.headers },
      (answer) => {
        answered.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(answered)
      },
    )
    onward.on('error', () => answered.destroy())
    asked.pipe(onward)
  }

/** A line between consoles and a real centre that a test can disturb: everything on it is real but the trouble. */
export const openRelay = async (centreUrl: string, namespace: string): Promise<Relay> => {
  const http = createServer(handOn(centreUrl))
  const server = new Server(http, { serveClient: false, maxHttpBufferSize: 16 * 1024 * 1024 })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const ups = new Set<Socket>()
  let open = true

  const relay: Relay = {
    url: `http://127.0.0.1:${port}`,
    centreSays: whole,
    consoleAsks: whole,
    centreAnswers: whole,
    consoleAnswers: whole,
    sayRaw: (packet) => {
      // Not through `emit`, which writes valid JSON alone.
      for (const socket of server.of(namespace).sockets.values())
        Reflect.get(socket.conn, 'write').call(socket.conn, packet)
    },
    cut: () => {
      for (const up of ups) up.disconnect()
      for (const socket of server.of(namespace).sockets.values()) socket.conn.close()
    },
    setOpen: (next) => {
      open = next
      if (!next) relay.cut()
    },
    close: async () => {
      relay.cut()
      await server.close()
    },
  }

  server.of(namespace).use((_, next) => next(open ? undefined : new Error('closed')))
  server.of(namespace).on('connection', (down) => {
    const up = io(`${centreUrl}${namespace}`, {
      auth: down.handshake.auth,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    })
    ups.add(up)
    up.onAny((name: string, body: unknown, acknowledge?: Acknowledge) =>
      carry(relay.centreSays(name, body), (passed) => {
        if (!acknowledge) return void down.emit(name, passed)
        down.emit(name, passed, (answer: unknown) => carry(relay.consoleAnswers(name, answer), acknowledge))
      }),
    )
    up.on('disconnect', () => down.conn.close())
    up.on('connect_error', () => down.conn.close())
    down.onAny((name: string, body: unknown, acknowledge?: Acknowledge) =>
      carry(relay.consoleAsks(name, body), (passed) => {
        up.emit(name, passed, (answer: unknown) =>
          carry(relay.centreAnswers(name, answer), (back) => acknowledge?.(back)),
        )
      }),
    )
    down.on('disconnect', () => {
      ups.delete(up)
      up.disconnect()
    })
  })
  return relay
}

const carry = (passing: Passing, to: (passed: unknown) => void): void => {
  if (passing === 'drop') return
  const { pass, after, twice, also } = passing
  const arrive = () => {
    to(pass)
    if (twice) to(pass)
    if (also !== undefined) to(also)
  }
  if (after === undefined) arrive()
  else setTimeout(arrive, after)
}
