import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { TestCentre } from './centre.ts'

const script = fileURLToPath(new URL('../virtual-lock/bench-process.ts', import.meta.url))
const ready = z.object({ kind: z.literal('ready'), path: z.string() })

/** A simulated dongle in a process of its own, with the units of a `bench` centre near it. */
export type VirtualDongle = {
  /** What makes a console find it. */
  readonly env: Readonly<Record<string, string>>
  readonly pullOut: () => void
  readonly plugIn: () => Promise<void>
  readonly close: () => void
}

export const openVirtualDongle = async ({ folder }: Pick<TestCentre, 'folder'>): Promise<VirtualDongle> => {
  const bench = fork(script, [join(folder, 'bench.json')])
  const isReady = async (): Promise<string> => ready.parse((await once(bench, 'message'))[0]).path
  const path = await isReady()
  return {
    env: { BLUETOOTH_HCI_SOCKET_UART_PORT: path },
    pullOut: () => void bench.send({ kind: 'pullOut' }),
    plugIn: async () => {
      const again = isReady()
      bench.send({ kind: 'plugIn' })
      await again
    },
    close: () => bench.disconnect(),
  }
}
