import type { TFunction } from 'i18next'
import { limits } from '../../../src-domain/hardware/limits.ts'
import type { Finding } from '../../../src-domain/hardware/verdict.ts'
import { parts } from '../../../src-domain/lock/words.ts'
import type { TestView } from '../../../src-preload/contract/bench.ts'
import type { Measures } from './measures.ts'

type FindingView = TestView['findings'][number]
type FindingKind = Finding['kind'] | 'notOurs'

type Words = FindingView['words']
const text = (words: Words, name: string): string => String(words[name] ?? '')
const figure = (words: Words, name: string): number => Number(words[name] ?? Number.NaN)

const untested = ['battery', 'clock', 'motor', 'wipe', 'selfTest'] as const

/** The lock's own parts, by their names; one that this version does not know is named as it came. */
export const partName = (name: string, t: TFunction): string =>
  isPart(name) ? t(`bench.part.${name}`) : `${t('bench.part.unknown')} (${name})`
const isPart = (name: string): name is keyof typeof parts => Object.hasOwn(parts, name)

type Sentence = (words: Words, t: TFunction, say: Measures) => string
const sentences: Readonly<Record<FindingKind, Sentence>> = {
  notWiped: (_, t) => t('bench.finding.notWiped'),
  halfWiped: (_, t) => t('bench.finding.halfWiped'),
  notOurs: (_, t) => t('bench.finding.notOurs'),
  wipeNotProved: (_, t) => t('bench.finding.wipeNotProved'),
  otherSerial: (words, t) => t('bench.finding.otherSerial', { says: text(words, 'says') }),
  jammed: (words, t) => t('bench.finding.jammed', { cycle: text(words, 'cycle') }),
  slow: (words, t, say) =>
    t('bench.finding.slow', {
      mean: say.seconds(figure(words, 'meanMs')),
      most: say.seconds(figure(words, 'mostMs')),
    }),
  scatter: (words, t, say) =>
    t('bench.finding.scatter', {
      part: say.percent(figure(words, 'part')),
      most: say.percent(limits.scatter),
    }),
  batteryWeak: (words, t, say) =>
    t('bench.finding.batteryWeak', {
      loaded: say.volts(figure(words, 'loadedMv')),
      least: say.volts(figure(words, 'leastMv')),
    }),
  batterySags: (words, t, say) =>
    t('bench.finding.batterySags', {
      part: say.percent(figure(words, 'part')),
      most: say.percent(limits.sag),
    }),
  clockWrong: (words, t, say) =>
    t('bench.finding.clockWrong', { by: say.seconds(Math.abs(figure(words, 'byMs'))) }),
  partFailed: (words, t) => t('bench.finding.partFailed', { part: partName(text(words, 'part'), t) }),
  notTested: (words, t) => {
    const step = untested.find((one) => one === words.step)
    return t('bench.finding.notTested', { step: step ? t(`bench.untested.${step}`) : text(words, 'step') })
  },
}

const isKnown = (kind: string): kind is FindingKind => Object.hasOwn(sentences, kind)

/** A finding as a sentence that somebody can act on. */
export const findingSentence = ({ kind, words }: FindingView, t: TFunction, say: Measures): string =>
  isKnown(kind) ? sentences[kind](words, t, say) : t('bench.finding.unknown', { kind })

/** What speaks against the unit apart from what nobody looked at: the second is not a fault, and not an all-clear either. */
export const split = (
  findings: readonly FindingView[],
): { readonly against: readonly FindingView[]; readonly untested: readonly FindingView[] } => ({
  against: findings.filter(({ kind }) => kind !== 'notTested'),
  untested: findings.filter(({ kind }) => kind === 'notTested'),
})
