import { describe, expect, it } from 'vitest'
import type { CommandArgs } from '../../../../src-domain/command/command.ts'
import { emptyReport, type TestReport } from '../../../../src-domain/hardware/report.ts'
import type { Draft } from '../../../../src-domain/journal/kinds.ts'
import { minute } from '../../../../src-domain/time.ts'
import { wipedReport } from '../../../build/report.ts'
import { type people, Shift } from '../../../build/shift.ts'
import { operator, supervisor, technician, trainee } from './scene.ts'

type Person = (typeof people)[number]
const other: Person = { personId: 'tech-2', role: 'technician' }

/** A unit of ours and a resident's own have come back. */
const workbench = () => {
  const shift = new Shift()
  const { rows } = shift.journal
  const come = (doorId: string, serial = doorId): void =>
    shift.say({
      kind: 'hardware.returned',
      caseId: null,
      payload: { lockId: `lock-${serial}`, serial, doorId },
    })
  come('door-1')
  come('door-private')
  const begin = (
    testId: string,
    serial = 'door-1',
    who: Person = technician,
    driver: CommandArgs<'beginTest'>['driver'] = 'vaktrom',
  ) => shift.ask({ name: 'beginTest', args: { testId, serial, driver } }, who)
  const wipe = (testId: string, who: Person = technician) =>
    shift.ask({ name: 'noteWipe', args: { testId } }, who)
  const finish = (testId: string, over: Partial<CommandArgs<'finishTest'>> = {}, who: Person = technician) =>
    shift.ask(
      {
        name: 'finishTest',
        args: {
          testId,
          report: wipedReport('door-1'),
          end: 'done',
          atStep: null,
          halfWiped: false,
          ...over,
        },
      },
      who,
    )
  const sign = (testId: string, verdict: CommandArgs<'signTest'>['verdict'], who: Person = technician) =>
    shift.ask({ name: 'signTest', args: { testId, verdict } }, who)
  return {
    shift,
    come,
    begin,
    wipe,
    finish,
    sign,
    stock: (serial = 'door-1') => rows.load('stock', `lock-${serial}`),
    test: (testId: string) => rows.load('hardwareTest', testId),
    said: () => shift.journal.entries.map((entry) => entry.kind),
  }
}
const [one, two, three] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-0000000000${n}0`) as [
  string,
  string,
  string,
]

describe('a test of a returned unit', () => {
  it('goes from the box to a signature, and the unit is what was signed', () => {
    const { begin, wipe, finish, sign, stock, test, shift } = workbench()
    expect(stock()).toMatchObject({ life: 'returned', doorId: 'door-1', halfWipedIn: null })
    expect(begin(one)).toBe('done')
    expect(stock()).toMatchObject({ life: 'onTest', newestTestId: one })
    expect(test(one)).toMatchObject({
      keyReleased: true,
      mayWipe: true,
      oldKeyDoorId: 'door-1',
      personId: technician.personId,
      workplaceId: 'desk-tech-1',
      endedAt: null,
    })
    expect(wipe(one)).toBe('done')
    expect(stock()?.halfWipedIn).toBe(one)
    expect(finish(one)).toBe('done')
    expect(stock()).toMatchObject({ life: 'tested', halfWipedIn: null })
    expect(test(one)).toMatchObject({ end: 'done', verdict: 'reuse', halfWiped: false })
    expect(sign(one, 'reuse')).toBe('done')
    expect(stock()?.life).toBe('reuse')
    expect(test(one)).toMatchObject({
      signedVerdict: 'reuse',
      signedBy: technician.personId,
      signedAt: shift.now,
    })
    expect(sign(one, 'scrap', supervisor)).toBe('alreadySigned')
  })

  it('is for a technician or a supervisor', () => {
    const { begin } = workbench()
    for (const who of [operator, trainee]) expect(begin(one, 'door-1', who)).toBe('roleNotAllowed')
    expect(begin(one, 'door-1', supervisor)).toBe('done')
  })

  it('is refused for what stock does not know', () => {
    const { begin, wipe, finish, sign } = workbench()
    expect(begin(one, 'door-2')).toBe('notInStock')
    for (const answer of [wipe(one), finish(one), sign(one, 'scrap')]) expect(answer).toBe('unknownTest')
  })

  it('is one at a time; a bench that begins anew ends what it left, and an hour ends anybody’s', () => {
    const { begin, wipe, stock, test, said, shift } = workbench()
    begin(one)
    expect(begin(two, 'door-1', other)).toBe('unitOnTest')
    wipe(one)
    expect(begin(two)).toBe('done')
    expect(test(one)).toMatchObject({ end: 'benchLost', halfWiped: true, report: emptyReport('door-1') })
    expect(stock()).toMatchObject({ life: 'onTest', newestTestId: two, halfWipedIn: one })
    shift.now += 60 * minute
    expect(begin(three, 'door-1', other)).toBe('unitOnTest')
    shift.now += minute
    expect(begin(three, 'door-1', other)).toBe('done')
    expect(said().filter((kind) => kind === 'hardware.tested')).toHaveLength(2)
  })

  it('is refused of a unit that the registry has at another door, or at its own since it was signed for reuse', () => {
    const { begin, wipe, finish, sign, stock, come, shift } = workbench()
    begin(one)
    wipe(one)
    finish(one)
    sign(one, 'reuse')
    // Wiped, it may hang anywhere by now; where it hung says nothing of that any more.
    expect(stock()).toMatchObject({ life: 'reuse', doorId: null })
    expect(begin(two)).toBe('notInStock')
    shift.hang('door-1', null)
    expect(begin(two)).toBe('done')
    expect(shift.journal.rows.load('hardwareTest', two)?.oldKeyDoorId).toBeNull()
    finish(two, { report: emptyReport('door-1'), end: 'stopped' })
    shift.hang('door-3', 'lock-door-1')
    expect(begin(three)).toBe('notInStock')
    come('door-3', 'door-1')
    expect(begin(three)).toBe('done')
    expect(shift.journal.rows.load('hardwareTest', three)?.oldKeyDoorId).toBe('door-3')
  })

  it('is one at a time also where a platform says meanwhile that the unit came back', () => {
    const { begin, finish, sign, stock, come } = workbench()
    begin(one)
    come('door-1')
    expect(begin(two, 'door-1', other)).toBe('unitOnTest')
    // What was found before it came back says nothing of it any more.
    finish(one)
    expect(stock()?.life).toBe('returned')
    expect(sign(one, 'reuse')).toBe('testEnded')
    expect(begin(two, 'door-1', other)).toBe('done')
  })

  it('is never begun twice under one name', () => {
    const { begin, finish } = workbench()
    begin(one)
    finish(one)
    expect(begin(one)).toBe('unitOnTest')
  })

  it('by standard services alone has no key released, and wipes nothing', () => {
    const { begin, test, wipe } = workbench()
    expect(begin(one, 'door-1', technician, 'generic')).toBe('done')
    expect(test(one)).toMatchObject({ keyReleased: false, oldKeyDoorId: null, mayWipe: true })
    expect(wipe(one)).toBe('noServiceKey')
  })
})

describe('a wipe', () => {
  it('is written down by whoever tests, where they test, while they test', () => {
    const { begin, wipe, finish, said } = workbench()
    begin(one)
    expect(wipe(one, other)).toBe('notYourTest')
    expect([wipe(one), wipe(one)]).toEqual(['done', 'done'])
    expect(said().filter((kind) => kind === 'hardware.wipeBegun')).toHaveLength(1)
    finish(one)
    expect(wipe(one)).toBe('testEnded')
  })

  it('of a unit that its resident owns is refused, and no key to their door is made out', () => {
    const { begin, wipe, finish, sign, stock, test } = workbench()
    expect(begin(one, 'door-private')).toBe('done')
    expect(test(one)).toMatchObject({ keyReleased: true, mayWipe: false, oldKeyDoorId: null })
    expect(wipe(one)).toBe('ownedByResident')
    const untouched: TestReport = {
      ...wipedReport('door-private'),
      keyBefore: null,
      wipe: null,
      readBack: null,
      keyAfter: null,
    }
    finish(one, { report: untouched })
    expect(stock('door-private')).toMatchObject({ life: 'tested', halfWipedIn: null })
    expect(test(one)?.verdict).toBe('repair')
    expect(sign(one, 'reuse')).toBe('ownedByResident')
    expect(sign(one, 'repair')).toBe('done')
  })

  it('that was begun leaves a unit half wiped, whatever the end says, until a test shows it wiped', () => {
    const { begin, wipe, finish, sign, stock, test } = workbench()
    begin(one)
    wipe(one)
    const broken = { ...wipedReport('door-1'), readBack: null, keyAfter: null }
    finish(one, { report: broken, end: 'fault', atStep: 'readBack' })
    expect(stock()).toMatchObject({ life: 'tested', halfWipedIn: one })
    expect(test(one)?.halfWiped).toBe(true)
    expect(sign(one, 'reuse')).toBe('notWiped')
    expect(sign(one, 'repair')).toBe('done')
    // It is put away for repair, and is not forgotten.
    expect(stock()).toMatchObject({ life: 'repair', halfWipedIn: one })
    begin(two)
    finish(two, { report: emptyReport('door-1'), end: 'stopped' })
    expect(stock()?.halfWipedIn).toBe(one)
    begin(three)
    wipe(three)
    finish(three, { report: { ...wipedReport('door-1'), keyBefore: 'unknownKey' } })
    expect(stock()).toMatchObject({ halfWipedIn: null })
    expect(sign(three, 'reuse')).toBe('done')
  })

  it('is believed of no report where nobody wrote down that it begins, whatever driver tested', () => {
    for (const driver of ['vaktrom', 'generic'] as const) {
      const { begin, finish, sign, stock, test } = workbench()
      begin(one)
      finish(one, { report: emptyReport('door-1'), end: 'fault', atStep: 'wipe', halfWiped: true })
      begin(two, 'door-1', technician, driver)
      finish(two)
      expect(stock()?.halfWipedIn).toBe(one)
      expect(test(two)?.verdict).toBe('repair')
      expect(sign(two, 'reuse')).toBe('notWiped')
    }
  })

  it('is not shown by a test that ended before the old key was tried again', () => {
    const { begin, wipe, finish, sign, stock, test } = workbench()
    begin(one)
    wipe(one)
    finish(one, { report: { ...wipedReport('door-1'), keyAfter: null }, end: 'stopped', atStep: 'keyAfter' })
    expect(test(one)).toMatchObject({ verdict: 'repair', halfWiped: true })
    expect(stock()?.halfWipedIn).toBe(one)
    expect(sign(one, 'reuse')).toBe('notWiped')
  })

  it('of a unit that was caught lying is shown by a key alone', () => {
    const { begin, wipe, finish, sign, stock, shift } = workbench()
    begin(one)
    wipe(one)
    finish(one, { report: { ...wipedReport('door-1'), keyAfter: 'opened' } })
    expect(stock()?.halfWipedIn).toBe(one)
    // Another lock hangs there by now, so there is no key to try.
    shift.hang('door-1', 'lock-door-2')
    begin(two)
    wipe(two)
    finish(two, { report: { ...wipedReport('door-1'), keyBefore: null, keyAfter: null } })
    expect(stock()?.halfWipedIn).toBe(one)
    expect(sign(two, 'reuse')).toBe('notWiped')
    shift.hang('door-1', null)
    begin(three)
    wipe(three)
    finish(three)
    expect(stock()?.halfWipedIn).toBeNull()
    expect(sign(three, 'reuse')).toBe('done')
  })

  it('that an earlier bench broke off counts by the unit’s own word', () => {
    const { begin, finish, stock, come } = workbench()
    begin(one)
    finish(one, { report: emptyReport('door-1'), end: 'fault', atStep: 'wipe', halfWiped: true })
    expect(stock()?.halfWipedIn).toBe(one)
    come('door-1')
    expect(stock()).toMatchObject({ life: 'returned', halfWipedIn: one })
  })
})

describe('the end of a test', () => {
  it('is told once: what comes after it is known', () => {
    const { begin, finish, test, said } = workbench()
    begin(one)
    expect(finish(one)).toBe('done')
    expect(finish(one, { report: emptyReport('door-1'), end: 'benchLost' })).toBe('done')
    expect(test(one)?.end).toBe('done')
    expect(said().filter((kind) => kind === 'hardware.tested')).toHaveLength(1)
  })

  it('is told from the bench at which it ran, by whoever sits there, and of no other unit', () => {
    const { begin, finish, test, shift } = workbench()
    begin(one)
    expect(finish(one, {}, other)).toBe('notYourTest')
    expect(finish(one, { report: wipedReport('door-2') })).toBe('unknownTest')
    const decided = shift.situation({ name: 'noteWipe', args: { testId: one } }, other)
    expect(decided.hardware.test?.id).toBe(one)
    expect(test(one)?.endedAt).toBeNull()
  })

  it('is signed when there is one, of the newest test alone', () => {
    const { begin, finish, sign, stock } = workbench()
    begin(one)
    expect(sign(one, 'scrap')).toBe('testRuns')
    finish(one)
    begin(two)
    expect(sign(one, 'reuse')).toBe('testEnded')
    finish(two)
    expect(sign(one, 'reuse')).toBe('testEnded')
    expect(sign(two, 'scrap', supervisor)).toBe('done')
    expect(stock()?.life).toBe('scrap')
  })
})

describe('the fold of hardware', () => {
  it('makes nothing of a unit or a test that it does not know yet', () => {
    const { shift, stock, test } = workbench()
    const facts: Draft[] = [
      { kind: 'hardware.wipeBegun', caseId: null, payload: { testId: one, lockId: 'lock-door-9' } },
      {
        kind: 'hardware.signed',
        caseId: null,
        payload: { testId: one, lockId: 'lock-door-9', verdict: 'reuse' },
      },
    ]
    for (const fact of facts) shift.say(fact)
    expect([stock('door-9'), test(one)]).toEqual([undefined, undefined])
  })

  it('lets an older test change nothing of where the unit stands, but that it is half wiped', () => {
    const { begin, shift, stock } = workbench()
    begin(one)
    begin(two)
    const report = emptyReport('door-1')
    const late = { testId: one, lockId: 'lock-door-1', report, step: null, verdict: 'repair' } as const
    shift.say({
      kind: 'hardware.tested',
      caseId: null,
      payload: { ...late, end: 'benchLost', halfWiped: true },
    })
    expect(stock()).toMatchObject({ life: 'onTest', newestTestId: two, halfWipedIn: one })
  })
})
