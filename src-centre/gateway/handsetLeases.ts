import type { z } from 'zod'
import { toBase64url } from '../../src-domain/access/bytes.ts'
import { type Lease, leaseDue, leaseToken, nextLease } from '../../src-domain/access/lease.ts'
import type { GrantRow } from '../../src-domain/access/rows.ts'
import { signToken } from '../../src-domain/access/token.ts'
import { ok, type Result, refuse } from '../../src-domain/result.ts'
import type { toHandset } from '../../src-domain/wire/field.ts'
import { accessCrypto } from '../crypto.ts'
import { centreSays } from '../journal/journal.ts'
import { standingOf } from '../standing.ts'
import type { Parts } from './parts.ts'

type Given = z.infer<typeof toHandset.lease>

/**
 * The token that a handset may hold now: the next lease when one is due, else the present one again, signed by
 * the key that signs now. The lease is in the journal before its token leaves the centre.
 */
export const leaseFor = async (parts: Parts, handsetId: string, grantId: string): Promise<Result<Given>> =>
  parts.journal.write((): Result<Given> => {
    const { store, journal, clock } = parts
    const row = store.rows.load('grant', grantId)
    if (!row || row.holder.handsetId !== handsetId) return refuse('unknownGrant')
    const handset = store.registry.get('handset', handsetId)
    const next = nextLease(row, standingOf(store, row), clock.now())
    if (!next.ok) return next
    if (!handset) return refuse('noHandset')
    const present = presentLease(row)
    const due = present === null || leaseDue(row, clock.now())
    const lease = due ? next.value : present
    if (due)
      journal.append(
        [{ kind: 'grant.leased', caseId: row.caseId, payload: { grantId, ...lease } }],
        centreSays(clock.now(), parts.centreId, grantId),
      )
    const token = signToken(leaseToken(row, lease, handset, accessCrypto), parts.keys.pair, accessCrypto)
    return ok({ grantId, ...lease, token: toBase64url(token) })
  })

const presentLease = (row: GrantRow): Lease | null =>
  row.leaseUntil === null ? null : { lease: row.lease, until: row.leaseUntil }
