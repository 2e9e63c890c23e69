import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64url, toBase64url, uuidBytes, uuidText } from '../../../../src-domain/access/bytes.ts'
import {
  readChallenge,
  readResponse,
  signResponse,
  writeChallenge,
} from '../../../../src-domain/access/challenge.ts'
import { attemptId, type DoorRecord, readRecord, writeRecord } from '../../../../src-domain/access/record.ts'
import { readStamp, signStamp, verifyStamp } from '../../../../src-domain/access/stamp.ts'
import { keyIdOf, readToken, signToken, trusted, verifyToken } from '../../../../src-domain/access/token.ts'
import { refusalCauses } from '../../../../src-domain/access/words.ts'
import { uuid } from '../../../../src-domain/ids.ts'
import { accessCrypto, bytesOf } from './accessCrypto.ts'
import { centreKey, handsetA, strangerCentreKey, t0, tokenBytes, tokenFields } from './builders.ts'

const trust = [trusted(strangerCentreKey.publicKey, accessCrypto), trusted(centreKey.publicKey, accessCrypto)]
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const u32 = fc.integer({ min: 0, max: 0xffff_ffff })
const time = fc.integer({ min: 1, max: 8_640_000_000_000_000 })

const fields = fc
  .record({
    oneTime: fc.boolean(),
    offline: fc.boolean(),
    emergency: fc.boolean(),
    grantId: fc.uuid(),
    lease: u32,
    handset: bytes(32),
    times: fc.uniqueArray(u32, { minLength: 3, maxLength: 3 }).map((all) => all.toSorted((a, b) => a - b)),
    reentrySeconds: fc.integer({ min: 0, max: 0xffff }),
    doors: fc.uniqueArray(bytes(8), { minLength: 1, maxLength: 64, selector: (door) => door.join() }),
  })
  .map(({ times: [notBefore = 0, notAfter = 0, windowUntil = 0], ...rest }) => ({
    ...rest,
    notBefore,
    notAfter,
    windowUntil,
  }))

const flipped = (from: Uint8Array, bit: number): Uint8Array =>
  from.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

describe('a token', () => {
  it('comes back as it was signed', () => {
    fc.assert(
      fc.property(fields, (token) => {
        const signed = signToken(token, centreKey, accessCrypto)
        expect(signed.length).toBe(79 + 8 * token.doors.length + 64)
        const read = verifyToken(signed, trust, accessCrypto)
        expect(read).toEqual({
          ok: true,
          value: { ...token, keyId: keyIdOf(centreKey.publicKey, accessCrypto) },
        })
      }),
    )
  })

  it('is refused with any single bit changed', () => {
    const token = tokenBytes()
    for (let bit = 0; bit < token.length * 8; bit += 1) {
      expect(verifyToken(flipped(token, bit), trust, accessCrypto), `bit ${bit}`).toMatchObject({ ok: false })
    }
  })

  it('is refused when it is any shorter or longer', () => {
    const token = tokenBytes()
    for (let length = 0; length < token.length; length += 1) {
      expect(readToken(token.slice(0, length)), `${length} bytes`).toEqual({ ok: false, error: 'badLength' })
    }
    expect(readToken(new Uint8Array([...token, 0]))).toEqual({ ok: false, error: 'badLength' })
  })

  it.each([
    ['badMagic', 0, 0x58],
    ['badVersion', 2, 2],
    ['badFlags', 3, 8],
    ['badTimes', 64, 0xff],
    ['badTimes', 68, 0xff],
  ])('says %s', (error, at, value) => {
    const token = tokenBytes()
    token[at] = value
    expect(readToken(token)).toEqual({ ok: false, error })
    expect(verifyToken(token, trust, accessCrypto)).toEqual({ ok: false, error: 'unreadable' })
  })

  it('names a door once, and at least one', () => {
    const door = bytesOf(8, 1)
    expect(() => tokenBytes({ doors: [door, bytesOf(8, 9), door] })).toThrow('badDoors')
    expect(() => tokenBytes({ doors: [] })).toThrow('badDoors')
    expect(() => tokenBytes({ doors: Array.from({ length: 65 }, (_, i) => bytesOf(8, i)) })).toThrow(
      'badDoors',
    )
  })

  it('is not made of times that contradict each other', () => {
    expect(() => tokenBytes({ notAfter: tokenFields().windowUntil + 1 })).toThrow('badTimes')
  })

  it('tells an unknown key from a bad signature', () => {
    const own = [trusted(centreKey.publicKey, accessCrypto)]
    const stranger = tokenBytes({}, strangerCentreKey)
    expect(verifyToken(stranger, own, accessCrypto)).toEqual({ ok: false, error: 'unknownKey' })
    const posing = [
      { keyId: keyIdOf(strangerCentreKey.publicKey, accessCrypto), publicKey: centreKey.publicKey },
    ]
    expect(verifyToken(stranger, posing, accessCrypto)).toEqual({ ok: false, error: 'badSignature' })
  })

  it('never throws on bytes from the air', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(verifyToken(noise, trust, accessCrypto).ok).toBe(false)
        expect(readResponse(noise)).toBeNull()
        expect(readChallenge(noise)).toBeNull()
        expect(readStamp(noise)).toBeNull()
        expect(readRecord(noise)).toBeNull()
      }),
    )
  })
})

describe('a challenge and its response', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(bytes(8), bytes(16), fc.option(time), fc.boolean(), (doorTag, nonce, clock, stamped) => {
        const challenge = writeChallenge({ doorTag, nonce, clock })
        expect(challenge.length).toBe(35)
        expect(readChallenge(challenge)).toEqual({ doorTag, nonce, clock })
        const stamp = stamped ? signStamp(t0, { doorTag, nonce }, centreKey, accessCrypto) : null
        const token = tokenBytes()
        const response = readResponse(signResponse(challenge, token, stamp, handsetA, accessCrypto))
        expect(response).toMatchObject({ challenge, stamp, token })
      }),
    )
  })
})

describe('a time stamp', () => {
  it.each([null, { doorTag: bytesOf(8, 1), nonce: bytesOf(16, 9) }])(
    'is believed whole and only whole',
    (named) => {
      const stamp = signStamp(t0, named, centreKey, accessCrypto)
      expect(verifyStamp(stamp, trust, accessCrypto)).toMatchObject({ at: t0, ...named })
      for (let bit = 0; bit < stamp.length * 8; bit += 1) {
        expect(verifyStamp(flipped(stamp, bit), trust, accessCrypto), `bit ${bit}`).toBeNull()
      }
    },
  )

  it('is no stamp when its kind and its length disagree', () => {
    const stamp = signStamp(t0, null, centreKey, accessCrypto)
    stamp[3] = 1
    expect(readStamp(stamp)).toBeNull()
  })
})

describe('a door record', () => {
  const record = fc.record({
    doorTag: bytes(8),
    seq: u32,
    lost: u32,
    at: time,
    grantId: fc.uuid(),
    outcome: fc.oneof(
      fc.record({ kind: fc.constant('opened' as const), reentry: fc.boolean() }),
      fc.record({ kind: fc.constant('refused' as const), cause: fc.constantFrom(...refusalCauses) }),
    ),
  })

  it('comes back as it was written, with an identifier that the journal takes', () => {
    fc.assert(
      fc.property(record, (written) => {
        expect(readRecord(writeRecord(written))).toEqual(written)
        expect(uuid.safeParse(attemptId(written, accessCrypto)).success).toBe(true)
      }),
    )
  })

  it('may lack time and grant only when it tells of a refusal', () => {
    const bare: DoorRecord = {
      doorTag: bytesOf(8, 1),
      seq: 1,
      lost: 0,
      at: null,
      grantId: null,
      outcome: { kind: 'refused', cause: 'unreadable' },
    }
    expect(readRecord(writeRecord(bare))).toEqual(bare)
    expect(readRecord(writeRecord({ ...bare, outcome: { kind: 'opened', reentry: false } }))).toBeNull()
  })

  it('keeps the number of every cause: a door in a wall is not renumbered', () => {
    const codes = refusalCauses.map((cause) => [
      cause,
      writeRecord({
        doorTag: bytesOf(8, 1),
        seq: 1,
        lost: 0,
        at: null,
        grantId: null,
        outcome: { kind: 'refused', cause },
      })[3],
    ])
    expect(Object.fromEntries(codes)).toEqual({
      unreadable: 16,
      unknownKey: 17,
      badSignature: 18,
      wrongDoor: 19,
      wrongHandset: 20,
      staleChallenge: 21,
      noClock: 22,
      notYetValid: 23,
      expired: 24,
      spent: 25,
      jammed: 26,
    })
  })
})

describe('text forms', () => {
  it('base64url agrees with the platform, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (raw) => {
        const text = Buffer.from(raw).toString('base64url')
        expect(toBase64url(raw)).toBe(text)
        expect(fromBase64url(text)).toEqual(raw)
      }),
    )
  })

  it.each(['A', 'AA==', 'A+', 'A/', 'AB', 'AAB', 'A A', 'Æ'])('%j is not base64url of anything', (text) => {
    expect(fromBase64url(text)).toBeNull()
  })

  it('a UUID keeps its 16 bytes', () => {
    fc.assert(
      fc.property(fc.uuid(), (text) => {
        expect(uuidText(uuidBytes(text))).toBe(text)
      }),
    )
    expect(() => uuidBytes('not-a-uuid')).toThrow('not a UUID')
  })
})
