import type { TFunction } from 'i18next'
import type { TimelineItem } from '../../../src-preload/contract/view.ts'
import { inWords } from './timelineCodes.ts'
import { type Told, toldKinds } from './toldKinds.ts'

/** One sentence for what happened; a code among its words is told in the language of the screen. */
export const sentence = (item: TimelineItem, t: TFunction): string => {
  const kind = toldKinds.find((known) => known === item.kind)
  // A kind of a later day, or a payload that could not be read: said as it is, never left out.
  if (!kind || item.words.unreadable !== undefined) return t('timeline.unknown', { kind: item.kind })
  const words = Object.fromEntries(
    Object.entries(item.words).map(([name, value]) => [name, inWords(kind, name, value, t)]),
  )
  const said = t(`timeline.${kind}`, { ...unsaid, by: byWords(item.by, t), ...words })
  return [said, ...besides(kind, item, t)].join(', ')
}

/** What a sentence may name; a word that did not come reads as a dash. */
const unsaid = {
  alarmKind: '–',
  attempts: '–',
  by: '–',
  cause: '–',
  door: '–',
  doors: '–',
  from: '–',
  givenBy: '–',
  holder: '–',
  hours: '–',
  keyId: '–',
  keyStore: '–',
  kind: '–',
  outcome: '–',
  person: '–',
  reason: '–',
  step: '–',
  unit: '–',
  verdict: '–',
  version: '–',
  why: '–',
  workplace: '–',
}

/** What is only sometimes so, and then has to be known. */
const besides = (kind: Told, { words }: TimelineItem, t: TFunction): readonly string[] => {
  const number = kind.startsWith('incident.') ? words.number : words.incidentNumber
  return [
    ...(kind === 'grant.issued' && words.offline === 1 ? [t('timeline.offline')] : []),
    ...(kind === 'grant.used' && words.reentry === 1 ? [t('timeline.reentry')] : []),
    ...(number === undefined ? [] : [t('timeline.number', { number })]),
  ]
}

const machines = ['centre', 'intake', 'platform'] as const

const byWords = (by: string, t: TFunction): string => {
  const machine = machines.find((known) => known === by)
  return machine ? t(`timeline.machine.${machine}`) : by
}
