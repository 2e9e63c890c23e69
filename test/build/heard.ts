import { residentGrantKinds } from '../../src-domain/access/words.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import { hour, minute } from '../../src-domain/time.ts'
import type { Rows } from './journal.ts'

/** Which fact came from outside, about the how-manieth thing of its kind. */
export type Heard = { readonly what: number; readonly of: number }

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(all.length, 1)]

type Hear = (rows: Rows, of: number, now: number, newId: () => string) => Draft | undefined
const dispatched =
  (kind: 'dispatch.accepted' | 'dispatch.arrived' | 'dispatch.cleared' | 'dispatch.declined'): Hear =>
  (rows, of) => {
    const row = pick(rows.of('dispatch'), of)
    return row && { kind, caseId: row.caseId, payload: { dispatchId: row.id } }
  }
const handsetAt = (of: number): string => `hs-unit-${(of % 4) + 1}`

/** In an order that tests count on: what is new comes last. */
const hears: readonly Hear[] = [
  dispatched('dispatch.accepted'),
  dispatched('dispatch.arrived'),
  dispatched('dispatch.cleared'),
  dispatched('dispatch.declined'),
  (rows, of) => {
    const row = pick(rows.of('grant'), of)
    const doorId = row?.doors[0]?.doorId ?? ''
    const payload = { grantId: row?.id ?? '', doorId, reentry: of % 2 === 1 }
    return row && { kind: 'grant.used', caseId: row.caseId, payload }
  },
  (rows, of, now) => {
    const row = pick(rows.of('grant'), of)
    return (
      row && {
        kind: 'grant.leased',
        caseId: row.caseId,
        payload: { grantId: row.id, lease: of + 1, until: now },
      }
    )
  },
  (rows, of) => {
    const row = pick(rows.of('grant'), of)
    return row && { kind: 'grant.deleted', caseId: row.caseId, payload: { grantId: row.id } }
  },
  (_, of) => ({
    kind: 'handset.signedOn',
    caseId: null,
    payload: { handsetId: handsetAt(of), personId: of < 4 ? `crew-unit-${of + 1}` : 'crew-other' },
  }),
  (rows, of) => {
    const personId = rows.load('handset', handsetAt(of))?.personId ?? 'crew-other'
    return { kind: 'handset.signedOff', caseId: null, payload: { handsetId: handsetAt(of), personId } }
  },
  (rows, of) => {
    const row = pick(rows.of('grant'), of)
    const doorId = row?.doors[0]?.doorId ?? 'door-1'
    return {
      kind: 'grant.refused',
      caseId: row?.caseId ?? null,
      payload: { grantId: row?.id ?? null, doorId, cause: of % 2 === 0 ? 'jammed' : 'expired' },
    }
  },
  (rows, of) => {
    const row = pick(rows.of('code'), of)
    return row && { kind: 'code.used', caseId: row.caseId, payload: { codeId: row.id } }
  },
  (_, of, now, newId) => ({
    kind: 'residentGrant.given',
    caseId: null,
    payload: {
      grantId: newId(),
      residentId: 'r-1',
      doorIds: ['door-1', 'door-2'],
      kind: pick(residentGrantKinds, of) ?? 'once',
      givenBy: of % 2 === 0 ? 'resident' : 'relative',
      from: now - minute,
      until: of % 3 === 2 ? null : now + hour,
    },
    personal: { name: 'Signe Prøve' },
  }),
  (rows, of) => {
    const row = pick(rows.of('residentGrant'), of)
    return row && { kind: 'residentGrant.withdrawn', caseId: null, payload: { grantId: row.id } }
  },
  (rows, of) => {
    const row = pick(rows.of('residentGrant'), of)
    return row && { kind: 'residentGrant.used', caseId: null, payload: { grantId: row.id, doorId: 'door-2' } }
  },
  (_, of) => ({
    kind: 'door.trusted',
    caseId: null,
    payload: { doorId: `door-${(of % 3) + 1}`, version: of + 1 },
  }),
  (rows, of, _, newId) => {
    const row = pick(rows.of('alarm'), of)
    // Word of a delivery that is over, or of another alarm's, comes too.
    const deliveryId = of % 4 === 3 ? newId() : row?.fallback?.deliveryId
    if (!row || deliveryId === undefined) return undefined
    const failed = { deliveryId, attempts: of, why: 'status', code: 500 } as const
    if (of % 3 === 0) return { kind: 'fallback.failed', caseId: row.id, payload: failed }
    if (of % 3 === 1) return { kind: 'fallback.sent', caseId: row.id, payload: { deliveryId } }
    return { kind: 'fallback.accepted', caseId: row.id, payload: { deliveryId, attempts: of + 1 } }
  },
  (_, of) => {
    const serial = pick(['door-1', 'door-2', 'door-private'], of) ?? 'door-1'
    return {
      kind: 'hardware.returned',
      caseId: null,
      payload: { lockId: `lock-${serial}`, serial, doorId: of % 4 === 3 ? null : serial },
    }
  },
]
export const kindsHeard = hears.length

export const heardOf = (
  { what, of }: Heard,
  rows: Rows,
  now: number,
  newId: () => string,
): Draft | undefined => pick(hears, what)?.(rows, of, now, newId)
