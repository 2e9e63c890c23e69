import type { Fact, FactOf } from '../journal/kinds.ts'
import type { Load } from '../journal/rows.ts'
import type { GrantRow, Review } from './rows.ts'

/** As many refusals as one door keeps in its row; the entries keep all. */
const refusalsKept = 20

/** What a fact makes of the grant that it names; undefined when it names none that is known. */
export const evolveGrant = (load: Load, fact: Fact): GrantRow | undefined => {
  switch (fact.kind) {
    case 'grant.issued':
      return {
        id: fact.payload.grantId,
        municipality: fact.municipality,
        caseId: fact.caseId ?? fact.payload.grantId,
        holder: fact.payload.holder,
        doors: fact.payload.doorIds.map((doorId) => ({
          doorId,
          usedAt: null,
          usedReceivedAt: null,
          lastReentryAt: null,
          refusals: [],
        })),
        from: fact.payload.from,
        until: fact.payload.until,
        reason: fact.payload.reason,
        offline: fact.payload.offline,
        incidentNumber: fact.payload.incidentNumber,
        issuedBy: fact.by.id,
        issuedAt: fact.receivedAt,
        lease: 0,
        leaseUntil: null,
        revokedAt: null,
        revokedBy: null,
        deletedAt: null,
        ended: null,
        endedAt: null,
        review: null,
        seq: fact.seq,
      }
    case 'grant.leased': {
      const { lease, until } = fact.payload
      return next(load, fact.payload.grantId, fact.seq, (row) =>
        // Of two leases that are out there, the later end is the honest one.
        ({ lease: Math.max(row.lease, lease), leaseUntil: Math.max(row.leaseUntil ?? 0, until) }),
      )
    }
    case 'grant.used': {
      const { doorId, reentry } = fact.payload
      return door(load, fact.payload.grantId, fact.seq, doorId, (d) =>
        reentry
          ? { lastReentryAt: Math.max(d.lastReentryAt ?? 0, fact.at) }
          : d.usedAt !== null && d.usedAt <= fact.at
            ? {}
            : { usedAt: fact.at, usedReceivedAt: fact.receivedAt },
      )
    }
    case 'grant.refused': {
      const { grantId, doorId, cause } = fact.payload
      if (grantId === null) return undefined
      return door(load, grantId, fact.seq, doorId, (d) => ({
        refusals: [...d.refusals, { cause, at: fact.at, receivedAt: fact.receivedAt }].slice(-refusalsKept),
      }))
    }
    case 'grant.revoked':
      return next(load, fact.payload.grantId, fact.seq, (row) => ({
        revokedAt: row.revokedAt ?? fact.receivedAt,
        revokedBy: row.revokedBy ?? fact.by.id,
      }))
    case 'grant.deleted':
      return next(load, fact.payload.grantId, fact.seq, (row) => ({
        deletedAt: row.deletedAt ?? fact.receivedAt,
      }))
    case 'grant.ended':
      return next(load, fact.payload.grantId, fact.seq, (row) => ({
        ended: row.ended ?? fact.payload.cause,
        endedAt: row.endedAt ?? fact.receivedAt,
      }))
    case 'grant.reviewed':
      return next(load, fact.payload.grantId, fact.seq, () => ({ review: reviewOf(fact) }))
    default:
      return undefined
  }
}

/** The newest verdict stands; the entries keep all. */
export const reviewOf = (fact: FactOf<'grant.reviewed' | 'code.reviewed'>): Review => ({
  verdict: fact.payload.verdict,
  at: fact.receivedAt,
  by: fact.by.id,
})

const next = (load: Load, id: string, seq: number, change: (row: GrantRow) => Partial<GrantRow>) => {
  const row = load('grant', id)
  return row && { ...row, ...change(row), seq }
}

type GrantDoor = GrantRow['doors'][number]
const door = (
  load: Load,
  id: string,
  seq: number,
  doorId: string,
  change: (d: GrantDoor) => Partial<GrantDoor>,
) =>
  next(load, id, seq, (row) => ({
    doors: row.doors.map((d) => (d.doorId === doorId ? { ...d, ...change(d) } : d)),
  }))
