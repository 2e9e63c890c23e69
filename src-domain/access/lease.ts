import type { GrantRow } from '../journal/rows.ts'
import type { RegistryRow } from '../registry/rows.ts'
import { ok, type Result, refuse } from '../result.ts'
import { type Ms, second } from '../time.ts'
import { fromBase64url } from './bytes.ts'
import type { AccessCrypto } from './crypto.ts'
import { clockSlack, leaseLife, reentryLife, renewEvery } from './limits.ts'
import { doorTag, type Token } from './token.ts'

/** What must still be true of the holder and of the resident for a lease to be renewed. */
export type Standing = {
  readonly handset: RegistryRow<'handset'> | undefined
  readonly unit: RegistryRow<'unit'> | undefined
  /** Whose door it is; null for an incident without a resident, such as a fire in a block. */
  readonly resident: RegistryRow<'resident'> | null
}

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
  const { handset, unit, resident } = standing
  if (!handset || handset.personId !== row.holder.personId) return refuse('noHandset')
  if (handset.blockedAt !== null) return refuse('handsetBlocked', { since: handset.blockedAt })
  if (!unit || handset.unitId !== unit.id || unit.id !== row.holder.unitId)
    return refuse('unknownUnit', { unit: row.holder.unitId })
  if (!unit.onShift) return refuse('unitOffShift', { unit: unit.name })
  if (resident && resident.serviceEndedAt !== null && resident.serviceEndedAt <= now)
    return refuse('serviceEnded', { since: resident.serviceEndedAt })
  return ok({ lease: row.lease + 1, until: nextUntil(row, now) })
}

/** Never before the end of an older lease: that one is out there and opens until then anyway. */
const nextUntil = (row: GrantRow, now: Ms): Ms =>
  Math.max(row.leaseUntil ?? 0, Math.min(now + leaseLife, row.until))

const isOver = (row: GrantRow, now: Ms): boolean =>
  row.revokedAt !== null || row.deletedAt !== null || row.ended !== null || now >= row.until

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
  offline: false,
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

/** `revoking`: withdrawn, but a lease is still out there; say `mayOpenUntil` beside it. */
export const grantState = (row: GrantRow, now: Ms): GrantState => {
  const open = mayOpenUntil(row, now) !== null
  if (row.revokedAt !== null) return open ? 'revoking' : 'revoked'
  if (row.ended === 'caseClosed') return open ? 'revoking' : 'ended'
  return row.ended !== null || now >= row.until ? 'ended' : 'active'
}
