import { fork } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FromCentre, fromCentre, type Listening, type ToCentre } from './centre-messages.ts'

const script = fileURLToPath(new URL('centre-process.ts', import.meta.url))

type Done<D extends FromCentre['did']> = Extract<FromCentre, { did: D }>
type Order = ToCentre extends infer T ? (T extends ToCentre ? Omit<T, 'n'> : never) : never

/** The centre in a process of its own, which does what the bench asks and says when it was done. */
export type BenchCentre = {
  readonly pid: number
  readonly folder: string
  readonly listening: Listening
  readonly ask: <D extends Order['do']>(order: Extract<Order, { do: D }>) => Promise<Done<D>>
  /** Arguments that make a console of the bench's workplace. */
  readonly consoleArgs: readonly string[]
  readonly close: () => void
}

export const startBenchCentre = async (residents: number): Promise<BenchCentre> => {
  const folder = mkdtempSync(join(tmpdir(), 'vaktrom-bench-centre-'))
  chmodSync(folder, 0o755)
  const child = fork(script, [folder, String(residents)])
  const waiting = new Map<number, { resolve: (done: FromCentre) => void; reject: (why: Error) => void }>()
  let n = 0
  const listening = await new Promise<Listening>((resolve, reject) => {
    child.on('message', (raw) => {
      const message = fromCentre.parse(raw)
      if (message.did === 'listen') return resolve(message)
      waiting.get(message.n)?.resolve(message)
      return waiting.delete(message.n)
    })
    child.once('exit', (code) => {
      const why = new Error(`the centre ended with ${code}`)
      reject(why)
      for (const one of waiting.values()) one.reject(why)
    })
  })
  const file = join(folder, 'console.jsonc')
  const { url, workplaceId, secret, municipality } = listening
  writeFileSync(file, JSON.stringify({ url, workplaceId, secret, municipality }))
  chmodSync(file, 0o644)
  return {
    pid: child.pid ?? 0,
    folder,
    listening,
    consoleArgs: ['--practice', '--config', file],
    ask: <D extends Order['do']>(order: Extract<Order, { do: D }>) =>
      new Promise<Done<D>>((resolve, reject) => {
        n += 1
        waiting.set(n, { resolve: resolve as (done: FromCentre) => void, reject })
        child.send({ ...order, n })
      }),
    close: () => {
      waiting.clear()
      child.disconnect()
      child.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    },
  }
}
