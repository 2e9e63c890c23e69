import type { AdapterState } from '../../../src-domain/hardware/adapter.ts'
import { second } from '../../../src-domain/time.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import type { FromDongle, NearUnit, ToDongle } from '../../dongle/messages.ts'
import type { Quarantine } from '../ingest/read.ts'
import type { Port } from '../port.ts'
import { type DongleLine, openDongleLine } from './line.ts'

/** Whoever looks away for a moment finds the radio as it was (ours). */
const lingers = 60 * second
/** Connecting, reading and hanging up has deadlines of its own; this is for a process that forgot (ours). */
const identifiesWithin = 30 * second

export type DonglePorts = {
  /** Asks shell to have the process, or not to. */
  readonly want: (wanted: boolean) => void
  /** What it says of a test. */
  readonly onTest: (message: TestMessage) => void
  readonly onEndUnread: (testId: string) => void
  /** The process is gone, and with it whatever it did. */
  readonly onLost: () => void
  readonly changed: () => void
  readonly quarantine: Quarantine
  readonly mono: () => number
}
export type TestMessage = Extract<FromDongle, { readonly testId: string }>

/** The dongle's process as core knows it: whether it runs, its adapter, and what is near. */
export const openDongle = (ports: DonglePorts) => {
  let line: DongleLine | null = null
  /** Null before this core has said anything: a process of the core before it may still be there. */
  let wanted: boolean | null = null
  let usedAt = ports.mono()
  let restarts = 0
  let makesWay = false
  let adapter: AdapterState | null = null
  let chosen: string | null = null
  let near: readonly NearUnit[] = []
  const identifying = new Map<string, number>()
  const faults = new Map<string, string>()

  const isReady = (): boolean => line !== null && adapter?.ready === true
  const forget = (): void => {
    adapter = null
    near = []
    identifying.clear()
    faults.clear()
  }
  const gone = (): void => {
    line = null
    if (wanted === true && !makesWay) restarts += 1
    makesWay = false
    forget()
    ports.onLost()
    ports.changed()
  }
  const hear = (message: FromDongle): void => {
    switch (message.kind) {
      case 'makesWay':
        makesWay = true
        return
      case 'adapter':
        adapter = message.adapter
        break
      case 'near':
        near = message.units
        break
      case 'identified':
        if (!identifying.delete(message.id)) return
        if (message.fault === null) faults.delete(message.id)
        else faults.set(message.id, message.fault)
        break
      default:
        ports.onTest(message)
    }
    ports.changed()
  }
  const become = (next: boolean): void => {
    if (wanted === next) return
    wanted = next
    if (!next) {
      makesWay = false
      restarts = 0
    }
    ports.want(next)
    ports.changed()
  }

  return {
    join: (port: Port): void => {
      // One that was replaced has died, whether or not its port has closed yet.
      if (line !== null) {
        line.close()
        gone()
      }
      line = openDongleLine(port, { ...ports, hear, endUnread: ports.onEndUnread, closed: gone })
      line.say({ kind: 'adapter', name: chosen })
      line.say({ kind: 'look', on: true })
      ports.changed()
    },
    say: (message: ToDongle): boolean => {
      line?.say(message)
      return line !== null
    },
    /** `used`: somebody looks at the bench, or it works. It is kept for a while longer. */
    tick: (used: boolean): void => {
      if (used) usedAt = ports.mono()
      if (used) become(true)
      else if (ports.mono() - usedAt >= lingers) become(false)
      for (const [id, at] of identifying)
        if (ports.mono() - at > identifiesWithin) {
          identifying.delete(id)
          faults.set(id, 'silent')
          ports.changed()
        }
    },
    /** It does nothing any more: it is ended, and the next tick asks for another. */
    replace: (): void => {
      line?.close()
      gone()
      become(false)
    },
    flush: (): void => line?.flush(),
    choose: (name: string | null): void => {
      if (chosen === name) return
      chosen = name
      line?.say({ kind: 'adapter', name })
    },
    identify: (id: string): boolean => {
      if (line === null || !near.some((unit) => unit.id === id)) return false
      identifying.set(id, ports.mono())
      line.say({ kind: 'identify', id })
      ports.changed()
      return true
    },
    isReady,
    // Without a radio nothing is heard, whatever was a moment ago.
    near: () => (isReady() ? near : []),
    isIdentifying: (id: string) => identifying.has(id),
    faultOf: (id: string): string | null => faults.get(id) ?? null,
    view: (): Pick<BenchView, 'process' | 'restarts' | 'adapter'> => ({
      process: wanted !== true ? 'off' : line !== null ? 'running' : restarts > 0 ? 'restarting' : 'starting',
      restarts,
      adapter,
    }),
  }
}
