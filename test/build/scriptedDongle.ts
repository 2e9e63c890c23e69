import type { z } from 'zod'
import type { AdapterState } from '../../src-domain/hardware/adapter.ts'
import { emptyReport, type TestReport, type TestStep } from '../../src-domain/hardware/report.ts'
import type { Port } from '../../src-main/core/port.ts'
import {
  type FromDongle,
  fromDongle,
  type NearUnit,
  type ToDongle,
  toDongle,
} from '../../src-main/dongle/messages.ts'
import { portPair } from './portPair.ts'

type Test = Extract<ToDongle, { kind: 'test' }>
type Ended = Extract<FromDongle, { kind: 'ended' }>

export const nearUnit = (serial: string, over: Partial<NearUnit> = {}): NearUnit => ({
  id: `radio-${serial}`,
  address: 'c0:ff:ee:00:00:01',
  name: 'VLOCK',
  serial,
  rssi: -50,
  driver: 'vaktrom',
  ageMs: 0,
  ...over,
})

/** The other end of core's line to the dongle: it says what a test has it say, and keeps what it was told. */
export const scriptedDongle = () => {
  const said: ToDongle[] = []
  const waiting = new Set<() => void>()
  let port: Port | null = null
  const say = (message: z.input<typeof fromDongle>): void => port?.post(fromDongle.parse(message))
  const until = <K extends ToDongle['kind']>(kind: K, times = 1): Promise<Extract<ToDongle, { kind: K }>> =>
    new Promise((resolve) => {
      const look = () => {
        const found = said.filter((one): one is Extract<ToDongle, { kind: K }> => one.kind === kind)
        const wanted = found[times - 1]
        if (!wanted) return
        waiting.delete(look)
        resolve(wanted)
      }
      waiting.add(look)
      look()
    })
  const step = (test: Test, name: TestStep, report: TestReport): void => {
    say({ kind: 'begun', testId: test.testId, step: name, attempt: 1 })
    say({ kind: 'done', testId: test.testId, step: name, report })
  }

  const adapter = (over: Partial<AdapterState>): void =>
    say({
      kind: 'adapter',
      adapter: {
        ready: true,
        lacks: null,
        detail: '',
        platform: 'linux',
        adapters: [{ name: 'hci0', label: 'USB' }],
        chosen: 'hci0',
        ...over,
      },
    })

  return {
    said,
    say,
    adapter,
    /** Past the schema: what a process gone wrong may say. */
    blurt: (message: unknown): void => port?.post(message),
    until,
    step,
    /** A process is started: the end for core. */
    start: (): Port => {
      const [mine, cores] = portPair()
      port = mine
      mine.listen((raw) => {
        said.push(toDongle.parse(raw))
        for (const look of waiting) look()
      })
      return cores
    },
    ready: (...units: NearUnit[]): void => {
      adapter({})
      say({ kind: 'near', units })
    },
    die: (): void => port?.close(),
    end: (test: Test, over: Partial<Ended> = {}): void =>
      say({
        kind: 'ended',
        testId: test.testId,
        report: emptyReport(test.serial),
        fault: null,
        stopped: false,
        halfWiped: false,
        ...over,
      }),
  }
}
export type ScriptedDongle = ReturnType<typeof scriptedDongle>
