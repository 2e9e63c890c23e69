import { describe, expect, it } from 'vitest'
import { leaseLife, mostKeys } from '../../../../src-domain/access/limits.ts'
import { isStruckOff, keysAt, signingKeyOf } from '../../../../src-domain/access/trustKeys.ts'
import type { Command } from '../../../../src-domain/command/command.ts'
import { decide } from '../../../../src-domain/command/decide.ts'
import { hour, minute } from '../../../../src-domain/time.ts'
import { people, Shift } from '../../../build/shift.ts'

const supervisor = people.find((one) => one.role === 'supervisor') ?? {
  personId: 'sup-1',
  role: 'supervisor',
}
const rotateKey: Command = { name: 'rotateKey', args: {} }
const retire = (keyId: string): Command => ({ name: 'retireKey', args: { keyId } })
const strikeOff = (keyId: string, note = ''): Command => ({
  name: 'strikeOffKey',
  args: { keyId, reason: 'stolen', note },
})

/** A centre after its first start, with one key; each next one is called after its list. */
const centre = () => {
  const shift = new Shift()
  shift.say({ kind: 'signingKey.added', caseId: null, payload: { keyId: 'key-1', version: 1 } })
  const row = () => {
    const trust = shift.journal.rows.load('trust', 'trust')
    if (!trust) throw new Error('no trust')
    return trust
  }
  const listed = () => keysAt(row(), row().version)
  const ask = (...commands: readonly Command[]) => commands.map((one) => shift.ask(one, supervisor))
  return { shift, row, listed, ask }
}

describe('rotating', () => {
  it('adds a key that signs, beside the old one', () => {
    const { ask, row, listed } = centre()
    expect(ask(rotateKey)).toEqual(['done'])
    expect(row().version).toBe(2)
    expect(listed()).toEqual(['key-1', 'key-2'])
    expect(signingKeyOf(row())).toBe('key-2')
    expect(keysAt(row(), 1)).toEqual(['key-1'])
  })

  it('stops at as many keys as a list may have', () => {
    const { ask, listed } = centre()
    const answers = ask(...Array.from({ length: mostKeys }, () => rotateKey))
    expect(answers.filter((one) => one === 'done')).toHaveLength(mostKeys - 1)
    expect(answers.at(-1)).toBe('tooManyKeys')
    expect(listed()).toHaveLength(mostKeys)
  })

  it('asked twice in one breath, before the key after the next is made, is done once', () => {
    const { shift, row } = centre()
    const situation = { ...shift.situation(rotateKey, supervisor), nextKeyId: 'key-1' }
    expect(decide(rotateKey, situation)).toEqual({ ok: true, value: [] })
    expect(row().version).toBe(1)
  })

  it('is for supervisors', () => {
    const { shift, row } = centre()
    for (const who of people.filter((one) => one.role !== 'supervisor'))
      for (const command of [rotateKey, retire('key-1'), strikeOff('key-1')])
        expect(shift.ask(command, who)).toBe('roleNotAllowed')
    expect(row().version).toBe(1)
  })
})

describe('retiring', () => {
  it('takes a key off that signs no more', () => {
    const { ask, row, listed } = centre()
    expect(ask(rotateKey, retire('key-1'))).toEqual(['done', 'done'])
    expect(row().version).toBe(3)
    expect(listed()).toEqual(['key-2'])
    expect(isStruckOff(row(), 'key-1')).toBe(false)
  })

  it('is refused for the key that signs, and for one that is on no list', () => {
    const { ask } = centre()
    expect(ask(retire('key-1'), retire('key-9'))).toEqual(['keySigns', 'unknownKey'])
    expect(ask(rotateKey, retire('key-1'), retire('key-1'))).toEqual(['done', 'done', 'unknownKey'])
  })
})

describe('retiring a key that may have signed a lease', () => {
  const granted = (shift: Shift, offline: boolean, leaseFor: number) => {
    const grantId = shift.journal.newId()
    shift.press(null, 1)
    const caseId = shift.journal.rows.of('alarm')[0]?.id ?? ''
    const until = shift.now + 4 * hour
    shift.say({
      kind: 'grant.issued',
      caseId,
      payload: {
        grantId,
        holder: { unitId: 'u-1', handsetId: 'hs-1', personId: 'p-1' },
        doorIds: ['d-1'],
        from: shift.now,
        until,
        reason: 'alarm',
        offline,
        incidentNumber: null,
      },
    })
    shift.say({ kind: 'grant.leased', caseId, payload: { grantId, lease: 1, until: shift.now + leaseFor } })
    return { caseId, grantId }
  }

  it('waits until a lease of ten minutes has run out, or was signed anew', () => {
    const { ask, shift } = centre()
    granted(shift, false, leaseLife)
    shift.now += minute
    expect(ask(rotateKey, retire('key-1'))).toEqual(['done', 'keyStillOpens'])
    shift.now += leaseLife
    expect(ask(retire('key-1'))).toEqual(['done'])
  })

  it('does not wait for one that the newest key has signed', () => {
    const { ask, shift } = centre()
    const { caseId, grantId } = granted(shift, false, leaseLife)
    ask(rotateKey)
    shift.now += minute
    shift.say({
      kind: 'grant.leased',
      caseId,
      payload: { grantId, lease: 2, until: shift.now + leaseLife },
    })
    expect(ask(retire('key-1'))).toEqual(['done'])
  })

  it('waits as long as one works without coverage, unless the phone has deleted it', () => {
    const { ask, shift } = centre()
    const { caseId, grantId } = granted(shift, true, 4 * hour)
    ask(rotateKey)
    shift.now += 3 * hour
    expect(ask(retire('key-1'))).toEqual(['keyStillOpens'])
    shift.say({ kind: 'grant.deleted', caseId, payload: { grantId } })
    expect(ask(retire('key-1'))).toEqual(['done'])
  })
})

describe('striking off', () => {
  it('puts another key in the place of the one that signs, in the same list', () => {
    const { ask, row, listed, shift } = centre()
    expect(ask(strikeOff('key-1', 'gone with the laptop'))).toEqual(['done'])
    expect(row().version).toBe(2)
    expect(listed()).toEqual(['key-2'])
    expect(isStruckOff(row(), 'key-1')).toBe(true)
    const struck = shift.journal.entries.find((entry) => entry.kind === 'signingKey.struckOff')
    expect(struck?.payload).not.toContain('laptop')
    expect(struck?.personal?.text).toContain('laptop')
  })

  it('takes an older key off and leaves the one that signs', () => {
    const { ask, row, listed } = centre()
    expect(ask(rotateKey, strikeOff('key-1'))).toEqual(['done', 'done'])
    expect(listed()).toEqual(['key-2'])
    expect(row().version).toBe(3)
  })

  it('of a retired key makes no new list: it is off already, and is only believed no more', () => {
    const { ask, row } = centre()
    ask(rotateKey, retire('key-1'))
    const { version } = row()
    expect(ask(strikeOff('key-1'))).toEqual(['done'])
    expect(row().version).toBe(version)
    expect(keysAt(row(), version)).toEqual(['key-2'])
    expect(isStruckOff(row(), 'key-1')).toBe(true)
    expect(keysAt(row(), 1)).toEqual(['key-1'])
  })

  it('is refused for one that is struck off already, and for one that nobody knows', () => {
    const { ask } = centre()
    expect(ask(strikeOff('key-1'), strikeOff('key-1'), strikeOff('key-9'))).toEqual([
      'done',
      'unknownKey',
      'unknownKey',
    ])
  })

  it('never leaves a centre without a key', () => {
    const { ask, listed, row } = centre()
    for (let i = 0; i < 5; i += 1) {
      ask(strikeOff(signingKeyOf(row()) ?? ''))
      expect(listed()).toHaveLength(1)
    }
  })
})
