import { useState } from 'react'
import { scannedSerial } from '../../../src-domain/hardware/label.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { call } from '../../feed/bridge.ts'
import type { UnitLine } from './benchList.ts'
import { type Heard, stillHeard } from './heard.ts'
import { scannedIn } from './scanned.ts'

export type Queueing = {
  /** What is still so of the newest scan. */
  readonly heard: Heard | null
  /** How many scans there were: tells one from the next that says the same. */
  readonly n: number
  /** As it was scanned or typed: a serial, or a label of ours. */
  readonly scan: (text: string) => void
  readonly queue: (line: UnitLine) => void
}

export const useQueueing = (view: BenchView): Queueing => {
  const [{ last, n }, set] = useState<{ readonly last: Heard | null; readonly n: number }>({
    last: null,
    n: 0,
  })
  const say = (heard: Heard): void => set((before) => ({ last: heard, n: before.n + 1 }))
  const put = (serial: string, id: string | null): void => {
    void call('benchQueue', { serial, id }).then((answer) => {
      say(answer.ok ? { kind: 'queued', serial } : { kind: 'refused', serial, error: answer.error })
    })
  }
  return {
    heard: stillHeard(last, view),
    n,
    scan: (text) => {
      const what = scannedIn(view, scannedSerial(text))
      if (what.kind === 'queue') put(what.serial, what.id)
      else say(what)
    },
    queue: ({ serial, near }) => {
      if (serial !== null) put(serial, near?.id ?? null)
    },
  }
}
