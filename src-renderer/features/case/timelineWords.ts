import type { TFunction } from 'i18next'
import { grantReasons, refusalCauses, revokeReasons } from '../../../src-domain/access/words.ts'
import { alarmKinds, outcomes, returnReasons, takeOverReasons } from '../../../src-domain/alarm/words.ts'
import { type Kind, kinds } from '../../../src-domain/journal/kinds.ts'
import type { TimelineItem } from '../../../src-preload/contract/view.ts'

/** Kinds that a case's timeline tells; the others concern no case. */
type Told = Exclude<
  Kind,
  'probe.raised' | 'session.signedIn' | 'session.signedOut' | 'workplace.connected' | 'workplace.lost'
>
const untold: readonly string[] = [
  'probe.raised',
  'session.signedIn',
  'session.signedOut',
  'workplace.connected',
  'workplace.lost',
]
export const toldKinds = Object.keys(kinds).filter((kind): kind is Told => !untold.includes(kind))

const ringCauses = [
  'ownerGone',
  'untouched',
  'dispatchUnaccepted',
  'dispatchDeclined',
  'arrivalLate',
] as const
const escalationCauses = ['notPresented', 'notAnswered', 'noAttendedConsole'] as const
const grantEnds = ['expired', 'caseClosed'] as const

/** One sentence for what happened; a code among its words is told in the language of the screen. */
export const sentence = (item: TimelineItem, t: TFunction): string => {
  const kind = toldKinds.find((known) => known === item.kind)
  // A kind of a later day, or a payload that could not be read: said as it is, never left out.
  if (!kind || item.words.unreadable !== undefined) return t('timeline.unknown', { kind: item.kind })
  const words = Object.fromEntries(
    Object.entries(item.words).map(([name, value]) => [name, inWords(kind, name, value, t)]),
  )
  return t(`timeline.${kind}`, { ...unsaid, by: byWords(item.by, t), ...words })
}

/** What a sentence may name; a word that did not come reads as a dash. */
const unsaid = {
  alarmKind: '–',
  by: '–',
  cause: '–',
  door: '–',
  from: '–',
  holder: '–',
  outcome: '–',
  reason: '–',
  step: '–',
  unit: '–',
  workplace: '–',
}

const byWords = (by: string, t: TFunction): string =>
  by === 'centre' || by === 'intake' ? t(`timeline.machine.${by}`) : by

const one = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((word) => word === value)

const inWords = (kind: Told, name: string, value: string | number, t: TFunction): string | number => {
  if (name === 'alarmKind') {
    const word = one(alarmKinds, value)
    return word ? t(`alarmKind.${word}`) : value
  }
  if (name === 'outcome') {
    const word = one(outcomes, value)
    return word ? t(`outcome.${word}`) : value
  }
  if (name === 'reason') return reason(kind, value, t)
  if (name === 'cause') return cause(kind, value, t)
  return value
}

const reason = (kind: Told, value: string | number, t: TFunction): string | number => {
  const returned = kind === 'alarm.returned' ? one(returnReasons, value) : undefined
  if (returned) return t(`returnReason.${returned}`)
  const taken = kind === 'alarm.takenOver' ? one(takeOverReasons, value) : undefined
  if (taken) return t(`takeOverReason.${taken}`)
  const granted = kind === 'grant.issued' ? one(grantReasons, value) : undefined
  if (granted) return t(`grantReason.${granted}`)
  const revoked = kind === 'grant.revoked' ? one(revokeReasons, value) : undefined
  return revoked ? t(`revokeReason.${revoked}`) : value
}

const cause = (kind: Told, value: string | number, t: TFunction): string | number => {
  const refused = kind === 'grant.refused' ? one(refusalCauses, value) : undefined
  if (refused) return t(`refusalCause.${refused}`)
  const rang = kind === 'alarm.rang' ? one(ringCauses, value) : undefined
  if (rang) return t(`ringCause.${rang}`)
  const escalated = kind === 'alarm.escalated' ? one(escalationCauses, value) : undefined
  if (escalated) return t(`timeline.escalationCause.${escalated}`)
  const ended = kind === 'grant.ended' ? one(grantEnds, value) : undefined
  return ended ? t(`timeline.grantEnd.${ended}`) : value
}
