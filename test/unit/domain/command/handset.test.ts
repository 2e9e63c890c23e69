import { describe, expect, it } from 'vitest'
import { blockReasons } from '../../../../src-domain/access/words.ts'
import { handOver } from '../../../../src-domain/command/handset.ts'
import { minute } from '../../../../src-domain/time.ts'
import { atWork, operator, supervisor, technician, trainee } from './scene.ts'

const handsets = () => {
  const work = atWork()
  const { ask, rows, shift } = work
  const block = (handsetId = 'hs-unit-1', who = operator, note = ''): string =>
    ask({ name: 'blockHandset', args: { handsetId, reason: 'lost', note } }, who)
  const unblock = (who = supervisor, handsetId = 'hs-unit-1'): string =>
    ask({ name: 'unblockHandset', args: { handsetId, note: 'Lå i bilen.' } }, who)
  const handset = () => rows.load('handset', 'hs-unit-1')
  const changeHands = (personId: string | null): string[] => {
    const handsetGrants = rows.of('grant').filter((row) => row.holder.handsetId === 'hs-unit-1')
    const drafts = handOver('hs-unit-1', personId, { now: shift.now, signedOn: handset(), handsetGrants })
    for (const draft of drafts) shift.say(draft)
    return drafts.map(({ kind }) => kind)
  }
  return {
    ...work,
    block,
    unblock,
    handset,
    changeHands,
    ends: () => rows.of('grant').map((row) => row.ended),
  }
}

describe('blocking a phone', () => {
  it('is one action: the phone, and every grant that it holds, begun or not', () => {
    const { grant, block, handset, ends, shift } = handsets()
    grant()
    grant({ startsIn: 60 })
    expect(block('hs-unit-1', operator, 'Glemt på bussen.')).toBe('done')
    expect(handset()?.blocked).toEqual({ at: shift.now, by: operator.personId, reason: 'lost' })
    expect(ends()).toEqual(['handsetBlocked', 'handsetBlocked'])
    const entry = shift.journal.entries.find((one) => one.kind === 'handset.blocked')
    expect(entry?.payload).not.toContain('bussen')
    expect(entry?.personal?.text).toContain('bussen')
  })

  it('touches no other phone, and nothing that was over or revoked before', () => {
    const { grant, block, ends, shift, ask, rows, caseId } = handsets()
    ask({ name: 'dispatch', args: { caseId, unitId: 'unit-4' } })
    grant({ unitId: 'unit-4', incidentNumber: '26-1' })
    grant({ minutes: 5 })
    grant()
    const revoked = rows.of('grant').at(-1)?.id ?? ''
    ask({ name: 'revoke', args: { caseId, grantId: revoked, reason: 'mistake' } })
    shift.now += 5 * minute
    block()
    expect(ends()).toEqual([null, null, null])
  })

  it('is for everybody at a desk: a lost phone does not wait for the right person', () => {
    for (const who of [operator, supervisor, trainee, technician])
      expect(handsets().block('hs-unit-1', who)).toBe('done')
  })

  it('is refused for one that is blocked, and for one that nobody knows', () => {
    const { block } = handsets()
    expect([block(), block(), block('hs-9')]).toEqual(['done', 'handsetBlocked', 'unknownHandset'])
  })

  it('keeps each reason that there is', () => {
    for (const reason of blockReasons) {
      const { ask, handset } = handsets()
      ask({ name: 'blockHandset', args: { handsetId: 'hs-unit-1', reason, note: '' } })
      expect(handset()?.blocked?.reason).toBe(reason)
    }
  })
})

describe('a blocked phone', () => {
  it('is granted nothing', () => {
    const { block, grant } = handsets()
    block()
    expect(grant()).toBe('handsetBlocked')
  })

  it('is unblocked by a supervisor alone; what it held stays over', () => {
    const { grant, block, unblock, handset, ends } = handsets()
    grant()
    expect(unblock()).toBe('handsetNotBlocked')
    block()
    for (const who of [operator, trainee, technician]) expect(unblock(who)).toBe('roleNotAllowed')
    expect(unblock()).toBe('done')
    expect(handset()).toMatchObject({ personId: 'crew-unit-1', blocked: null })
    expect(ends()).toEqual(['handsetBlocked'])
    expect(unblock(supervisor, 'hs-9')).toBe('unknownHandset')
    expect(grant()).toBe('done')
  })
})

describe('a phone that changes hands', () => {
  it('signs off whoever had it, and ends what was granted to them, in one breath', () => {
    const { grant, changeHands, handset, ends } = handsets()
    grant()
    expect(changeHands('crew-other')).toEqual(['handset.signedOff', 'grant.ended', 'handset.signedOn'])
    expect(handset()).toMatchObject({ personId: 'crew-other' })
    expect(ends()).toEqual(['signedOff'])
  })

  it('says nothing where the same person takes it again', () => {
    const { grant, changeHands, ends } = handsets()
    grant()
    expect(changeHands('crew-unit-1')).toEqual([])
    expect(ends()).toEqual([null])
  })

  it('that is put back has nobody, and is granted nothing until somebody takes it', () => {
    const { grant, changeHands, handset } = handsets()
    expect(changeHands(null)).toEqual(['handset.signedOff'])
    expect(changeHands(null)).toEqual([])
    expect(handset()).toMatchObject({ personId: null, signedOnAt: null })
    expect(grant()).toBe('noHandset')
    expect(changeHands('crew-other')).toEqual(['handset.signedOn'])
    expect(grant()).toBe('done')
  })
})
