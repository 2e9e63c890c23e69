import type { TFunction } from 'i18next'
import {
  blockReasons,
  grantEnds,
  grantReasons,
  refusalCauses,
  residentGrantGivers,
  residentGrantKinds,
  revokeReasons,
  strikeReasons,
  verdicts,
} from '../../../src-domain/access/words.ts'
import { fallbackFaults } from '../../../src-domain/alarm/fallbackWords.ts'
import { alarmKinds, outcomes, returnReasons, takeOverReasons } from '../../../src-domain/alarm/words.ts'
import type { Told } from './toldKinds.ts'

const ringCauses = [
  'ownerGone',
  'untouched',
  'dispatchUnaccepted',
  'dispatchDeclined',
  'arrivalLate',
] as const
const escalationCauses = ['notPresented', 'notAnswered', 'noAttendedConsole'] as const

type Value = string | number

/** A code of a payload in the words of the screen; one that is not known stays as it came. */
export const inWords = (kind: Told, name: string, value: Value, t: TFunction): Value => {
  switch (name) {
    case 'alarmKind':
      return told(alarmKinds, value, (word) => t(`alarmKind.${word}`))
    case 'outcome':
      return told(outcomes, value, (word) => t(`outcome.${word}`))
    case 'verdict':
      return told(verdicts, value, (word) => t(`verdict.${word}`))
    case 'kind':
      return told(residentGrantKinds, value, (word) => t(`residentGrantKind.${word}`))
    case 'givenBy':
      return told(residentGrantGivers, value, (word) => t(`residentGrantGiver.${word}`))
    case 'reason':
      return reason(kind, value, t)
    case 'cause':
      return cause(kind, value, t)
    case 'why':
      return told(fallbackFaults, value, (word) => t(`fallback.short.${word}`))
    default:
      return value
  }
}

const told = <T extends string>(known: readonly T[], value: Value, words: (word: T) => string): Value => {
  const word = known.find((one) => one === value)
  return word ? words(word) : value
}

const reason = (kind: Told, value: Value, t: TFunction): Value => {
  switch (kind) {
    case 'alarm.returned':
      return told(returnReasons, value, (word) => t(`returnReason.${word}`))
    case 'alarm.takenOver':
      return told(takeOverReasons, value, (word) => t(`takeOverReason.${word}`))
    case 'grant.issued':
    case 'code.issued':
      return told(grantReasons, value, (word) => t(`grantReason.${word}`))
    case 'grant.revoked':
      return told(revokeReasons, value, (word) => t(`revokeReason.${word}`))
    case 'handset.blocked':
      return told(blockReasons, value, (word) => t(`blockReason.${word}`))
    case 'signingKey.struckOff':
      return told(strikeReasons, value, (word) => t(`strikeReason.${word}`))
    default:
      return value
  }
}

const cause = (kind: Told, value: Value, t: TFunction): Value => {
  switch (kind) {
    case 'grant.refused':
      return told(refusalCauses, value, (word) => t(`refusalCause.${word}`))
    case 'grant.ended':
      return told(grantEnds, value, (word) => t(`grantEnd.${word}`))
    case 'alarm.rang':
      return told(ringCauses, value, (word) => t(`ringCause.${word}`))
    case 'alarm.escalated':
      return told(escalationCauses, value, (word) => t(`timeline.escalationCause.${word}`))
    default:
      return value
  }
}
