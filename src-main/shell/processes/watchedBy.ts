import { watchedMark } from '../../watchdog/words.ts'

/** The line to the watchdog that has started this process. */
type Upper = {
  readonly send: (message: unknown, sent: () => void) => void
  readonly hear: (listener: (message: unknown) => void) => void
  readonly gone: (listener: () => void) => void
}

/** Null for a process that somebody else has started, perhaps with a channel of his own. */
export const watchedBy = (): Upper | null => {
  const isWatched = process.env[watchedMark] !== undefined && process.send !== undefined
  // What this process starts in its turn is not watched by the same.
  delete process.env[watchedMark]
  if (!isWatched) return null
  return {
    send: (message, sent) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => sent())
      else sent()
    },
    hear: (listener) => void process.on('message', listener),
    gone: (listener) => void process.once('disconnect', listener),
  }
}
