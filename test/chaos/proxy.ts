import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What becomes of bytes in one direction. What is swallowed never arrives, and the sockets stay up. */
export type Way = { readonly kind: 'pass'; readonly delay: number } | { readonly kind: 'swallow' }

export const open: Way = { kind: 'pass', delay: 0 }
export const late = (delay: number): Way => ({ kind: 'pass', delay })
export const swallow: Way = { kind: 'swallow' }

export type LineProxy = {
  readonly url: string
  /** From now on; each keeps the other as it is. */
  readonly set: (ways: { readonly toCentre?: Way; readonly toConsole?: Way }) => void
  /** Hangs up on all connections: `reset` as a machine that lost its power, `end` politely. */
  readonly cut: (how: 'reset' | 'end') => void
  /** Whether new connections are let in. */
  readonly accept: (isOpen: boolean) => void
  readonly close: () => Promise<void>
}

/** A line between a console and its centre that knows bytes and no more. It can be disturbed while it is in use. */
export const openProxy = async (upstream: string): Promise<LineProxy> => {
  const { hostname, port } = new URL(upstream)
  let toCentre: Way = open
  let toConsole: Way = open
  let accepting = true
  const pairs = new Set<readonly [Socket, Socket]>()

  const server = createServer((down) => {
    if (!accepting) return void down.resetAndDestroy()
    const up = connect({ host: hostname, port: Number(port) })
    const pair = [down, up] as const
    pairs.add(pair)
    for (const end of pair) end.setNoDelay(true)
    carry(down, up, () => toCentre)
    carry(up, down, () => toConsole)
    for (const end of pair) end.on('close', () => down.destroyed && up.destroyed && pairs.delete(pair))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo

  const cut: LineProxy['cut'] = (how) => {
    for (const end of [...pairs].flat()) {
      if (how === 'reset') end.resetAndDestroy()
      else end.end()
    }
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    set: (ways) => {
      toCentre = ways.toCentre ?? toCentre
      toConsole = ways.toConsole ?? toConsole
    },
    cut,
    accept: (isOpen) => {
      accepting = isOpen
    },
    close: async () => {
      cut('reset')
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * Bytes from one end to the other, in order whatever the delay. Once some were swallowed the rest of that connection is
 * too, as is its end: what came later would make no sense, and a peer behind a dead line hears of nothing.
 */
const carry = (from: Socket, to: Socket, way: () => Way): void => {
  let deaf = false
  const queue: { readonly at: number; readonly what: () => void }[] = []
  /** One timer for all, in order: timers of nearly the same length may overtake each other. */
  const drain = (): void => {
    for (let next = queue[0]; next && next.at <= performance.now(); next = queue[0]) {
      queue.shift()
      next.what()
    }
    const [head] = queue
    if (head) setTimeout(drain, head.at - performance.now() + 1)
  }
  const pass = (what: () => void): void => {
    const now = way()
    deaf ||= now.kind === 'swallow'
    if (deaf || now.kind === 'swallow') return
    queue.push({ at: performance.now() + now.delay, what })
    if (queue.length === 1) drain()
  }
  from.on('data', (bytes) => pass(() => void to.write(bytes)))
  from.on('end', () => pass(() => void to.end()))
  from.on('error', () => pass(() => void to.resetAndDestroy()))
  // Reset by us or by its end: with `end` heard before, the other end is closed already.
  from.on('close', (hadError) => {
    if (!hadError && !from.readableEnded) pass(() => void to.resetAndDestroy())
  })
}
