import type { TFunction } from 'i18next'
import { ofNoWeight, type VerdictKind } from '../../../src-domain/hardware/verdict.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'

const faults = ['radio', 'session', 'otherUnit', 'refused', 'mayNotWipe'] as const

/** How a test ended, as a sentence. */
export const endSentence = ({ end, step }: TestView, t: TFunction): string => {
  if (end === null) return ''
  return t(`bench.end.${end}`, { step: step ? t(`bench.step.${step}`) : t('bench.end.noStep') })
}

/**
 * What the verdict means for the unit. A test that was broken off is judged by what it did not show, and somebody's own
 * lock by whose it is: neither is a reason to take it apart.
 */
export const verdictSentence = (
  { end, mayWipe, findings }: Pick<TestView, 'end' | 'mayWipe' | 'findings'>,
  verdict: VerdictKind,
  t: TFunction,
): string => {
  if (verdict === 'repair' && end !== 'done') return t('bench.verdictSays.unfinished')
  const isTheirsAlone = !mayWipe && findings.every(({ kind }) => kind === 'notOurs' || weightless.has(kind))
  return t(`bench.verdictSays.${verdict === 'repair' && isTheirsAlone ? 'theirs' : verdict}`)
}
const weightless = new Set<string>(ofNoWeight)

/** What was the matter and what to do about it; empty where nothing was. */
export const faultSentence = ({ fault }: TestView, t: TFunction): string => {
  if (fault === null) return ''
  const known = faults.find((kind) => kind === fault.kind)
  return known
    ? t(`bench.fault.${known}`, { detail: fault.detail })
    : t('bench.fault.unknown', { kind: fault.kind, detail: fault.detail })
}
