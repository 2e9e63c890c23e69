import { emptyReport, type MotorCycle, type TestReport } from '../../../src-domain/hardware/report.ts'
import type { BenchView, NearItem, StockItem, TestView } from '../../../src-preload/contract/bench.ts'

/** Views of the workbench as core tells them; what a test is not about is as on a quiet morning. */
export const stockItem = (serial: string, part: Partial<StockItem> = {}): StockItem => ({
  lockId: `lock-${serial}`,
  serial,
  model: 'danalockV3',
  ownedBy: 'municipality',
  life: 'returned',
  returnedAt: 1_000,
  door: null,
  halfWiped: false,
  toSign: null,
  ...part,
})

export const nearItem = (serial: string | null, part: Partial<NearItem> = {}): NearItem => ({
  id: `radio-${serial}`,
  address: 'd4:12:7a:00:31:9c',
  name: null,
  serial,
  rssi: -50,
  driver: 'vaktrom',
  stock: null,
  identifying: false,
  identifyFault: null,
  ...part,
})

export const testView = (part: Partial<TestView> = {}): TestView => ({
  testId: '0199aa00-0000-7000-8000-000000000001',
  lockId: 'lock-A',
  serial: 'A',
  model: 'danalockV3',
  driver: 'vaktrom',
  mayWipe: true,
  by: null,
  begunAt: 1_000,
  endedAt: 2_000,
  end: 'done',
  step: null,
  fault: null,
  report: null,
  findings: [],
  verdict: null,
  signed: null,
  halfWiped: false,
  actions: [],
  mayLabel: false,
  reuseBarred: null,
  typical: null,
  ...part,
})

export const benchView = (part: Partial<BenchView> = {}): BenchView => ({
  process: 'running',
  restarts: 0,
  adapter: { ready: true, lacks: null, detail: '', platform: 'linux', adapters: [], chosen: null },
  near: [],
  stock: [],
  queue: [],
  running: null,
  ended: [],
  ...part,
})

type Waiting = BenchView['queue'][number]
export const waiting = (serial: string, part: Partial<Waiting> = {}): Waiting => ({
  serial,
  waitsFor: 'turn',
  refused: null,
  ...part,
})

export const running = (serial: string): NonNullable<BenchView['running']> => ({
  test: testView({ serial, endedAt: null, end: null }),
  attempt: 1,
  stopping: false,
  steps: [],
})

export const turned = (tookMs: number, part: Partial<MotorCycle> = {}): MotorCycle => ({
  direction: 'lock',
  jammed: false,
  tookMs,
  peakMa: 900,
  meanMa: 400,
  lowestMv: 5_300,
  ...part,
})

export const report = (part: Partial<TestReport> = {}): TestReport => ({ ...emptyReport('A'), ...part })

export const typical = { turnMs: 1_000, peakMa: 900, freshMv: 6_000, leastLoadedMv: 5_000 }
