import type { TFunction } from 'i18next'
import { ofNoWeight, type VerdictKind } from '../../../src-domain/hardware/verdict.ts'
import { refusalCodes } from '../../../src-domain/result.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'

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

const radioFaults = ['notNear', 'silent', 'lost', 'missing', 'refused'] as const
const sessionFaults = ['wrongKey', 'refused', 'wait', 'unreadable', 'busy'] as const
const lockRefusals = ['jammed', 'batteryTooLow', 'wipeFirst', 'notSupported', 'unreadable', 'busy'] as const
const among = <T extends string>(words: readonly T[], word: string): T | undefined =>
  words.find((one) => one === word)

/** What was the matter and what to do about it; empty where nothing was. */
export const faultSentence = ({ fault }: Pick<TestView, 'fault'>, t: TFunction): string => {
  if (fault === null) return ''
  const { kind, detail } = fault
  if (kind === 'otherUnit') return t('bench.fault.otherUnit', { detail })
  const ofRadio = kind === 'radio' ? among(radioFaults, detail) : undefined
  if (ofRadio) return t(`bench.fault.radio.${ofRadio}`)
  const ofSession = kind === 'session' ? among(sessionFaults, detail) : undefined
  if (ofSession) return t(`bench.fault.session.${ofSession}`)
  const ofLock = kind === 'refused' ? among(lockRefusals, detail) : undefined
  if (ofLock) return t(`bench.fault.lock.${ofLock}`)
  if (kind === 'refused' && detail === 'secretWithheld') return t('bench.fault.keyWithheld')
  // The centre's own no, in the words that it has everywhere.
  const ofCentre = among(refusalCodes, detail)
  const why = ofCentre
    ? `${t(`refusal.${ofCentre}.what`, { name: t('common.unknown'), until: '' })} ${t(`refusal.${ofCentre}.do`)}`
    : ''
  if (kind === 'mayNotWipe') return `${t('bench.fault.mayNotWipe')} ${why}`.trim()
  return why || t('bench.fault.unknown', { kind, detail })
}

/** Why a unit did not say who it is. */
export const identifySentence = (fault: string, t: TFunction): string => {
  const known = among(radioFaults, fault)
  return known ? t(`bench.fault.radio.${known}`) : t('bench.fault.unknown', { kind: '', detail: fault })
}
