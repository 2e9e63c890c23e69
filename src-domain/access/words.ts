import { z } from 'zod'
import { id } from '../ids.ts'

/** Who may open: the person, on the handset whose key the token is bound to, as a member of the unit. */
export const holder = z.object({ unitId: id, handsetId: id, personId: id })

export const grantReasons = ['alarm', 'welfareCheck', 'fire', 'ambulance', 'doorCheck'] as const
export const grantReason = z.enum(grantReasons)

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
