import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { diskAfter, madeWay } from '../../../src-main/core/exits.ts'
import { type FromShell, toShell } from '../../../src-main/core/messages.ts'
import type { Port } from '../../../src-main/core/port.ts'
import { restartDelay } from '../../../src-main/shell/processes/backoff.ts'
import type { SmallDisk } from '../../build/smallDisk.ts'
import type { RunningCore, StartCore } from './desk.ts'

const script = new URL('../../build/utility.ts', import.meta.url).pathname
const entry = new URL('../../../src-main/core/index.ts', import.meta.url).pathname
const carried = z.object({ end: z.string(), body: z.unknown() })

export type CoreProcess = {
  readonly start: StartCore
  /** Of the core that runs now. */
  readonly pid: () => number
  /** How each that ended did so. */
  readonly ended: (number | null)[]
  /** Resolves with the first of them that ends from now on. */
  readonly nextEnd: () => Promise<number | null>
}

/** Core in a process of its own, started again as shell does it: the same ends, told how the one before it ended. */
export const coreProcess = (disk: Pick<SmallDisk, 'prefix'>): CoreProcess => {
  const ended: (number | null)[] = []
  const waiting: ((code: number | null) => void)[] = []
  let child: ChildProcess | null = null

  const start: StartCore = (options): RunningCore => {
    const ends = new Map<string, { readonly port: Port; readonly hello: FromShell }>()
    const say = (message: FromShell): void => void child?.send(message)
    const join = (end: string, hello: FromShell): void => void child?.send({ end, first: true, body: hello })
    let stopping = false
    let isReady = false
    let inARow = 0
    let next: NodeJS.Timeout | undefined
    const died: { at: number; code: number }[] = []
    let { session } = options

    const begin = (): void => {
      const [execPath, ...execArgv] = [...disk.prefix(), process.execPath]
      const mine = fork(script, [entry], {
        execPath,
        execArgv,
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      child = mine
      isReady = false
      mine.on('message', (raw: unknown) => {
        const end = carried.safeParse(raw)
        if (end.success) {
          ends.get(end.data.end)?.port.post(end.data.body)
          return
        }
        const message = toShell.parse(raw)
        if (message.kind === 'ready') {
          isReady = true
          for (const [name, { hello }] of ends) join(name, hello)
        }
        if (message.kind === 'session') session = message.kept
        options.toShell(message)
      })
      mine.once('exit', (code) => {
        ended.push(code)
        for (const hear of waiting.splice(0)) hear(code)
        if (stopping) return
        died.push({ at: performance.now(), code: code ?? 0 })
        inARow += 1
        next = setTimeout(begin, code !== null && madeWay(code) ? 0 : restartDelay(inARow))
      })
      say({
        kind: 'start',
        config: options.config,
        session,
        restarts: ended.length,
        disk: died.length === 0 ? options.disk : diskAfter(died, performance.now()),
        key: options.key,
      })
    }
    begin()

    const add = (end: string, port: Port, hello: FromShell): void => {
      ends.set(end, { port, hello })
      port.listen((body) => void (child?.connected === true && child.send({ end, first: false, body })))
      if (isReady) join(end, hello)
    }
    return {
      addWindow: (windowId, port) => add(`window ${windowId}`, port, { kind: 'window', windowId }),
      addDongle: (port) => add('dongle', port, { kind: 'dongle' }),
      addSound: (port) => add('sound', port, { kind: 'sound' }),
      removeWindow: (windowId) => say({ kind: 'windowGone', windowId }),
      setPainting: (windowId, painting) => say({ kind: 'visible', windowId, painting }),
      woke: () => say({ kind: 'woke' }),
      stop: async () => {
        stopping = true
        clearTimeout(next)
        const last = child
        if (last === null || last.exitCode !== null || last.signalCode !== null) return
        const gone = once(last, 'exit')
        last.send({ kind: 'stop' } satisfies FromShell)
        await gone
      },
    }
  }
  return {
    start,
    ended,
    pid: () => child?.pid ?? 0,
    nextEnd: () => new Promise((resolve) => waiting.push(resolve)),
  }
}
