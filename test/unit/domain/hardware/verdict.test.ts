import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits, type Typical } from '../../../../src-domain/hardware/limits.ts'
import { type TestReport, testReport } from '../../../../src-domain/hardware/report.ts'
import {
  type Finding,
  reuseBarredBy,
  showsWiped,
  type Terms,
  verdictOf,
} from '../../../../src-domain/hardware/verdict.ts'
import { turn, wipedReport, wiping } from '../../../build/report.ts'

const typical: Typical = { turnMs: 1_000, peakMa: 700, freshMv: 6_000, leastLoadedMv: 5_000 }
/** One that would be good for that. */
const good: TestReport = {
  ...wipedReport('VL-1'),
  battery: { restMv: 6_000, loadedMv: 5_600, loadMa: 700 },
  motor: Array.from({ length: limits.cycles }, () => turn(1_000)),
}
const found = (change: Partial<TestReport>): { kind: string; findings: Finding['kind'][] } => {
  const { kind, findings } = verdictOf({ ...good, ...change }, typical, wiping)
  return { kind, findings: findings.map((one) => one.kind) }
}

describe('a verdict', () => {
  it('is reuse where nothing was found', () => {
    expect(verdictOf(good, typical, wiping)).toEqual({ kind: 'reuse', findings: [] })
  })

  it.each<[string, Partial<TestReport>, string, Finding['kind'][]]>([
    ['an old key opens it', { keyAfter: 'opened' }, 'repair', ['notWiped']],
    ['an old key is refused for something else', { keyAfter: 'refusedOtherwise' }, 'repair', ['notWiped']],
    ['a binding is left', { readBack: { left: ['keypad'], halfWiped: false } }, 'repair', ['notWiped']],
    ['the wipe is half done', { readBack: { left: [], halfWiped: true } }, 'repair', ['halfWiped']],
    ['nothing was wiped', { wipe: null, readBack: null, keyAfter: null }, 'repair', ['notTested']],
    ['no key could be tried', { keyBefore: null, keyAfter: null }, 'reuse', ['wipeNotProved']],
    ['the key did not open before either', { keyBefore: 'unknownKey' }, 'reuse', ['wipeNotProved']],
    ['the key that opened was not tried again', { keyAfter: null }, 'repair', ['notTested']],
    ['it jams', { motor: [turn(1_000), turn(2_000, true)] }, 'repair', ['jammed']],
    ['it is slow', { motor: good.motor.map(() => turn(1_501)) }, 'repair', ['slow']],
    ['its turns scatter', { motor: good.motor.map((_, i) => turn(900 + 30 * i)) }, 'repair', ['scatter']],
    ['it turned too seldom', { motor: good.motor.slice(1) }, 'repair', ['notTested']],
    [
      'its battery is empty',
      { battery: { restMv: 5_400, loadedMv: 4_990, loadMa: 700 } },
      'reuse',
      ['batteryWeak'],
    ],
    [
      'its battery sags',
      { battery: { restMv: 6_400, loadedMv: 5_300, loadMa: 700 } },
      'reuse',
      ['batterySags'],
    ],
    ['its clock runs away', { clock: { beforeMs: null, afterMs: -2_001 } }, 'repair', ['clockWrong']],
    ['its motor driver failed', { selfTest: { failed: ['motor'] } }, 'repair', ['partFailed']],
    ['its memory failed', { selfTest: { failed: ['memory'] } }, 'scrap', ['partFailed']],
    ['its case was forced', { selfTest: { failed: ['tamper'] } }, 'scrap', ['partFailed']],
    [
      'it calls itself otherwise',
      { information: { manufacturer: '', model: '', serial: 'VL-2', firmware: '' } },
      'repair',
      ['otherSerial'],
    ],
  ])('where %s', (_, change, kind, findings) => {
    expect(found(change)).toEqual({ kind, findings })
  })

  it('is never reuse while an old key is believed, bindings are left, or a wipe is not finished', () => {
    const anything = fc.record<Partial<TestReport>>(
      {
        battery: fc.constantFrom(good.battery, null),
        motor: fc.constantFrom(good.motor, []),
        keyBefore: fc.constantFrom('opened', 'unknownKey', 'refusedOtherwise', null),
        keyAfter: fc.constantFrom('opened', 'unknownKey', 'refusedOtherwise', null),
        readBack: fc.record({
          left: fc.array(fc.constantFrom('centre' as const, 'keypad' as const), { maxLength: 2 }),
          halfWiped: fc.boolean(),
        }),
        selfTest: fc.constantFrom(good.selfTest, null),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anything, (change) => {
        const report = testReport.parse({ ...good, ...change })
        const unsafe =
          report.keyAfter === 'opened' ||
          report.keyAfter === 'refusedOtherwise' ||
          (report.readBack?.left.length ?? 0) > 0 ||
          report.readBack?.halfWiped === true
        if (unsafe) expect(verdictOf(report, typical, wiping).kind).not.toBe('reuse')
      }),
    )
  })

  it('is never reuse for a unit that its resident owns, and asks no wipe of it', () => {
    const notOurs: Terms = { ...wiping, mayWipe: false, wipeBegunAt: null }
    const untouched = { ...good, keyBefore: null, wipe: null, readBack: null, keyAfter: null }
    expect(verdictOf(untouched, typical, notOurs)).toEqual({
      kind: 'repair',
      findings: [{ kind: 'notOurs' }],
    })
    // What else is wrong with it is said all the same.
    expect(verdictOf({ ...untouched, selfTest: { failed: ['memory'] } }, typical, notOurs)).toMatchObject({
      kind: 'scrap',
      findings: [{ kind: 'notOurs' }, { kind: 'partFailed' }],
    })
  })

  const noKey: Partial<TestReport> = { keyBefore: null, keyAfter: null }
  const other = { manufacturer: '', model: '', serial: 'VL-2', firmware: '' }
  it.each<[string, Partial<TestReport>, Partial<Terms>, boolean]>([
    ['all is gone', {}, {}, true],
    ['all is gone, and no key could be tried', noKey, {}, true],
    ['the mark stands', { readBack: { left: [], halfWiped: true } }, {}, false],
    ['a binding is left', { readBack: { left: ['residentPhone'], halfWiped: false } }, {}, false],
    ['an old key opens', { keyAfter: 'opened' }, {}, false],
    ['it was not read back', { readBack: null }, {}, false],
    ['nothing was wiped', { wipe: null, readBack: null }, {}, false],
    ['the key that opened was not tried again', { keyAfter: null }, {}, false],
    ['a key was made out and none was tried', noKey, { oldKeyDoorId: 'door-1' }, false],
    ['a key was made out and tried', {}, { oldKeyDoorId: 'door-1' }, true],
    ['nobody wrote down that a wipe begins', {}, { wipeBegunAt: null }, false],
    ['another unit was wiped', { information: other }, {}, false],
  ])('shows a unit wiped, or not, where %s', (_, change, terms, wiped) => {
    expect(showsWiped({ ...good, ...change }, { ...wiping, ...terms })).toBe(wiped)
  })

  it('lets nobody sign for reuse what is not shown wiped, now or since an earlier test, or is its resident’s', () => {
    const barred = (change: Partial<TestReport>, { mayWipe = true, halfWiped = false } = {}) =>
      reuseBarredBy({ ...wiping, mayWipe, report: { ...good, ...change } }, halfWiped)
    expect(barred({})).toBeNull()
    expect(barred({ keyAfter: 'opened' })).toBe('notWiped')
    expect(barred({}, { halfWiped: true })).toBe('notWiped')
    expect(barred({}, { mayWipe: false })).toBe('ownedByResident')
    expect(reuseBarredBy({ ...wiping, report: null }, false)).toBe('notWiped')
  })

  it('asks no speed of a model that nobody has figures for', () => {
    expect(verdictOf({ ...good, motor: good.motor.map(() => turn(9_000)) }, null, wiping)).toEqual({
      kind: 'reuse',
      findings: [],
    })
  })
})
