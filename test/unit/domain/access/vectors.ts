import { toBase64url } from '../../../../src-domain/access/bytes.ts'
import { signResponse, writeChallenge } from '../../../../src-domain/access/challenge.ts'
import { attemptId, type DoorRecord, writeRecord } from '../../../../src-domain/access/record.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import { doorTag, keyIdOf, signToken, type Token } from '../../../../src-domain/access/token.ts'
import { accessCrypto, bytesOf, hex, keyOf } from './accessCrypto.ts'
import { makeTrustVectors } from './trustVectors.ts'

/** Everything in test/vectors/access.json, made from fixed seeds. */
export const makeVectors = () => {
  const centre = keyOf(0x01)
  const stranger = keyOf(0x02)
  const handset = keyOf(0x03)
  const otherHandset = keyOf(0x04)
  const authority = keyOf(0x05)
  const nextCentre = keyOf(0x06)
  const keys = Object.fromEntries(
    Object.entries({ centre, stranger, handset, otherHandset, authority, nextCentre }).map(([name, key]) => [
      name,
      {
        seed: hex(key.privateKey),
        publicKey: hex(key.publicKey),
        keyId: hex(keyIdOf(key.publicKey, accessCrypto)),
      },
    ]),
  )
  const doorIds = ['door-8-street', 'door-8-402', 'door-9-street']
  const [streetTag, flatTag, elsewhereTag] = doorIds.map((id) => doorTag(id, accessCrypto))
  if (!streetTag || !flatTag || !elsewhereTag) throw new Error('three doors')

  const begin = 1_760_000_000
  const tokenFields: Omit<Token, 'keyId'> = {
    oneTime: true,
    offline: false,
    emergency: true,
    grantId: '019a8d2e-0000-7000-8000-0000000000e1',
    lease: 1,
    handset: handset.publicKey,
    notBefore: begin - 30,
    notAfter: begin + 600,
    windowUntil: begin + 3600,
    reentrySeconds: 900,
    doors: [streetTag, flatTag],
  }
  const token = signToken(tokenFields, centre, accessCrypto)

  const clock = begin * 1000 + 61_234
  const asked = { doorTag: flatTag, nonce: bytesOf(16, 0xa0), clock }
  const askedWithoutClock = { doorTag: flatTag, nonce: bytesOf(16, 0xb0), clock: null }
  const challenge = writeChallenge(asked)
  const challengeWithoutClock = writeChallenge(askedWithoutClock)
  const plainStamp = signStamp(clock, null, centre, accessCrypto)
  const namedStamp = signStamp(clock, askedWithoutClock, centre, accessCrypto)

  const answer = (with_: Uint8Array, to = challenge, stamp: Uint8Array | null = null, by = handset) =>
    signResponse(to, with_, stamp, by, accessCrypto)
  const response = answer(token)
  const changed = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
  const signed = (over: Partial<Omit<Token, 'keyId'>>) =>
    answer(signToken({ ...tokenFields, ...over }, centre, accessCrypto))

  /** Each is brought to the door `door-8-402` that trusts `centre` and has given out both challenges just now. */
  const verdicts: readonly (readonly [string, Uint8Array, number | null, string])[] = [
    ['in order', response, clock, 'open'],
    ['with a plain time stamp', answer(token, challenge, plainStamp), clock, 'open'],
    ['one byte short', response.slice(0, -1), clock, 'unreadable'],
    ['one byte long', new Uint8Array([...response, 0]), clock, 'unreadable'],
    ['a token of version 2', answer(token.map((b, i) => (i === 2 ? 2 : b))), clock, 'unreadable'],
    ['an unknown flag', answer(token.map((b, i) => (i === 3 ? b | 8 : b))), clock, 'unreadable'],
    [
      'signed by a centre that the door does not trust',
      answer(signToken(tokenFields, stranger, accessCrypto)),
      clock,
      'unknownKey',
    ],
    ['one bit of the lease number changed', answer(changed(token, 31)), clock, 'badSignature'],
    [
      'one bit of the token’s signature changed',
      answer(changed(token, token.length - 64)),
      clock,
      'badSignature',
    ],
    ['a token for another door', signed({ doors: [elsewhereTag] }), clock, 'wrongDoor'],
    ['a copied token', answer(token, challenge, null, otherHandset), clock, 'wrongHandset'],
    ['one bit of the handset’s signature changed', changed(response, 41), clock, 'wrongHandset'],
    [
      'an answer to a challenge that this door never gave',
      answer(token, writeChallenge({ ...asked, nonce: bytesOf(16, 0xc0) })),
      clock,
      'staleChallenge',
    ],
    ['no clock and no time', answer(token, challengeWithoutClock), null, 'noClock'],
    ['no clock and a plain stamp', answer(token, challengeWithoutClock, plainStamp), null, 'noClock'],
    ['no clock and a stamp named for it', answer(token, challengeWithoutClock, namedStamp), null, 'open'],
    ['before its time', signed({ notBefore: begin + 62 }), clock, 'notYetValid'],
    ['the last millisecond', response, (begin + 600) * 1000 - 1, 'open'],
    ['the end of the lease', response, (begin + 600) * 1000, 'expired'],
  ]

  const record = (over: Partial<DoorRecord>): DoorRecord => ({
    doorTag: flatTag,
    seq: 41,
    lost: 0,
    at: clock,
    grantId: tokenFields.grantId,
    outcome: { kind: 'opened', reentry: false },
    ...over,
  })
  const records = [
    record({}),
    record({ seq: 42, at: clock + 60_000, outcome: { kind: 'opened', reentry: true } }),
    record({ seq: 43, lost: 2, outcome: { kind: 'refused', cause: 'spent' } }),
    record({ seq: 44, at: null, grantId: null, outcome: { kind: 'refused', cause: 'unreadable' } }),
  ]

  return {
    keys,
    doors: doorIds.map((doorId) => ({ doorId, tag: hex(doorTag(doorId, accessCrypto)) })),
    token: {
      fields: { ...tokenFields, handset: hex(handset.publicKey), doors: tokenFields.doors.map(hex) },
      bytes: hex(token),
      text: toBase64url(token),
    },
    challenges: [asked, askedWithoutClock].map((one) => ({
      fields: { doorTag: hex(one.doorTag), nonce: hex(one.nonce), clock: one.clock },
      bytes: hex(writeChallenge(one)),
    })),
    stamps: [
      { fields: { kind: 'plain', at: clock }, bytes: hex(plainStamp) },
      {
        fields: {
          kind: 'named',
          at: clock,
          doorTag: hex(flatTag),
          nonce: hex(askedWithoutClock.nonce),
        },
        bytes: hex(namedStamp),
      },
    ],
    response: hex(response),
    records: records.map((one) => ({
      fields: { ...one, doorTag: hex(one.doorTag) },
      bytes: hex(writeRecord(one)),
      useId: attemptId(one, accessCrypto),
    })),
    trust: makeTrustVectors({ authority, centre, nextCentre, stranger }, flatTag, (signer) =>
      answer(signToken(tokenFields, signer, accessCrypto)),
    ),
    verdicts: verdicts.map(([name, bytes, doorClock, verdict]) => ({
      name,
      doorClock,
      response: hex(bytes),
      verdict,
    })),
  }
}
