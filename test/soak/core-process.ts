import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { machineClocks } from '../../src-main/core/clocks.ts'
import { startCore } from '../../src-main/core/core.ts'
import { fromCore, type Pushes, pushes } from '../../src-preload/contract/contract.ts'
import { portPair } from '../build/portPair.ts'
import { secretOf } from '../integration/centre/harness.ts'
import { type Measured, toCoreProcess } from './messages.ts'

// Core as the console runs it, with a window that paints what it is shown: node --expose-gc core-process.ts PROFILE URL

const [profile = '', url = ''] = process.argv.slice(2)
const collect = globalThis.gc
if (!collect) throw new Error('to be run with --expose-gc')

const core = startCore({
  config: {
    url,
    workplaceId: 'desk-1',
    secret: secretOf('desk-1'),
    profile,
    storeKey: 'c0'.repeat(32),
    practice: true,
    graphics: 'software',
  },
  session: null,
  restarts: 0,
  disk: { found: 'asUsual', restMs: 0 },
  key: { made: false, kept: true },
  beginAgain: () => process.exit(1),
  toShell: () => undefined,
  readerScript: new URL('../../src-main/core/reader/index.ts', import.meta.url),
  clocks: machineClocks,
})

/** What a window holds: what stands in its queue, and the newest health. */
const alarms = new Map<string, string>()
let health: Pushes['health'] | null = null
const [ours, theirs] = portPair()
let n = 0
const take = (delta: Pushes['alarms']): void => {
  if (delta.reset) alarms.clear()
  for (const { caseId, pressId } of delta.changed) alarms.set(caseId, pressId)
  for (const id of delta.removed) alarms.delete(id)
  const presses = [...alarms].map(([caseId, pressId]) => ({ caseId, pressId }))
  n += 1
  ours.post({ n, name: 'painted', args: { presses, probeId: null } })
}
ours.listen((raw) => {
  const message = fromCore.parse(raw)
  if (!('push' in message)) return
  if (message.push === 'alarms') take(pushes.alarms.parse(message.value))
  if (message.push === 'health') health = pushes.health.parse(message.value)
})
core.addWindow('soak', theirs)

/** The kernel's own count. */
const resident = (): number =>
  1_024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])

/** What is no longer needed has been let go of, and nothing is under way: the least of a few looks. */
const settled = async (): Promise<number> => {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 6; i++) {
    collect()
    await pause(1_000)
    least = Math.min(least, resident())
  }
  return least
}

process.on('message', (raw: unknown) => {
  const { do: what, seq } = toCoreProcess.parse(raw)
  if (what === 'stop') {
    core.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
    return
  }
  const look = async (): Promise<void> => {
    while ((health?.storedSeq ?? 0) < seq) await pause(50)
    const least = await settled()
    const measured: Measured = {
      seq: health?.storedSeq ?? 0,
      resident: least,
      heapUsed: process.memoryUsage().heapUsed,
      unreadable: health?.unreadable.count ?? 0,
      chainBroken: health?.chainBroken !== null,
    }
    process.send?.(measured)
  }
  void look()
})
process.on('disconnect', () => process.exit(1))
