import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { restartDelay, wellAfter } from './backoff.ts'

type Kept = {
  /** As it is called in the system's process list and in crash reports. */
  readonly name: string
  readonly entry: string
  /** Asked anew at each start, so that a port or a token found meanwhile is used. */
  readonly args: () => readonly string[]
  /** Switches of Node's. */
  readonly flags?: readonly string[]
  /** Whether one that ended with this code is followed without any delay, however often. */
  readonly atOnce?: (code: number) => boolean
  readonly onStart: (post: Post, restarts: number) => void
  readonly onMessage: (message: unknown) => void
  /** It died by itself and will be started again. */
  readonly onDeath: (death: {
    readonly code: number
    readonly restarts: number
    readonly inARow: number
  }) => void
}

export type Post = (message: unknown, ports?: MessagePortMain[]) => void
export type KeptAlive = {
  /** Into nothing while there is none: whoever starts it again is told all that it must know. */
  readonly post: Post
  readonly pid: () => number | undefined
  /** Asks it to end: with the message `farewell`, or by SIGTERM where that is null. Not started again. */
  readonly stop: (farewell: unknown, graceMs: number) => Promise<void>
}

/** A utility process that is started again whenever it ends, until it is stopped. */
export const keepAlive = ({
  name,
  entry,
  args,
  flags = [],
  atOnce,
  onStart,
  onMessage,
  onDeath,
}: Kept): KeptAlive => {
  let child: UtilityProcess | null = null
  let stopping = false
  let restarts = 0
  let inARow = 0
  let next: NodeJS.Timeout | undefined

  const start = (): void => {
    const startedAt = performance.now()
    const mine = utilityProcess.fork(entry, [...args()], {
      serviceName: name,
      stdio: 'inherit',
      execArgv: [...flags],
    })
    child = mine
    mine.on('message', (message: unknown) => {
      if (child === mine) onMessage(message)
    })
    mine.once('exit', (code) => {
      if (child === mine) child = null
      if (stopping) return
      restarts += 1
      inARow = performance.now() - startedAt > wellAfter ? 1 : inARow + 1
      onDeath({ code, restarts, inARow })
      next = setTimeout(start, atOnce?.(code) === true ? 0 : restartDelay(inARow))
    })
    onStart((message, ports = []) => mine.postMessage(message, ports), restarts)
  }
  start()

  return {
    post: (message, ports = []) => child?.postMessage(message, ports),
    pid: () => child?.pid,
    stop: (farewell, graceMs) => {
      stopping = true
      clearTimeout(next)
      const last = child
      if (last === null) return Promise.resolve()
      return new Promise((resolve) => {
        const { pid } = last
        // What does not go in time is ended: everything that matters is on disk after each commit.
        const slow = setTimeout(() => pid !== undefined && process.kill(pid, 'SIGKILL'), graceMs)
        last.once('exit', () => {
          clearTimeout(slow)
          resolve()
        })
        if (farewell === null) last.kill()
        else last.postMessage(farewell)
      })
    },
  }
}
