import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import {
  type FromDongle,
  type FromShell,
  fromDongle,
  type ToDongle,
} from '../../../src-main/dongle/messages.ts'

const script = new URL('../../build/utility.ts', import.meta.url).pathname
const entry = new URL('../../../src-main/dongle/index.ts', import.meta.url).pathname
const carried = z.object({ end: z.string(), body: z.unknown() })

type Kind = FromDongle['kind']
type Of<K extends Kind> = Extract<FromDongle, { kind: K }>

/** What one core hears of the dongle: all of it, in order, and whoever waits for something is told of it once. */
const openEar = () => {
  const heard: FromDongle[] = []
  const waiting = new Set<() => void>()
  return {
    heard,
    hear: (message: FromDongle): void => {
      heard.push(message)
      for (const look of waiting) look()
    },
    /** The first of its kind, from number `from` of what was heard on, that is as it is wanted. */
    next: <K extends Kind>(
      kind: K,
      isWanted: (message: Of<K>) => boolean = () => true,
      from = 0,
    ): Promise<Of<K>> =>
      new Promise((resolve) => {
        const isIt = (message: FromDongle): message is Of<K> => message.kind === kind
        const look = (): void => {
          const found = heard.slice(from).find((one): one is Of<K> => isIt(one) && isWanted(one))
          if (found === undefined) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** The dongle's own process under plain Node, started again as shell does it, with one core after another at its line. */
export const startDongle = (adapter: string) => {
  const ended: (number | null)[] = []
  const waiting: ((code: number | null) => void)[] = []
  let core = 0
  let ear = openEar()
  let child: ChildProcess
  let stopping = false
  let output = ''

  const end = () => `core ${core}`
  const shell = (message: FromShell): void => void child.send(message)
  const join = (): void =>
    void child.send({ end: end(), first: true, body: { kind: 'core' } satisfies FromShell })
  const begin = (): void => {
    const mine = fork(script, [entry], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, BLUETOOTH_HCI_SOCKET_UART_PORT: adapter },
    })
    child = mine
    mine.stderr?.on('data', (words: Buffer) => {
      output += words.toString()
    })
    mine.on('message', (raw: unknown) => {
      const { end: from, body } = carried.parse(raw)
      if (from === end()) ear.hear(fromDongle.parse(body))
    })
    mine.once('exit', (code) => {
      ended.push(code)
      for (const hear of waiting.splice(0)) hear(code)
      if (!stopping) begin()
    })
    join()
  }
  begin()

  return {
    say: (message: ToDongle): void => void child.send({ end: end(), first: false, body: message }),
    next: <K extends Kind>(kind: K, isWanted?: (message: Of<K>) => boolean, from?: number) =>
      ear.next(kind, isWanted, from),
    heard: () => ear.heard,
    /** The core that was there is gone, and another one comes. */
    otherCore: (): void => {
      child.send({ end: end(), first: false, closed: true, body: null })
      core += 1
      ear = openEar()
      join()
    },
    kill: (): void => void child.kill('SIGKILL'),
    /** How each that ended did so; `nextEnd`: the first of them from now on. */
    ended,
    nextEnd: () => new Promise<number | null>((resolve) => waiting.push(resolve)),
    output: () => output,
    stop: async (): Promise<void> => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      shell({ kind: 'stop' })
      await gone
    },
  }
}
export type RunningDongle = ReturnType<typeof startDongle>
