import { describe, expect, it } from 'vitest'
import { limits, type TestPlan, type Typical } from '../../src-domain/hardware/limits.ts'
import { type TestStep, testSteps } from '../../src-domain/hardware/report.ts'
import { stepsOf } from '../../src-domain/hardware/steps.ts'
import { verdictOf } from '../../src-domain/hardware/verdict.ts'
import type { Wanted } from '../../src-main/dongle/drivers/driver.ts'
import { vaktrom } from '../../src-main/dongle/drivers/vaktrom/vaktrom.ts'
import { openVisit } from '../../src-main/dongle/drivers/vaktrom/visit.ts'
import { type Radio, RadioFault } from '../../src-main/dongle/radio/radio.ts'
import { runSequence, type SequenceEvent } from '../../src-main/dongle/sequence/sequence.ts'
import { wiping } from '../build/report.ts'
import { openBench } from './bench.ts'
import { goodLock, oldKeyTo, serviceKeyOf } from './cast.ts'
import type { Temper } from './lock.ts'

const swift = { turnMs: 24 }
const cast = {
  good: goodLock(1, swift),
  weak: goodLock(2, { ...swift, restMv: 5_900, loadedMv: 4_700 }),
  stiff: goodLock(3, { turnMs: 60 }),
  jams: goodLock(4, { ...swift, jamsAt: 7 }),
  impostor: goodLock(5, { ...swift, serial: 'VL-000055' }),
  liar: goodLock(6, { ...swift, pretendsToWipe: true }),
  dies: goodLock(7, { ...swift, diesInWipe: true }),
  broken: goodLock(8, { ...swift, failedParts: 8 }),
  stops: goodLock(9, swift),
  left: goodLock(10, { ...swift, diesInWipe: true }),
  repeats: goodLock(11, { ...swift, ignoresFrom: true, endlessLog: true }),
  miscounts: goodLock(12, { ...swift, miscounts: true }),
  unwritten: goodLock(13, swift),
  notOurs: goodLock(14, swift),
} as const satisfies Record<string, Temper>

/** As many messages as a whole sequence says, and a lock that hangs up at each of them. */
const messages = 28
const dropping = Array.from({ length: messages }, (_, i) => goodLock(100 + i, { ...swift, dropsAt: i + 1 }))
/** One message of each kind that does something: proof, clock, first and last turn, old key, wipe. */
const doing = [2, 5, 7, 16, 18, 19].map((dropsAfter, i) => goodLock(200 + i, { ...swift, dropsAfter }))
/** Still turns when the bench is back: at the motor's first turn, and for the old key before the wipe. */
const slow = [8, 18].map((dropsAfter, i) => goodLock(300 + i, { turnMs: 500, dropsAfter }))
const bench = await openBench([...Object.values(cast), ...dropping, ...doing, ...slow])

const typical: Typical = { turnMs: 24, peakMa: 720, freshMv: 6_000, leastLoadedMv: 5_000 }
const wantedFor = async (temper: Temper, other: Partial<Wanted> = {}): Promise<Wanted> => ({
  id: await bench.find(temper),
  serial: temper.serial,
  serviceKey: serviceKeyOf(temper.serial),
  oldKey: oldKeyTo(temper.serial, Date.now()),
  ...other,
})
type Testing = {
  readonly other?: Partial<Wanted>
  readonly hear?: (event: SequenceEvent) => void
  readonly stop?: AbortController
  readonly radio?: Radio
  readonly plan?: Partial<TestPlan>
  readonly mayWipe?: () => Promise<boolean>
}
const testing = async (temper: Temper, options: Testing = {}) => {
  const end = await runSequence({
    radio: options.radio ?? bench.radio,
    driver: vaktrom,
    wanted: await wantedFor(temper, options.other),
    plan: { ...limits, loadMs: 20, busyPauseMs: 400, wipe: true, ...options.plan },
    now: Date.now,
    tell: options.hear ?? (() => undefined),
    mayWipe: options.mayWipe ?? (() => Promise.resolve(true)),
    stop: (options.stop ?? new AbortController()).signal,
  })
  return {
    ...end,
    verdict: verdictOf(end.report, typical, wiping),
    truth: bench.lock(temper.address).truth(),
  }
}
const kindsOf = (verdict: ReturnType<typeof verdictOf>) => verdict.findings.map((one) => one.kind)

describe('a test from end to end', () => {
  it('finds a good lock good, turns it as often as it should, and proves it wiped', async () => {
    const done: TestStep[] = []
    const end = await testing(cast.good, {
      hear: (event) => {
        if (event.kind === 'done') done.push(event.step)
      },
    })
    expect(done).toEqual([...testSteps])
    expect(end).toMatchObject({ fault: null, stopped: false, halfWiped: false })
    expect(end.report).toMatchObject({
      information: { model: cast.good.model, firmware: '1.4.2' },
      battery: { restMv: 6_020, loadedMv: 5_610 },
      clock: { beforeMs: null },
      keyBefore: 'opened',
      wipe: { erased: 4 },
      readBack: { left: [], halfWiped: false },
      keyAfter: 'unknownKey',
      log: { lines: 45 },
      selfTest: { failed: [] },
    })
    expect(end.report.motor).toHaveLength(limits.cycles)
    expect(end.verdict).toEqual({ kind: 'reuse', findings: [] })
    // The old key turned it once more.
    expect(end.truth).toMatchObject({ bindings: [], believes: 0, cycles: limits.cycles + 1 })
  })

  it('says what is wrong with the others', async () => {
    const weak = await testing(cast.weak)
    expect(weak.verdict.kind).toBe('reuse')
    expect(kindsOf(weak.verdict)).toEqual(['batteryWeak', 'batterySags'])
    const stiff = await testing(cast.stiff)
    expect(stiff.verdict.kind).toBe('repair')
    expect(kindsOf(stiff.verdict)).toEqual(['slow'])
    const jams = await testing(cast.jams)
    expect(jams.verdict).toMatchObject({ kind: 'repair', findings: [{ kind: 'jammed', cycle: 7 }] })
    expect(jams.report.motor).toHaveLength(7)
    const broken = await testing(cast.broken)
    expect(broken.verdict).toMatchObject({
      kind: 'scrap',
      findings: [{ kind: 'partFailed', part: 'memory' }],
    })
  })

  it('does not begin with a unit that is another, or that has another key', async () => {
    const impostor = await testing(cast.impostor, { other: { serial: 'VL-000005' } })
    expect(impostor.fault).toEqual({ step: 'identify', kind: 'otherUnit', says: 'VL-000055' })
    expect(impostor.truth).toMatchObject({ cycles: 0, believes: 1 })
    const wrongKey = await testing(cast.impostor, { other: { serviceKey: serviceKeyOf('VL-000005') } })
    expect(wrongKey.fault).toEqual({ step: 'identify', kind: 'session', code: 'wrongKey' })
    expect(wrongKey.truth).toMatchObject({ cycles: 0, believes: 1 })
  })

  it('wipes nothing that nobody wrote down, and does not wait for ever for it', async () => {
    const refused = await testing(cast.unwritten, { mayWipe: () => Promise.resolve(false) })
    expect(refused).toMatchObject({ fault: { step: 'wipe', kind: 'mayNotWipe' }, halfWiped: false })
    expect(refused.report).toMatchObject({ keyBefore: 'opened', wipe: null, readBack: null })
    expect(refused.truth).toMatchObject({ halfWiped: false, believes: 1 })
    expect(refused.truth.bindings).toHaveLength(4)
    const stop = new AbortController()
    const stopped = await testing(cast.unwritten, {
      stop,
      mayWipe: () => {
        stop.abort()
        return new Promise(() => undefined)
      },
    })
    expect(stopped).toMatchObject({ fault: null, stopped: true, halfWiped: false })
    expect(stopped.truth).toMatchObject({ halfWiped: false, believes: 1 })
  })

  it('leaves a unit alone that is not ours to wipe, and tests the rest of it', async () => {
    const begun: TestStep[] = []
    const end = await testing(cast.notOurs, {
      plan: { wipe: false },
      mayWipe: () => Promise.reject(new Error('nobody asks')),
      hear: (event) => {
        if (event.kind === 'begun') begun.push(event.step)
      },
    })
    expect(begun).toEqual(stepsOf('vaktrom', false))
    expect(end).toMatchObject({ fault: null, stopped: false, halfWiped: false })
    expect(end.report).toMatchObject({ keyBefore: null, wipe: null, readBack: null, keyAfter: null })
    expect(end.truth).toMatchObject({ believes: 1, cycles: limits.cycles })
    expect(end.truth.bindings).toHaveLength(4)
  })

  it('never believes a lock that only says that it is wiped', async () => {
    const liar = await testing(cast.liar)
    expect(liar.report).toMatchObject({ wipe: { erased: 4 }, readBack: { left: [] }, keyAfter: 'opened' })
    expect(liar.verdict).toMatchObject({ kind: 'repair', findings: [{ kind: 'notWiped' }] })
    expect(liar.truth.believes).toBe(1)
  })

  it('finishes a wipe in which the lock lost power', async () => {
    const dies = await testing(cast.dies)
    expect(dies).toMatchObject({ fault: null, halfWiped: false, verdict: { kind: 'reuse' } })
    expect(dies.truth).toMatchObject({ bindings: [], believes: 0, halfWiped: false })
  })

  it('finishes a wipe that broke off in an earlier test', async () => {
    let links = 0
    const once: Radio = {
      ...bench.radio,
      connect: (id) => {
        links += 1
        return links === 1
          ? bench.radio.connect(id)
          : Promise.reject(new RadioFault('noAdapter', 'pulled out'))
      },
    }
    const first = await testing(cast.left, { radio: once })
    expect(first).toMatchObject({ fault: { step: 'wipe', code: 'noAdapter' }, halfWiped: true })
    // The mark is set: nobody's key opens it, though some of its bindings are left.
    expect(first.truth).toMatchObject({ halfWiped: true, believes: 0, bindings: [{}, {}] })

    const done: TestStep[] = []
    const second = await testing(cast.left, {
      hear: (event) => {
        if (event.kind === 'done') done.push(event.step)
      },
    })
    expect(second).toMatchObject({ fault: null, halfWiped: false })
    expect(second.report).toMatchObject({
      wipe: { erased: 2 },
      keyBefore: 'unknownKey',
      keyAfter: 'unknownKey',
    })
    expect(second.truth).toMatchObject({ halfWiped: false, bindings: [] })
    expect(done.slice(0, 6)).toEqual(['identify', 'pair', 'information', 'wipe', 'readBack', 'battery'])
    expect(kindsOf(second.verdict)).toEqual(['wipeNotProved'])
  })

  it('does not go round for ever with a lock that lists the same bindings again, or a log without end', async () => {
    const visit = await openVisit(bench.radio, await wantedFor(cast.repeats))
    await expect(visit.bindings()).rejects.toMatchObject({ code: 'unreadable' })
    await expect(visit.log()).rejects.toMatchObject({ code: 'unreadable' })
    await visit.close()
  })

  it('does not believe a list that is not as long as the lock itself says', async () => {
    const miscounts = await testing(cast.miscounts)
    expect(miscounts.fault).toEqual({ step: 'readBack', kind: 'session', code: 'unreadable' })
    expect(miscounts.halfWiped).toBe(true)
  })

  it('stops where it is asked to, and not in the middle of a wipe', async () => {
    const before = new AbortController()
    const early = await testing(cast.stops, {
      hear: (event) => {
        if (event.kind === 'begun' && event.step === 'motor') before.abort()
      },
      stop: before,
    })
    expect(early).toMatchObject({ stopped: true, halfWiped: false, report: { wipe: null } })
    const within = new AbortController()
    const late = await testing(cast.stops, {
      hear: (event) => {
        if (event.kind === 'begun' && event.step === 'wipe') within.abort()
      },
      stop: within,
    })
    // Seen through to its proof: a unit that was wiped is not left with a mark.
    expect(late).toMatchObject({
      stopped: true,
      halfWiped: false,
      report: { keyAfter: 'unknownKey', log: null },
    })
    expect(late.truth.bindings).toEqual([])
  })
})

describe('a link that is lost', () => {
  it.each(dropping.map((temper) => [temper.dropsAt, temper] as const))(
    'at message %i costs nothing but time',
    async (_, temper) => {
      const retried: SequenceEvent[] = []
      const end = await testing(temper, {
        hear: (event) => {
          if (event.kind === 'begun' && event.attempt > 1) retried.push(event)
        },
      })
      expect(end).toMatchObject({ fault: null, halfWiped: false })
      // An old key that was tried and lost its answer is tried again.
      expect(end.report).toMatchObject({ keyBefore: 'opened', keyAfter: 'unknownKey', log: { lines: 45 } })
      expect(end.report.motor).toHaveLength(limits.cycles)
      expect(end.truth).toMatchObject({ bindings: [], believes: 0, connections: 2 })
      expect(retried).toHaveLength(1)
    },
  )

  it.each(doing.map((temper) => [temper.dropsAfter, temper] as const))(
    'over message %i, which was done all the same, costs nothing but time',
    async (_, temper) => {
      const end = await testing(temper)
      expect(end).toMatchObject({ fault: null, halfWiped: false })
      expect(end.report).toMatchObject({ keyBefore: 'opened', keyAfter: 'unknownKey', log: { lines: 45 } })
      expect(end.report.motor).toHaveLength(limits.cycles)
      expect(end.truth).toMatchObject({ bindings: [], believes: 0 })
    },
  )

  it.each(slow.map((temper) => [temper.dropsAfter, temper] as const))(
    'over message %i finds the lock busy with it, and tries again',
    async (_, temper) => {
      const steps: TestStep[] = []
      const end = await testing(temper, {
        hear: (event) => {
          if (event.kind === 'begun' && event.attempt > 1) steps.push(event.step)
        },
      })
      expect(end).toMatchObject({ fault: null, halfWiped: false, report: { keyBefore: 'opened' } })
      expect(end.report.motor).toHaveLength(limits.cycles)
      const step = temper.dropsAfter === 8 ? 'motor' : 'keyBefore'
      expect(new Set(steps)).toEqual(new Set([step]))
    },
  )
})
