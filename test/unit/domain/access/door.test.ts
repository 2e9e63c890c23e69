import { describe, expect, it } from 'vitest'
import { readChallenge, signResponse } from '../../../../src-domain/access/challenge.ts'
import { timeOf } from '../../../../src-domain/access/clock.ts'
import { bookRoom, logRoom } from '../../../../src-domain/access/limits.ts'
import { signStamp } from '../../../../src-domain/access/stamp.ts'
import { doorTag } from '../../../../src-domain/access/token.ts'
import { hour, type Ms, minute, second } from '../../../../src-domain/time.ts'
import { accessCrypto, bytesOf } from './accessCrypto.ts'
import {
  centreKey,
  flatDoor,
  handsetA,
  handsetB,
  strangerCentreKey,
  streetDoor,
  TestDoor,
  t0,
  tokenBytes,
} from './builders.ts'

const respond = (challenge: Uint8Array, token: Uint8Array, stamp: Uint8Array | null = null) =>
  signResponse(challenge, token, stamp, handsetA, accessCrypto)
const plainStamp = (at: Ms) => signStamp(at, null, centreKey, accessCrypto)
const namedStamp = (at: Ms, challenge: Uint8Array) =>
  signStamp(at, readChallenge(challenge), centreKey, accessCrypto)
const clockOf = (door: TestDoor) => timeOf(door.state.clock, door.now - door.poweredAt)

describe('one use', () => {
  it('opens once; the same handset enters again for 15 minutes, then never', () => {
    const door = new TestDoor(flatDoor)
    const long = tokenBytes({ notAfter: t0 / 1000 + 3600 })
    expect(door.try(long)).toBe('opened')
    door.now = t0 + 15 * minute
    expect(door.try(long)).toBe('reentry')
    door.now = t0 + 15 * minute + 1
    expect(door.try(long)).toBe('spent')
  })

  it('re-entry does not prolong itself', () => {
    const door = new TestDoor(flatDoor)
    const long = tokenBytes({ notAfter: t0 / 1000 + 3600 })
    door.try(long)
    door.now = t0 + 14 * minute
    expect(door.try(long)).toBe('reentry')
    door.now = t0 + 16 * minute
    expect(door.try(long)).toBe('spent')
  })

  it('is spent by a newer lease of the grant as well', () => {
    const door = new TestDoor(flatDoor)
    door.try(tokenBytes())
    door.now = t0 + 16 * minute
    expect(door.try(tokenBytes({ lease: 3, notAfter: t0 / 1000 + 1500 }))).toBe('spent')
  })

  it('another handset of the same grant does not enter again', () => {
    const door = new TestDoor(flatDoor)
    door.try(tokenBytes())
    expect(door.try(tokenBytes({ lease: 2, handset: handsetB.publicKey }), { key: handsetB })).toBe('spent')
  })

  it('each door has its own', () => {
    const token = tokenBytes()
    expect(new TestDoor(streetDoor).try(token)).toBe('opened')
    expect(new TestDoor(flatDoor).try(token)).toBe('opened')
  })

  it('a jam spends nothing', () => {
    const door = new TestDoor(flatDoor)
    expect(door.try(tokenBytes(), { bolt: 'jams' })).toBe('jammed')
    expect(door.try(tokenBytes())).toBe('opened')
  })

  it('a token that is not one-time opens as often as its lease lives', () => {
    const door = new TestDoor(flatDoor)
    const token = tokenBytes({ oneTime: false, notAfter: t0 / 1000 + 3600 })
    expect([door.try(token), door.try(token)]).toEqual(['opened', 'opened'])
    door.now = t0 + 50 * minute
    expect(door.try(token)).toBe('opened')
  })

  it('power gone while the bolt moves counts as used', () => {
    const door = new TestDoor(flatDoor)
    door.step({ kind: 'response', bytes: respond(door.challenge(), tokenBytes()) })
    door.losePower()
    expect(door.state.log.kept.at(-1)?.record.outcome).toEqual({ kind: 'opened', reentry: false })
    door.step({ kind: 'clockSet', at: door.now })
    expect(door.try(tokenBytes())).toBe('reentry')
  })

  it('while the bolt moves nobody else is answered', () => {
    const door = new TestDoor(flatDoor)
    const other = respond(door.challenge(), tokenBytes())
    door.step({ kind: 'response', bytes: respond(door.challenge(), tokenBytes()) })
    expect(door.step({ kind: 'response', bytes: other })).toEqual({ kind: 'busy' })
    door.step({ kind: 'bolt', moved: true })
    expect(door.answerTo(other)).toBe('reentry')
    expect(door.step({ kind: 'bolt', moved: true })).toEqual({ kind: 'none' })
  })

  it('a door that can write no further use down opens for none', () => {
    const door = new TestDoor(flatDoor)
    const grant = (i: number) =>
      tokenBytes({ grantId: `01912f4e-8d00-7000-8000-${`${i}`.padStart(12, '0')}` })
    for (let i = 0; i < bookRoom; i += 1) expect(door.try(grant(i))).toBe('opened')
    expect(door.try(grant(bookRoom))).toBe('spent')
    expect(door.try(grant(0))).toBe('reentry')
  })

  it('forgets a use only when signed time has passed the end of its grant', () => {
    const door = new TestDoor(flatDoor)
    door.try(tokenBytes())
    door.now = t0 + 2 * hour
    door.try(tokenBytes())
    expect(door.state.book).toHaveLength(1)
    door.try(tokenBytes(), { stamp: plainStamp(door.now) })
    expect(door.state.book).toHaveLength(0)
  })
})

describe('the order of checks', () => {
  it('finds every cause', () => {
    const door = new TestDoor(flatDoor)
    const ok = tokenBytes()
    expect(door.answerTo(bytesOf(200, 0))).toBe('unreadable')
    expect(door.try(bytesOf(200, 0))).toBe('unreadable')
    expect(door.try(tokenBytes({}, strangerCentreKey))).toBe('unknownKey')
    expect(door.try(ok.map((byte, i) => (i === 31 ? byte + 1 : byte)))).toBe('badSignature')
    expect(door.try(tokenBytes({ doors: [doorTag(streetDoor, accessCrypto)] }))).toBe('wrongDoor')
    expect(door.try(ok, { key: handsetB })).toBe('wrongHandset')
    expect(door.try(tokenBytes({ notBefore: t0 / 1000 + 1 }))).toBe('notYetValid')
    expect(door.try(tokenBytes({ notAfter: t0 / 1000 }))).toBe('expired')
    expect(door.try(ok, { bolt: 'jams' })).toBe('jammed')
    expect(new TestDoor(flatDoor, 'lost').try(ok)).toBe('noClock')
  })

  it('a wrong door comes before a wrong handset, and no clock before an expired lease', () => {
    const door = new TestDoor(flatDoor, 'lost')
    const elsewhere = tokenBytes({ doors: [doorTag(streetDoor, accessCrypto)], notAfter: t0 / 1000 - 1 })
    expect(door.try(elsewhere, { key: handsetB })).toBe('wrongDoor')
    expect(door.try(tokenBytes({ notAfter: t0 / 1000 - 1 }))).toBe('noClock')
  })
})

describe('a challenge', () => {
  it('is answered once', () => {
    const door = new TestDoor(flatDoor)
    const response = respond(door.challenge(), tokenBytes())
    expect(door.answerTo(response)).toBe('opened')
    expect(door.answerTo(response)).toBe('staleChallenge')
  })

  it('is answered within 30 seconds', () => {
    const door = new TestDoor(flatDoor)
    const first = respond(door.challenge(), tokenBytes())
    const second_ = respond(door.challenge(), tokenBytes())
    door.now += 30 * second
    expect(door.answerTo(first)).toBe('opened')
    door.now += 1
    expect(door.answerTo(second_)).toBe('staleChallenge')
  })

  it('is the door’s own, to the bit, and gone with the power', () => {
    const door = new TestDoor(flatDoor)
    const before = respond(door.challenge(), tokenBytes())
    const altered = door.challenge().map((byte, i) => (i === 34 ? byte ^ 1 : byte))
    expect(door.answerTo(respond(altered, tokenBytes()))).toBe('staleChallenge')
    door.losePower()
    expect(door.answerTo(before)).toBe('staleChallenge')
  })

  it('is not used up by a wrong handset', () => {
    const door = new TestDoor(flatDoor)
    const challenge = door.challenge()
    expect(door.answerTo(signResponse(challenge, tokenBytes(), null, handsetB, accessCrypto))).toBe(
      'wrongHandset',
    )
    expect(door.answerTo(respond(challenge, tokenBytes()))).toBe('opened')
  })
})

describe('a door without a clock', () => {
  const later = t0 + 6 * hour
  const token = tokenBytes({
    notBefore: later / 1000 - 30,
    notAfter: later / 1000 + 600,
    windowUntil: later / 1000 + 3600,
  })
  const lost = () => {
    const door = new TestDoor(flatDoor)
    door.now = later
    door.losePower()
    return door
  }

  it('is not moved by a plain stamp: whoever kept an old one could bring it', () => {
    expect(lost().try(token, { stamp: plainStamp(later) })).toBe('noClock')
  })

  it('opens with the time signed for its own challenge, fetched at most 10 minutes ago', () => {
    const door = lost()
    const asked = door.challenge()
    door.now += 10 * minute - 1
    expect(door.try(token, { stamp: namedStamp(later + 4 * minute, asked) })).toBe('expired')
    const next = lost()
    const again = next.challenge()
    next.now += 10 * minute - 1
    const renewed = tokenBytes({
      notBefore: later / 1000,
      notAfter: later / 1000 + 840,
      windowUntil: later / 1000 + 3600,
    })
    expect(next.try(renewed, { stamp: namedStamp(later + 4 * minute, again) })).toBe('opened')
    expect(clockOf(next)).toBe(later + 14 * minute - 1)
  })

  it('stays shut when it took longer, when it is another door’s, or when the power went meanwhile', () => {
    const slow = lost()
    const asked = slow.challenge()
    slow.now += 10 * minute + 1
    expect(slow.try(token, { stamp: namedStamp(slow.now, asked) })).toBe('noClock')
    const street = new TestDoor(streetDoor, 'lost').challenge()
    expect(lost().try(token, { stamp: namedStamp(later, street) })).toBe('noClock')
    const twice = lost()
    const before = twice.challenge()
    twice.losePower()
    expect(twice.try(token, { stamp: namedStamp(later, before) })).toBe('noClock')
  })

  it('counts the 10 minutes to the moment at which the time reaches it', () => {
    const door = lost()
    const asked = door.challenge()
    door.now += 10 * minute - second
    const answered = door.challenge()
    const stamp = namedStamp(door.now, asked)
    door.now += second + 1
    expect(door.answerTo(respond(answered, token, stamp))).toBe('noClock')
  })

  it('stays shut on signed time that is not newer than any it has seen, or that nobody it trusts signed', () => {
    const door = lost()
    door.try(token, { stamp: plainStamp(later + second) })
    expect(door.try(token, { stamp: namedStamp(later + second, door.challenge()) })).toBe('noClock')
    const forged = signStamp(later + minute, readChallenge(door.challenge()), strangerCentreKey, accessCrypto)
    expect(door.try(token, { stamp: forged })).toBe('noClock')
    expect(door.try(token, { stamp: namedStamp(later + 2 * second, door.challenge()) })).toBe('opened')
  })
})

describe('a door with a clock', () => {
  it('is pushed forward by any signed time, and back by none that was not asked for', () => {
    const door = new TestDoor(flatDoor)
    door.step({ kind: 'clockSet', at: t0 - minute })
    door.try(tokenBytes(), { stamp: plainStamp(t0) })
    expect(clockOf(door)).toBe(t0)
    door.step({ kind: 'clockSet', at: t0 + hour })
    door.try(tokenBytes(), { stamp: plainStamp(t0 + minute) })
    expect(clockOf(door)).toBe(t0 + hour)
  })

  it('that runs fast is set right by time signed for its challenge', () => {
    const door = new TestDoor(flatDoor)
    door.step({ kind: 'clockSet', at: t0 + hour })
    expect(door.try(tokenBytes())).toBe('expired')
    const asked = door.challenge()
    door.now += 2 * second
    expect(door.try(tokenBytes(), { stamp: namedStamp(t0 + second, asked) })).toBe('opened')
    expect(clockOf(door)).toBe(t0 + 3 * second)
  })

  it('set back, it counts an earlier use as made now', () => {
    const door = new TestDoor(flatDoor)
    door.step({ kind: 'clockSet', at: t0 + 9 * minute })
    const long = tokenBytes({ notAfter: t0 / 1000 + 3600 })
    door.try(long)
    door.try(long, { stamp: namedStamp(t0 + 1, door.challenge()) })
    expect(clockOf(door)).toBe(t0 + 1)
    door.now = t0 + 16 * minute
    expect(door.try(long)).toBe('spent')
  })

  it('is never set before signed time that it has seen', () => {
    const door = new TestDoor(flatDoor)
    door.try(tokenBytes(), { stamp: plainStamp(t0 + minute) })
    door.step({ kind: 'clockSet', at: t0 - hour })
    expect(clockOf(door)).toBe(t0 + minute)
  })
})

describe('the log', () => {
  it('keeps every attempt and hands it to a handset that proved itself', () => {
    const door = new TestDoor(flatDoor)
    door.answerTo(bytesOf(200, 0))
    const challenge = door.challenge()
    door.step({ kind: 'response', bytes: respond(challenge, tokenBytes()) })
    const reply = door.step({ kind: 'bolt', moved: true })
    expect(reply).toMatchObject({
      record: { seq: 2, at: t0, outcome: { kind: 'opened', reentry: false } },
      carry: [{ seq: 1, grantId: null, outcome: { kind: 'refused', cause: 'unreadable' } }],
    })
    door.step({ kind: 'took', challenge })
    expect(door.state.log.kept.map((one) => one.carried)).toEqual([true, true])
  })

  it('hands nothing to a stranger, and believes no receipt for another challenge', () => {
    const door = new TestDoor(flatDoor)
    door.try(tokenBytes())
    const wrong = door.step({
      kind: 'response',
      bytes: signResponse(door.challenge(), tokenBytes(), null, handsetB, accessCrypto),
    })
    expect(wrong).toMatchObject({ kind: 'record', carry: [] })
    door.step({ kind: 'took', challenge: door.challenge() })
    expect(door.state.log.kept.some((one) => one.carried)).toBe(false)
  })

  it('forgets what was carried first, then refusals, and counts what is lost', () => {
    const door = new TestDoor(flatDoor)
    const challenge = door.challenge()
    door.answerTo(respond(challenge, tokenBytes({ grantId: '01912f4e-8d00-7000-8000-0000000000f1' })))
    door.step({ kind: 'took', challenge })
    door.try(tokenBytes())
    for (let i = 0; i < logRoom - 1; i += 1) door.answerTo(bytesOf(200, i))
    expect(door.state.log).toMatchObject({ lost: 0 })
    expect(door.state.log.kept[0]?.record).toMatchObject({ seq: 2, outcome: { kind: 'opened' } })
    door.answerTo(bytesOf(200, 0))
    expect(door.state.log.lost).toBe(1)
    expect(door.state.log.kept[0]?.record).toMatchObject({ seq: 2, outcome: { kind: 'opened' } })
    expect(door.state.log.kept.at(-1)?.record).toMatchObject({ lost: 1, seq: logRoom + 2 })
    expect(door.state.log.kept).toHaveLength(logRoom)
  })
})
