import { setTimeout as wait } from 'node:timers/promises'
import { second } from '../../../src-domain/time.ts'
import type { Fault, Scene } from '../fault.ts'
import { late, open, swallow } from '../proxy.ts'
import { until } from '../until.ts'

/** The line between the console and its centre, disturbed byte by byte. */
export const networkFaults: readonly Fault[] = [
  {
    name: 'line cut for 5 s',
    group: 'network',
    times: 3,
    quick: true,
    recoveryFrom: 'lifting',
    inject: async ({ desk, proxy }) => {
      proxy.accept(false)
      proxy.cut('reset')
      await away({ desk })
      await wait(5 * second)
      proxy.accept(true)
    },
  },
  {
    name: 'half-open line: packets vanish both ways, sockets stay up',
    group: 'network',
    times: 3,
    quick: true,
    recoveryFrom: 'lifting',
    inject: async ({ desk, proxy }) => {
      proxy.set({ toCentre: swallow, toConsole: swallow })
      await away({ desk })
      proxy.set({ toCentre: open, toConsole: open })
    },
  },
  {
    name: '3 s latency each way',
    group: 'network',
    times: 2,
    recoveryFrom: 'lifting',
    inject: async ({ proxy }) => {
      proxy.set({ toCentre: late(3 * second), toConsole: late(3 * second) })
      await wait(30 * second)
      proxy.set({ toCentre: open, toConsole: open })
    },
  },
]

const away = ({ desk }: Pick<Scene, 'desk'>): Promise<void> =>
  until('the window to say that the centre is away', async () => (await desk.health())?.link === 'away')
