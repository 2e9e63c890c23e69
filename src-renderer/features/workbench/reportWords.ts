import type { TFunction } from 'i18next'
import type { TestView } from '../../../src-preload/contract/bench.ts'

const faults = ['radio', 'session', 'otherUnit', 'refused', 'mayNotWipe'] as const

/** How a test ended, as a sentence. */
export const endSentence = ({ end, step }: TestView, t: TFunction): string => {
  if (end === null) return ''
  return t(`bench.end.${end}`, { step: step ? t(`bench.step.${step}`) : t('bench.end.noStep') })
}

/** What was the matter and what to do about it; empty where nothing was. */
export const faultSentence = ({ fault }: TestView, t: TFunction): string => {
  if (fault === null) return ''
  const known = faults.find((kind) => kind === fault.kind)
  return known
    ? t(`bench.fault.${known}`, { detail: fault.detail })
    : t('bench.fault.unknown', { kind: fault.kind, detail: fault.detail })
}
