import { describe, expect, it } from 'vitest'
import { limits, type Typical } from '../../src-domain/hardware/limits.ts'
import { type TestStep, testSteps } from '../../src-domain/hardware/report.ts'
import { verdictOf } from '../../src-domain/hardware/verdict.ts'
import { runSequence, type SequenceEvent } from '../../src-main/dongle/sequence/sequence.ts'
import type { Wanted } from '../../src-main/dongle/sequence/visit.ts'
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
} as const satisfies Record<string, Temper>

/** As many messages as a whole sequence says, and a lock that hangs up at each of them. */
const messages = 28
const dropping = Array.from({ length: messages }, (_, i) => goodLock(100 + i, { ...swift, dropsAt: i + 1 }))
const bench = await openBench([...Object.values(cast), ...dropping])

const typical: Typical = { turnMs: 24, peakMa: 720, freshMv: 6_000, leastLoadedMv: 5_000 }
const wantedFor = async (temper: Temper, other: Partial<Wanted> = {}): Promise<Wanted> => ({
  id: await bench.find(temper),
  serial: temper.serial,
  serviceKey: serviceKeyOf(temper.serial),
  oldKey: oldKeyTo(temper.serial, Date.now()),
  ...other,
})
const testing = async (
  temper: Temper,
  other: Partial<Wanted> = {},
  hear: (event: SequenceEvent) => void = () => undefined,
  stop = new AbortController(),
) => {
  const end = await runSequence(
    bench.radio,
    await wantedFor(temper, other),
    { cycles: limits.cycles, loadMs: 20 },
    Date.now,
    hear,
    stop.signal,
  )
  return { ...end, verdict: verdictOf(end.report, typical), truth: bench.lock(temper.address).truth() }
}
const kindsOf = (verdict: ReturnType<typeof verdictOf>) => verdict.findings.map((one) => one.kind)

describe('a test from end to end', () => {
  it('finds a good lock good, turns it as often as it should, and proves it wiped', async () => {
    const done: TestStep[] = []
    const end = await testing(cast.good, {}, (event) => {
      if (event.kind === 'done') done.push(event.step)
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
    const impostor = await testing(cast.impostor, { serial: 'VL-000005' })
    expect(impostor.fault).toEqual({ step: 'identify', kind: 'otherUnit', says: 'VL-000055' })
    expect(impostor.truth).toMatchObject({ cycles: 0, believes: 1 })
    const wrongKey = await testing(cast.impostor, { serviceKey: serviceKeyOf('VL-000005') })
    expect(wrongKey.fault).toEqual({ step: 'identify', kind: 'session', code: 'wrongKey' })
    expect(wrongKey.truth).toMatchObject({ cycles: 0, believes: 1 })
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

  it('stops where it is asked to, and not in the middle of a wipe', async () => {
    const before = new AbortController()
    const early = await testing(
      cast.stops,
      {},
      (event) => {
        if (event.kind === 'begun' && event.step === 'motor') before.abort()
      },
      before,
    )
    expect(early).toMatchObject({ stopped: true, halfWiped: false, report: { wipe: null } })
    const within = new AbortController()
    const late = await testing(
      cast.stops,
      {},
      (event) => {
        if (event.kind === 'begun' && event.step === 'wipe') within.abort()
      },
      within,
    )
    expect(late).toMatchObject({ stopped: true, halfWiped: false, report: { readBack: { left: [] } } })
    expect(late.truth.bindings).toEqual([])
  })
})

describe('a link that is lost', () => {
  it.each(dropping.map((temper) => [temper.dropsAt, temper] as const))(
    'at message %i costs nothing but time',
    async (_, temper) => {
      const retried: SequenceEvent[] = []
      const end = await testing(temper, {}, (event) => {
        if (event.kind === 'begun' && event.attempt > 1) retried.push(event)
      })
      expect(end).toMatchObject({ fault: null, halfWiped: false })
      // An old key that was tried and lost its answer is tried again.
      expect(end.report).toMatchObject({ keyBefore: 'opened', keyAfter: 'unknownKey', log: { lines: 45 } })
      expect(end.report.motor).toHaveLength(limits.cycles)
      expect(end.truth).toMatchObject({ bindings: [], believes: 0, connections: 2 })
      expect(retried).toHaveLength(1)
    },
  )
})
