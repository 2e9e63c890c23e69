/** Electron's utility process has a port to its parent; a plain Node process has not. */
type ParentPort = { readonly postMessage: (message: unknown) => void }

const isParentPort = (value: unknown): value is ParentPort =>
  typeof value === 'object' &&
  value !== null &&
  'postMessage' in value &&
  typeof value.postMessage === 'function'

/** What whoever started this centre needs to connect to it. */
export type Listening = {
  readonly kind: 'listening'
  readonly url: string
  readonly port: number
  readonly centreId: string
  readonly journalId: string
  /** Practice only: what consoles connect with. */
  readonly workplaces: readonly { readonly workplaceId: string; readonly secret: string }[]
}
export type Failed = { readonly kind: 'failed'; readonly why: string }

/** Tells the parent over its port, or else in one JSON line on standard output. */
export const tellParent = (message: Listening | Failed): void => {
  const port: unknown = 'parentPort' in process ? process.parentPort : undefined
  if (isParentPort(port)) port.postMessage(message)
  else process.stdout.write(`${JSON.stringify(message)}\n`)
}
