import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { scannedSerial } from '../../../src-domain/hardware/label.ts'
import type { BenchView } from '../../../src-preload/contract/bench.ts'
import { call } from '../../feed/bridge.ts'
import { useRefusalWords } from '../../ui/refusalWords.ts'
import type { UnitLine } from './benchList.ts'
import { scannedIn } from './scanned.ts'

/** What became of the newest scan; `n` tells one from the next that says the same. */
export type Heard = { readonly text: string; readonly isCare: boolean; readonly n: number }

export type Queueing = {
  readonly heard: Heard | null
  /** As it was scanned or typed: a serial, or a label of ours. */
  readonly scan: (text: string) => void
  readonly queue: (line: UnitLine) => void
}

export const useQueueing = (view: BenchView): Queueing => {
  const { t } = useTranslation()
  const refusalWords = useRefusalWords()
  const [heard, setHeard] = useState<Heard | null>(null)
  const say = (text: string, isCare: boolean): void =>
    setHeard((before) => ({ text, isCare, n: (before?.n ?? 0) + 1 }))
  const put = (serial: string, id: string | null): void => {
    void call('benchQueue', { serial, id }).then((answer) => {
      if (answer.ok) say(t('bench.scan.queued', { serial }), false)
      else say(t('bench.scan.refused', { serial, why: refusalWords(answer.error) }), true)
    })
  }
  return {
    heard,
    scan: (text) => {
      const what = scannedIn(view, scannedSerial(text))
      if (what.kind === 'queue') put(what.serial, what.id)
      else say(t(`bench.scan.${what.kind}`, { serial: what.serial }), what.kind !== 'alreadyQueued')
    },
    queue: ({ serial, near }) => {
      if (serial !== null) put(serial, near?.id ?? null)
    },
  }
}
