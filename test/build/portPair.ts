import type { Port } from '../../src-main/core/port.ts'

type End = {
  waiting: unknown[]
  listener: ((message: unknown, ports: readonly Port[]) => void) | null
  closers: (() => void)[]
  closed: boolean
}
const newEnd = (): End => ({ waiting: [], listener: null, closers: [], closed: false })

const drain = (end: End): void => {
  const { listener } = end
  if (listener === null || end.closed) return
  for (const message of end.waiting.splice(0)) listener(message, [])
}

/** Two ends in one process. Messages are copied, come later and in order, as between processes. */
export const portPair = (): readonly [Port, Port] => {
  const ends = [newEnd(), newEnd()] as const
  return [meet(ends[0], ends[1]), meet(ends[1], ends[0])]
}

const meet = (mine: End, theirs: End): Port => ({
  post: (message) => {
    if (theirs.closed) return
    theirs.waiting.push(structuredClone(message))
    setImmediate(() => drain(theirs))
  },
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
})
