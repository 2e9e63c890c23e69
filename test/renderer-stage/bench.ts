import { limits } from '../../src-domain/hardware/limits.ts'
import { emptyReport, type MotorCycle, type TestReport, testSteps } from '../../src-domain/hardware/report.ts'
import { typicalOf } from '../../src-domain/hardware/typical.ts'
import { reuseBarredBy, type VerdictKind, verdictOf } from '../../src-domain/hardware/verdict.ts'
import type { RegistryRow } from '../../src-domain/registry/rows.ts'
import type {
  BenchSamples,
  BenchView,
  NearItem,
  StockItem,
  TestView,
} from '../../src-preload/contract/bench.ts'
import type { PersonView } from '../../src-preload/contract/words.ts'
import { wiping } from '../build/report.ts'
import type { Scene } from './scene.ts'
import { uuid } from './views.ts'

/** A workbench that is made up: its units, a test that plays on and on, and what was done before. */
export type StageBench = {
  readonly view: () => BenchView
  /** What was measured since the last time. */
  readonly samples: () => BenchSamples | null
  readonly history: (serial: string) => { tests: TestView[]; stock: StockItem | null }
  readonly queue: (serial: string) => void
  readonly unqueue: (serial: string) => void
  readonly stop: () => void
  readonly sign: (testId: string, verdict: VerdictKind) => void
}

type Model = RegistryRow<'lock'>['model']
const minute = 60_000

const turn = (n: number, part: Partial<MotorCycle> = {}): MotorCycle => ({
  direction: n % 2 === 0 ? 'lock' : 'unlock',
  jammed: false,
  tookMs: 1_020 + ((n * 37) % 90),
  peakMa: 880 + ((n * 53) % 70),
  meanMa: 460,
  lowestMv: 5_340 - ((n * 29) % 80),
  ...part,
})

const reportOf = (serial: string, part: Partial<TestReport> = {}): TestReport => ({
  ...emptyReport(serial),
  information: { manufacturer: 'Lås & Ledd', model: 'LL-3', serial, firmware: '2.4.1' },
  battery: { restMv: 6_120, loadedMv: 5_610, loadMa: 700 },
  clock: { beforeMs: -94_000, afterMs: 140 },
  motor: Array.from({ length: limits.cycles }, (_, n) => turn(n)),
  keyBefore: 'opened',
  wipe: { erased: 6 },
  readBack: { left: [], halfWiped: false },
  keyAfter: 'unknownKey',
  log: { lines: 212, newest: null },
  selfTest: { failed: [] },
  endsAs: 'locked',
  ...part,
})

const worn = (serial: string): TestReport =>
  reportOf(serial, {
    battery: { restMv: 5_700, loadedMv: 4_710, loadMa: 700 },
    motor: Array.from({ length: 7 }, (_, n) =>
      turn(n, { tookMs: 1_610 + n * 90, peakMa: 1_180 + n * 30, jammed: n === 6 }),
    ),
    selfTest: null,
  })

export const openStageBench = (scene: Scene, by: PersonView, begun: number): StageBench => {
  const is = (...scenes: readonly Scene['scene'][]): boolean => scenes.includes(scene.scene)
  const stock = new Map<string, StockItem>()
  const put = (serial: string, model: Model, part: Partial<StockItem> = {}): void => {
    stock.set(serial, {
      lockId: `lock-${serial}`,
      serial,
      model,
      ownedBy: 'municipality',
      life: 'returned',
      returnedAt: begun - 26 * 60 * minute,
      door: null,
      halfWiped: false,
      toSign: null,
      ...part,
    })
  }
  put('DL3-402177', 'danalockV3', {
    door: 'Inngangsdør, Kirkegata 15',
    life: is('bench') ? 'onTest' : 'returned',
  })
  put('DL3-118840', 'danalockV3', { door: 'Inngangsdør, Elvegata 9' })
  put('DL3-550013', 'danalockV3', { ownedBy: 'resident', door: 'Inngangsdør, Nygata 14' })
  put('DK-77120', 'dKey', { door: 'Oppgangsdør, Kongens gate 20', ownedBy: 'housingBoard' })
  put('DL3-290551', 'danalockV3', { door: 'Inngangsdør, Storgata 3' })

  const testOf = (serial: string, report: TestReport | null, part: Partial<TestView> = {}): TestView => {
    const model = stock.get(serial)?.model ?? 'danalockV3'
    const typical = typicalOf(model as Model)
    const verdict = report ? verdictOf(report, typical, wiping) : null
    return {
      testId: uuid(),
      lockId: `lock-${serial}`,
      serial,
      model,
      driver: 'vaktrom',
      mayWipe: true,
      by,
      begunAt: begun - 3 * minute,
      endedAt: begun - minute,
      end: 'done',
      step: null,
      fault: null,
      report,
      findings: (verdict?.findings ?? []).map(({ kind, ...words }) => ({ kind, words })),
      verdict: verdict?.kind ?? null,
      signed: null,
      halfWiped: false,
      actions: [],
      mayLabel: false,
      reuseBarred: reuseBarredBy({ ...wiping, report }, false),
      typical,
      ...part,
    }
  }
  const before = [
    testOf('DL3-118840', worn('DL3-118840'), {
      begunAt: begun - 60 * 24 * 60 * minute,
      signed: { verdict: 'repair', by, at: begun - 60 * 24 * 60 * minute },
    }),
    testOf('DL3-118840', reportOf('DL3-118840'), {
      begunAt: begun - 30 * 24 * 60 * minute,
      signed: { verdict: 'reuse', by, at: begun - 30 * 24 * 60 * minute },
    }),
  ]
  const ended: TestView[] = []
  const end = (test: TestView): void => {
    ended.unshift({ ...test, actions: ['signTest'] })
    const item = stock.get(test.serial)
    if (item)
      stock.set(test.serial, {
        ...item,
        life: 'tested',
        toSign: test.testId,
        halfWiped: item.halfWiped || test.halfWiped,
      })
  }
  if (is('benchVerdict')) end(testOf('DL3-118840', worn('DL3-118840')))
  if (is('benchClean')) end(testOf('DL3-118840', reportOf('DL3-118840')))
  if (is('benchHalfWiped', 'bench'))
    end(
      testOf(
        'DL3-290551',
        reportOf('DL3-290551', {
          wipe: { erased: 2 },
          readBack: { left: ['residentPhone', 'sharedCode'], halfWiped: true },
          keyAfter: null,
          log: null,
          selfTest: null,
        }),
        {
          end: 'fault',
          step: 'readBack',
          fault: { kind: 'radio', detail: 'lost' },
          halfWiped: true,
        },
      ),
    )
  let queue: string[] = is('bench') ? ['DK-77120', 'DL3-550013'] : []
  const running: { readonly test: TestView; readonly from: number; stopping: boolean } | null = is('bench')
    ? {
        test: testOf('DL3-402177', null, { begunAt: begun - 38_000, endedAt: null, end: null }),
        from: begun,
        stopping: false,
      }
    : null

  /** A turn every second and a half, from the fifth on. */
  const everyMs = 1_500
  const turnNow = (): number => (running ? 4 + Math.floor((Date.now() - running.from) / everyMs) : 0)
  const motorNow = (): MotorCycle[] =>
    Array.from({ length: Math.min(limits.cycles, turnNow()) }, (_, n) => turn(n))
  let sampledTo = { cycle: 1, atMs: 0 }

  const near = (serial: string | null, part: Partial<NearItem>): NearItem => ({
    id: `radio-${serial ?? part.address}`,
    address: 'd4:12:7a:00:31:9c',
    name: 'Vaktrom lock',
    serial,
    rssi: -52,
    driver: 'vaktrom',
    stock: serial === null ? null : (stock.get(serial) ?? null),
    identifying: false,
    identifyFault: null,
    ...part,
  })
  const isDeaf = is('benchLacks', 'benchNothing', 'benchRestarting')

  return {
    view: () => ({
      process: is('benchRestarting') ? 'restarting' : 'running',
      restarts: is('benchRestarting') ? 1 : 0,
      adapter: is('benchRestarting')
        ? null
        : {
            ready: !is('benchLacks'),
            lacks: is('benchLacks') ? 'notPermitted' : null,
            detail: is('benchLacks') ? 'bind hci0: Operation not permitted (EPERM)' : '',
            platform: 'linux',
            adapters: [
              { name: 'hci0', label: 'Intel AX210' },
              { name: 'hci1', label: 'Cambridge Silicon Radio dongle' },
            ],
            chosen: is('benchLacks') ? null : 'hci1',
          },
      near: isDeaf
        ? []
        : [
            near('DL3-402177', { rssi: -48 }),
            near('DL3-118840', { rssi: -57 }),
            near('DK-77120', { rssi: -74 }),
            near('DL3-999001', { rssi: -66, address: 'd4:12:7a:00:77:02' }),
            near(null, { rssi: -88, name: 'LL-3', address: 'f0:9e:41:22:10:5d', driver: 'generic' }),
          ],
      stock: is('benchNothing')
        ? []
        : [...stock.values()].filter(({ life }) => !['reuse', 'scrap'].includes(life)),
      queue: queue.map((serial, index) => ({
        serial,
        waitsFor: index === 0 && running ? 'turn' : 'near',
        refused: null,
      })),
      running: running && {
        test: {
          ...running.test,
          report: {
            ...reportOf(running.test.serial),
            motor: motorNow(),
            keyBefore: null,
            wipe: null,
            readBack: null,
            keyAfter: null,
            log: null,
            selfTest: null,
          },
          step: 'motor',
        },
        attempt: 1,
        stopping: running.stopping,
        steps: testSteps.map((step, index) => ({
          step,
          state: index < testSteps.indexOf('motor') ? 'done' : step === 'motor' ? 'running' : 'toCome',
        })),
      },
      ended: [...ended],
    }),
    samples: () => {
      if (!running) return null
      const cycle = Math.min(limits.cycles, turnNow() + 1)
      if (cycle !== sampledTo.cycle) sampledTo = { cycle, atMs: 0 }
      const until = Math.min(1_050, (Date.now() - running.from) % everyMs)
      const samples: BenchSamples['samples'] = []
      for (let atMs = sampledTo.atMs; atMs < until; atMs += 20) {
        const start = Math.exp(-atMs / (55 + cycle)) * (460 + ((cycle * 31) % 90))
        const stall = Math.exp(-((1_000 - atMs) ** 2) / 4_000) * 380
        const ma = 430 + cycle * 6 + start + stall + ((atMs * 7 + cycle * 13) % 23)
        samples.push({ atMs, ma: Math.round(ma), mv: Math.round(6_080 - ma * 0.72 - ((atMs + cycle) % 17)) })
      }
      if (samples.length === 0) return null
      sampledTo = { cycle, atMs: (samples.at(-1)?.atMs ?? 0) + 20 }
      return { testId: running.test.testId, step: 'motor', cycle, samples }
    },
    history: (serial) => ({
      tests: [...ended, ...before].filter((test) => test.serial === serial),
      stock: stock.get(serial) ?? null,
    }),
    queue: (serial) => {
      queue = [...queue, serial]
    },
    unqueue: (serial) => {
      queue = queue.filter((one) => one !== serial)
    },
    stop: () => {
      if (running) running.stopping = true
    },
    sign: (testId, verdict) => {
      const at = ended.findIndex((test) => test.testId === testId)
      const test = ended[at]
      if (!test) return
      ended[at] = { ...test, signed: { verdict, by, at: Date.now() }, actions: [], mayLabel: true }
      const item = stock.get(test.serial)
      if (item) stock.set(test.serial, { ...item, life: verdict, toSign: null })
    },
  }
}
