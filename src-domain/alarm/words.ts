import { z } from 'zod'

export const alarmKinds = [
  'safety',
  'fall',
  'smoke',
  'heat',
  'carbonMonoxide',
  'panic',
  'inactivity',
  'wandering',
  'door',
  'flood',
  'unreadable',
  /** Opened by an operator for a whole block; nobody pressed. */
  'blockFire',
] as const
export const alarmKind = z.enum(alarmKinds)
export type AlarmKind = z.infer<typeof alarmKind>

/** 1 is the most urgent. */
export const priority = z.union([z.literal(1), z.literal(2), z.literal(3)])
export type Priority = z.infer<typeof priority>

/** SCAIP `mre`: what may be heard and said. */
export const voice = z.enum(['none', 'duplex', 'listen', 'talk'])
export type Voice = z.infer<typeof voice>

export const alarmStates = ['new', 'answered', 'dispatched', 'onScene', 'closed'] as const
export const alarmState = z.enum(alarmStates)

export const outcomes = [
  'helpedByPhone',
  'helpedOnScene',
  'handedOver',
  'falseAlarm',
  'testAlarm',
  'cancelled',
  'noContact',
  'technicalFault',
] as const
export const outcome = z.enum(outcomes)
export type Outcome = z.infer<typeof outcome>

export const returnReasons = ['notMine', 'shiftEnds', 'needsColleague', 'lineLost'] as const
export const returnReason = z.enum(returnReasons)

export const takeOverReasons = ['ownerAway', 'ownerBusy', 'agreed', 'supervision'] as const
export const takeOverReason = z.enum(takeOverReasons)

/** Why an owned alarm rings for everybody again: owned is not handled. */
export const rangCause = z.enum([
  'ownerGone',
  'untouched',
  'dispatchUnaccepted',
  'dispatchDeclined',
  'arrivalLate',
])
export type RangCause = z.infer<typeof rangCause>

export const escalationCause = z.enum(['notPresented', 'notAnswered', 'noAttendedConsole'])
export type EscalationCause = z.infer<typeof escalationCause>
