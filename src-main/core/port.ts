/** One end of a two-way line: to shell, to a window, or to the sound. Order is kept. */
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
  on(event: 'message', listener: (event: { data: unknown; ports?: readonly ElectronPort[] }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start?(): void
  close?(): void
}

export const electronPort = (port: ElectronPort): Port => ({
  post: (message) => port.postMessage(message),
  listen: (listener) => {
    port.on('message', (event) => listener(event.data, (event.ports ?? []).map(electronPort)))
    port.start?.()
  },
  onClose: (listener) => {
    port.on('close', listener)
  },
  close: () => port.close?.(),
})
