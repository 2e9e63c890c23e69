import type { RegistryRow } from '../registry/rows.ts'
import { ok, type RefusalCode, type Result, refuse } from '../result.ts'
import { type Ms, second } from '../time.ts'
import { fromBase64url } from './bytes.ts'
import type { AccessCrypto } from './crypto.ts'
import { clockSlack, leaseLife, reentryLife, renewEvery } from './limits.ts'
import type { GrantRow, HandsetRow } from './rows.ts'
import { doorTag, type Token } from './token.ts'
import type { GrantEnd } from './words.ts'

/** What must still be true of the holder and of the resident for a grant to live on. */
export type Standing = {
  readonly handset: RegistryRow<'handset'> | undefined
  /** Who is signed on at it, and whether it is blocked; undefined for one that never said anything. */
  readonly signedOn: HandsetRow | undefined
  readonly unit: RegistryRow<'unit'> | undefined
  /** Whose door it is; null for an incident without a resident, such as a fire in a block. */
  readonly resident: RegistryRow<'resident'> | null
}

/** Why a grant that nobody revoked is over all the same; null while it stands. */
export const standingEnd = (row: GrantRow, standing: Standing, now: Ms): GrantEnd | null => {
  if (now >= row.until) return 'expired'
  const { handset, signedOn, unit, resident } = standing
  if (signedOn?.blocked) return 'handsetBlocked'
  if (!handset || signedOn?.personId !== row.holder.personId) return 'signedOff'
  if (!unit?.onShift || handset.unitId !== unit.id || unit.id !== row.holder.unitId) return 'shiftEnded'
  if (resident && hasEnded(resident, now)) return 'serviceEnded'
  return resident && !mayServe(unit, resident) ? 'providerChanged' : null
}

export const hasEnded = (resident: RegistryRow<'resident'>, now: Ms): boolean =>
  resident.serviceEndedAt !== null && resident.serviceEndedAt <= now

/** Within the resident's own provider; patrols of the municipality and fire crews serve everybody. */
export const mayServe = (unit: RegistryRow<'unit'>, resident: RegistryRow<'resident'>): boolean =>
  unit.providerId === null || unit.providerId === resident.providerId

export type Lease = { readonly lease: number; readonly until: Ms }

/** Half of a lease's life is left at most, and a next one would end later. */
export const leaseDue = (row: GrantRow, now: Ms): boolean => {
  if (isOver(row, now)) return false
  const until = nextUntil(row, now)
  return (
    row.leaseUntil === null || (row.leaseUntil < until && now >= row.leaseUntil - (leaseLife - renewEvery))
  )
}

/**
 * The lease that the centre would sign now. Write it to the journal (`grant.leased`) before the token leaves
 * the centre: `mayOpenUntil` is honest only about what the journal knows.
 */
export const nextLease = (row: GrantRow, standing: Standing, now: Ms): Result<Lease> => {
  if (isOver(row, now)) return refuse('grantEnded', { until: row.until })
  const end = standingEnd(row, standing, now)
  if (end) return refuse(endRefusals[end])
  return ok({ lease: row.lease + 1, until: nextUntil(row, now) })
}

const endRefusals: Readonly<Record<GrantEnd, RefusalCode>> = {
  expired: 'grantEnded',
  caseClosed: 'grantEnded',
  signedOff: 'noHandset',
  handsetBlocked: 'handsetBlocked',
  shiftEnded: 'unitOffShift',
  serviceEnded: 'serviceEnded',
  providerChanged: 'otherProvider',
}

/**
 * Never before the end of an older lease: that one is out there and opens until then anyway. A grant that begins
 * later lives from its beginning.
 */
const nextUntil = (row: GrantRow, now: Ms): Ms => {
  const lives = row.offline ? row.until : Math.min(Math.max(now, row.from) + leaseLife, row.until)
  return Math.max(row.leaseUntil ?? 0, lives)
}

const isOver = (row: GrantRow, now: Ms): boolean =>
  row.revokedAt !== null || row.deletedAt !== null || row.ended !== null || now >= row.until

/** Taken back, by somebody or by a rule: what is out there must be deleted. One that ran out took care of itself. */
export const isWithdrawn = (row: GrantRow): boolean =>
  row.revokedAt !== null || (row.ended !== null && row.ended !== 'expired')

/**
 * What stands in the token of a lease. Its start lies `clockSlack` before the grant's, so that a door whose
 * clock is a little behind does not turn away a patrol that was sent this very minute.
 */
export const leaseToken = (
  row: GrantRow,
  lease: Lease,
  handset: RegistryRow<'handset'>,
  crypto: AccessCrypto,
): Omit<Token, 'keyId'> => ({
  oneTime: true,
  offline: row.offline,
  emergency: row.reason !== 'doorCheck',
  grantId: row.id,
  lease: lease.lease,
  handset: fromBase64url(handset.publicKey) ?? new Uint8Array(),
  notBefore: Math.floor((row.from - clockSlack) / second),
  notAfter: Math.floor(lease.until / second),
  windowUntil: Math.floor(row.until / second),
  reentrySeconds: reentryLife / second,
  doors: row.doors.map(({ doorId }) => doorTag(doorId, crypto)),
})

/**
 * Until when a door may still open for this grant, whatever the console has asked for; null when none can:
 * the handset has receipted the deletion, or the last lease is over at every door. It is the end of the
 * newest lease plus what a door's clock may be behind. Re-entry adds nothing: it too needs a lease that lives.
 * That a use was reported subtracts nothing: a report may be wrong, a lease is not.
 */
export const mayOpenUntil = (row: GrantRow, now: Ms): Ms | null => {
  if (row.deletedAt !== null || row.leaseUntil === null) return null
  const end = row.leaseUntil + clockSlack
  return now < end ? end : null
}

export type GrantState = 'active' | 'revoking' | 'revoked' | 'ended'

/**
 * `revoking`: withdrawn, but a lease is still out there; say `mayOpenUntil` beside it. One that ran out stays
 * `active` for as long as a door that is behind may still open for it.
 */
export const grantState = (row: GrantRow, now: Ms): GrantState => {
  if (mayOpenUntil(row, now) !== null) return isWithdrawn(row) ? 'revoking' : 'active'
  if (row.revokedAt !== null) return 'revoked'
  return row.ended !== null || now >= row.until ? 'ended' : 'active'
}
