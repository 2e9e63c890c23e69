import { describe, expect, it } from 'vitest'
import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import {
  grantState,
  leaseDue,
  leaseToken,
  mayOpenUntil,
  nextLease,
  type Standing,
  standingEnd,
} from '../../../../src-domain/access/lease.ts'
import type { HandsetRow } from '../../../../src-domain/access/rows.ts'
import { signToken, trusted, verifyToken } from '../../../../src-domain/access/token.ts'
import { hour, minute, second } from '../../../../src-domain/time.ts'
import { accessCrypto } from './accessCrypto.ts'
import { centreKey, grantRow, handsetA, t0 } from './builders.ts'

const handset = {
  id: 'handset-a',
  municipality: 'fjordvik',
  unitId: 'unit-4',
  publicKey: toBase64url(handsetA.publicKey),
  phone: '',
}
const signedOn: HandsetRow = {
  id: 'handset-a',
  municipality: 'fjordvik',
  personId: 'person-1',
  signedOnAt: t0,
  blocked: null,
  seq: 1,
}
const blocked = { at: t0 - 1, by: 'person-9', reason: 'lost' } as const
const unit = {
  id: 'unit-4',
  municipality: 'fjordvik',
  kind: 'patrol' as const,
  name: 'Patrulje 4',
  callSign: '4',
  base: [5.1, 60.2] as [number, number],
  crew: ['person-1'],
  handsetIds: ['handset-a'],
  onShift: true,
  phone: '',
  providerId: null,
}
const resident = {
  id: 'resident-1',
  municipality: 'fjordvik',
  name: 'Målfrid Prøve',
  birthYear: 1938,
  phone: '',
  homeId: 'home-1',
  providerId: 'provider-1',
  needs: [],
  instructions: '',
  contacts: [],
  serviceEndedAt: null,
}
const standing = (over: Partial<Standing> = {}): Standing => ({
  handset,
  signedOn,
  unit,
  resident,
  ...over,
})

describe('the next lease', () => {
  it('lives 10 minutes and never beyond its grant', () => {
    expect(nextLease(grantRow(), standing(), t0)).toEqual({
      ok: true,
      value: { lease: 1, until: t0 + 10 * minute },
    })
    expect(nextLease(grantRow({ lease: 6 }), standing(), t0 + 55 * minute)).toEqual({
      ok: true,
      value: { lease: 7, until: t0 + hour },
    })
  })

  it('never ends before one that is out there', () => {
    const row = grantRow({ lease: 1, leaseUntil: t0 + 40 * minute })
    expect(nextLease(row, standing(), t0)).toMatchObject({ value: { until: t0 + 40 * minute } })
  })

  it.each([
    ['handsetBlocked', standing({ signedOn: { ...signedOn, blocked } })],
    ['noHandset', standing({ handset: undefined })],
    ['noHandset', standing({ signedOn: undefined })],
    ['noHandset', standing({ signedOn: { ...signedOn, personId: null } })],
    ['noHandset', standing({ signedOn: { ...signedOn, personId: 'person-2' } })],
    ['unitOffShift', standing({ handset: { ...handset, unitId: 'unit-5' } })],
    ['unitOffShift', standing({ unit: undefined })],
    ['unitOffShift', standing({ unit: { ...unit, onShift: false } })],
    ['serviceEnded', standing({ resident: { ...resident, serviceEndedAt: t0 } })],
    ['otherProvider', standing({ unit: { ...unit, providerId: 'provider-2' } })],
  ])('stops: %s', (code, now) => {
    expect(nextLease(grantRow(), now, t0)).toMatchObject({ ok: false, error: { code } })
  })

  it.each([
    { revokedAt: t0 },
    { deletedAt: t0 },
    { ended: 'caseClosed' as const },
    { ended: 'expired' as const },
    { until: t0 },
  ])('stops when the grant is over: %j', (over) => {
    expect(nextLease(grantRow(over), standing(), t0)).toMatchObject({ error: { code: 'grantEnded' } })
    expect(leaseDue(grantRow(over), t0)).toBe(false)
  })

  it('goes on for an incident without a resident, and for one whose service ends later', () => {
    expect(nextLease(grantRow(), standing({ resident: null }), t0).ok).toBe(true)
    const leaving = { ...resident, serviceEndedAt: t0 + 1 }
    expect(nextLease(grantRow(), standing({ resident: leaving }), t0).ok).toBe(true)
  })

  it('is due at once, then with 5 minutes left, and not when it could not end later', () => {
    expect(leaseDue(grantRow(), t0)).toBe(true)
    const leased = grantRow({ lease: 1, leaseUntil: t0 + 10 * minute })
    expect(leaseDue(leased, t0 + 5 * minute - 1)).toBe(false)
    expect(leaseDue(leased, t0 + 5 * minute)).toBe(true)
    expect(leaseDue(grantRow({ lease: 9, leaseUntil: t0 + hour }), t0 + 58 * minute)).toBe(false)
  })

  it('becomes a token that doors read', () => {
    const fields = leaseToken(grantRow(), { lease: 1, until: t0 + 10 * minute }, handset, accessCrypto)
    const bytes = signToken(fields, centreKey, accessCrypto)
    expect(verifyToken(bytes, [trusted(centreKey.publicKey, accessCrypto)], accessCrypto)).toMatchObject({
      ok: true,
      value: {
        oneTime: true,
        emergency: true,
        notBefore: t0 / 1000 - 30,
        notAfter: t0 / 1000 + 600,
        windowUntil: t0 / 1000 + 3600,
        reentrySeconds: 900,
      },
    })
  })
})

describe('what a grant stands on', () => {
  const elsewhere = { ...unit, providerId: 'provider-2' }
  it.each([
    ['expired', standing(), t0 + hour],
    ['handsetBlocked', standing({ signedOn: { ...signedOn, blocked } }), t0],
    ['signedOff', standing({ handset: undefined }), t0],
    ['signedOff', standing({ signedOn: undefined }), t0],
    ['signedOff', standing({ signedOn: { ...signedOn, personId: null } }), t0],
    ['signedOff', standing({ signedOn: { ...signedOn, personId: 'person-2' } }), t0],
    ['shiftEnded', standing({ unit: { ...unit, onShift: false } }), t0],
    ['shiftEnded', standing({ handset: { ...handset, unitId: 'unit-5' } }), t0],
    ['serviceEnded', standing({ resident: { ...resident, serviceEndedAt: t0 } }), t0],
    ['providerChanged', standing({ unit: elsewhere }), t0],
    // The one that says most where several hold: a lost phone before everything but the time.
    ['handsetBlocked', standing({ signedOn: { ...signedOn, personId: null, blocked }, unit: elsewhere }), t0],
    ['serviceEnded', standing({ unit: elsewhere, resident: { ...resident, serviceEndedAt: t0 } }), t0],
    [null, standing(), t0 + hour - 1],
    [null, standing({ unit: { ...unit, providerId: 'provider-1' } }), t0],
    [null, standing({ resident: { ...resident, serviceEndedAt: t0 + 1 } }), t0],
    [null, standing({ resident: null, unit: elsewhere }), t0],
  ])('%s', (end, now, at) => expect(standingEnd(grantRow(), now, at)).toBe(end))
})

describe('a lease', () => {
  it('that works without coverage lives as long as its grant', () => {
    const offline = nextLease(grantRow({ offline: true }), standing(), t0)
    expect(offline).toEqual({ ok: true, value: { lease: 1, until: t0 + hour } })
    expect(leaseDue(grantRow({ offline: true, lease: 1, leaseUntil: t0 + hour }), t0 + 59 * minute)).toBe(
      false,
    )
  })

  it('of a grant that begins later lives from its beginning', () => {
    const later = { from: t0 + 20 * minute, until: t0 + 50 * minute }
    expect(nextLease(grantRow(later), standing(), t0)).toMatchObject({ value: { until: t0 + 30 * minute } })
    const leased = grantRow({ ...later, lease: 1, leaseUntil: t0 + 30 * minute })
    expect(leaseDue(leased, t0 + 25 * minute - 1)).toBe(false)
    expect(leaseDue(leased, t0 + 25 * minute)).toBe(true)
    const fields = leaseToken(leased, { lease: 1, until: t0 + 30 * minute }, handset, accessCrypto)
    expect(fields.notBefore).toBe((t0 + 20 * minute) / 1000 - 30)
  })
})

describe('what the console may say', () => {
  const leased = grantRow({ lease: 1, leaseUntil: t0 + 10 * minute })
  const bound = t0 + 10 * minute + 30 * second

  it('nothing may open before the first lease', () => {
    expect(mayOpenUntil(grantRow(), t0)).toBeNull()
  })

  it('may open until the end of the lease at the slowest door', () => {
    expect(mayOpenUntil(leased, t0)).toBe(bound)
    expect(mayOpenUntil(leased, bound - 1)).toBe(bound)
    expect(mayOpenUntil(leased, bound)).toBeNull()
  })

  it('is revoked on the receipt, or when the last lease is over; until then revoking', () => {
    const revoking = { ...leased, revokedAt: t0 + minute, revokedBy: 'person-9' }
    expect(grantState(revoking, t0 + minute)).toBe('revoking')
    expect(grantState({ ...revoking, deletedAt: t0 + 2 * minute }, t0 + 2 * minute)).toBe('revoked')
    expect(grantState(revoking, bound)).toBe('revoked')
  })

  it('closing the case withdraws it as well; a use changes nothing', () => {
    const closed = { ...leased, ended: 'caseClosed' as const, endedAt: t0 + minute }
    expect(grantState(closed, t0 + minute)).toBe('revoking')
    expect(grantState(closed, bound)).toBe('ended')
    const used = {
      ...leased,
      doors: leased.doors.map((door) => ({ ...door, usedAt: t0, usedReceivedAt: t0 })),
    }
    expect(mayOpenUntil(used, t0 + minute)).toBe(bound)
  })

  it('is active until the slowest door is shut, then ended by time', () => {
    const last = grantRow({ lease: 6, leaseUntil: t0 + hour })
    expect(grantState(last, t0 + hour + 29 * second)).toBe('active')
    expect(grantState(last, t0 + hour + 30 * second)).toBe('ended')
    expect(grantState(leased, t0)).toBe('active')
    expect(grantState(leased, t0 + hour)).toBe('ended')
    expect(grantState({ ...leased, ended: 'expired' }, bound)).toBe('ended')
  })
})
