import { z } from 'zod'
import { id } from '../ids.ts'

/** Who may open: the person, on the handset whose key the token is bound to, as a member of the unit. */
export const holder = z.object({ unitId: id, handsetId: id, personId: id })

export const grantReasons = ['alarm', 'welfareCheck', 'fire', 'ambulance', 'doorCheck'] as const
export const grantReason = z.enum(grantReasons)

/** Why a grant ended without anybody's revoking it. All but `expired` withdraw what is still out there. */
export const grantEnds = [
  'expired',
  'caseClosed',
  'signedOff',
  'handsetBlocked',
  'shiftEnded',
  'serviceEnded',
  'providerChanged',
] as const
export const grantEnd = z.enum(grantEnds)
export type GrantEnd = z.infer<typeof grantEnd>

export const blockReasons = ['lost', 'stolen', 'broken', 'leftService'] as const
export const blockReason = z.enum(blockReasons)

/** A supervisor's verdict on an emergency grant or a spoken code. */
export const verdicts = ['justified', 'followUp', 'breach'] as const
export const verdict = z.enum(verdicts)

/** What a resident or a relative gave out of their own hand. */
export const residentGrantKinds = ['once', 'period', 'standing'] as const
export const residentGrantKind = z.enum(residentGrantKinds)
export const residentGrantGivers = ['resident', 'relative'] as const
export const residentGrantGiver = z.enum(residentGrantGivers)

/** Why a signing key is no longer believed. */
export const strikeReasons = ['stolen', 'lost', 'suspected'] as const
export const strikeReason = z.enum(strikeReasons)

/** Fire & rescue's own number of the incident, as they say it. */
export const incidentNumber = z.string().trim().min(1).max(40)

export const revokeReasons = ['noLongerNeeded', 'wrongHolder', 'wrongDoor', 'handsetLost', 'mistake'] as const
export const revokeReason = z.enum(revokeReasons)

/** Why a door did not open for a token, in the order in which a door finds out. */
export const refusalCauses = [
  'unreadable',
  'unknownKey',
  'badSignature',
  'wrongDoor',
  'wrongHandset',
  'staleChallenge',
  'noClock',
  'notYetValid',
  'expired',
  'spent',
  'jammed',
] as const
export const refusalCause = z.enum(refusalCauses)
export type RefusalCause = z.infer<typeof refusalCause>
