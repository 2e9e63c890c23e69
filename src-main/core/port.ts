/** One end of a two-way line: to shell, to a window, to the sound, or to the reader. Order is kept. */
export type Port = {
  readonly post: (message: unknown) => void
  /** Only one listener; messages that came before it are kept for it. */
  readonly listen: (listener: (message: unknown, ports: readonly Port[]) => void) => void
  readonly onClose: (listener: () => void) => void
  readonly close: () => void
}

/** The little of Electron's `MessagePortMain` and `ParentPort` that core uses; it imports no Electron. */
export type ElectronPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: readonly ElectronPort[] }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start?(): void
  close?(): void
}

export const electronPort = (port: ElectronPort): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => {
    port.on('message', (event) => listener(event.data, event.ports.map(electronPort)))
    port.start?.()
  },
  onClose: (listener) => {
    port.on('close', listener)
  },
  close: () => port.close?.(),
})

/** The same over Node's own threads; ports travel inside no message there, so the second argument stays empty. */
export type NodePort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'close' | 'exit', listener: () => void): unknown
  close?(): void
}

export const nodePort = (port: NodePort): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => {
    port.on('message', (message) => listener(message, []))
  },
  onClose: (listener) => {
    port.on('close', listener)
  },
  close: () => port.close?.(),
})

/** Two ends in one process. Messages are copied, and come later, as between processes. */
export const portPair = (): readonly [Port & { readonly carry: CarryPorts }, Port & { readonly carry: CarryPorts }] => {
  const ends = [newEnd(), newEnd()] as const
  return [meet(ends[0], ends[1]), meet(ends[1], ends[0])]
}

type CarryPorts = (message: unknown, ports: readonly Port[]) => void
type End = {
  waiting: { message: unknown; ports: readonly Port[] }[]
  listener: ((message: unknown, ports: readonly Port[]) => void) | null
  closers: (() => void)[]
  closed: boolean
}
const newEnd = (): End => ({ waiting: [], listener: null, closers: [], closed: false })

const drain = (end: End): void => {
  if (end.listener === null) return
  for (const { message, ports } of end.waiting.splice(0)) end.listener(message, ports)
}

const meet = (mine: End, theirs: End): Port & { readonly carry: CarryPorts } => {
  const carry: CarryPorts = (message, ports) => {
    if (theirs.closed) return
    theirs.waiting.push({ message: structuredClone(message), ports })
    setImmediate(() => drain(theirs))
  }
  return {
    carry,
    post: (message) => carry(message, []),
    listen: (listener) => {
      mine.listener = listener
      setImmediate(() => drain(mine))
    },
    onClose: (listener) => {
      mine.closers.push(listener)
    },
    close: () => {
      if (mine.closed) return
      for (const end of [mine, theirs]) {
        end.closed = true
        for (const closer of end.closers) setImmediate(closer)
      }
    },
  }
}
