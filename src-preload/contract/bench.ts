import { z } from 'zod'
import { adapterState } from '../../src-domain/hardware/adapter.ts'
import { motorSamples, testReport, testStep } from '../../src-domain/hardware/report.ts'
import { verdictKind } from '../../src-domain/hardware/verdict.ts'
import { driverName, testEnd, unitLife } from '../../src-domain/hardware/words.ts'
import { id, uuid } from '../../src-domain/ids.ts'
import { ms } from '../../src-domain/time.ts'
import { refusal } from '../../src-domain/wire/protocol.ts'
import { actions, personView } from './words.ts'

/** What the workbench shows. All of it is whole each time, but for the samples of a running motor. */

export const typicalView = z.object({
  turnMs: z.number(),
  peakMa: z.number(),
  freshMv: z.number(),
  leastLoadedMv: z.number(),
})

/** A unit as stock knows it. */
export const stockItem = z.object({
  lockId: id,
  serial: z.string(),
  model: z.string(),
  ownedBy: z.enum(['resident', 'municipality', 'housingBoard']),
  life: unitLife,
  returnedAt: ms,
  /** Where it hung, for whoever may read it. */
  door: z.string().nullable(),
  halfWiped: z.boolean(),
  /** The newest test that waits for a signature; null for none. */
  toSign: uuid.nullable(),
})
export type StockItem = z.infer<typeof stockItem>

/** Something in the air; `stock` is null for what stock does not know. */
export const nearItem = z.object({
  id: z.string(),
  address: z.string(),
  name: z.string().nullable(),
  serial: z.string().nullable(),
  rssi: z.int(),
  driver: driverName,
  stock: stockItem.nullable(),
  /** It is being asked who it is; `identifyFault`: how that failed last. */
  identifying: z.boolean(),
  identifyFault: z.string().nullable(),
})
export type NearItem = z.infer<typeof nearItem>

export const findingView = z.object({
  kind: z.string(),
  words: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** One test: running, or as the journal has it. */
export const testView = z.object({
  testId: uuid,
  lockId: id,
  serial: z.string(),
  model: z.string(),
  driver: driverName,
  mayWipe: z.boolean(),
  by: personView.nullable(),
  begunAt: ms,
  endedAt: ms.nullable(),
  end: testEnd.nullable(),
  /** Where it is, or where it ended early. */
  step: testStep.nullable(),
  /** How the step failed, by its code; null where nothing did. */
  fault: z.object({ kind: z.string(), detail: z.string() }).nullable(),
  report: testReport.nullable(),
  /** Worst first, by the written limits. */
  findings: z.array(findingView),
  verdict: verdictKind.nullable(),
  signed: z.object({ verdict: verdictKind, by: personView.nullable(), at: ms }).nullable(),
  halfWiped: z.boolean(),
  /** Whether somebody here may sign it now. */
  actions,
  /** What was signed is what the unit is now. */
  mayLabel: z.boolean(),
  /** Why nobody may sign it for reuse; null where they may. */
  reuseBarred: z.enum(['ownedByResident', 'notWiped']).nullable(),
  typical: typicalView.nullable(),
})
export type TestView = z.infer<typeof testView>

export const benchView = z.object({
  /** Whether its process runs; `restarts`: how often it was started again. */
  process: z.enum(['off', 'starting', 'running', 'restarting']),
  restarts: z.int().min(0),
  adapter: adapterState.nullable(),
  near: z.array(nearItem),
  /** What has come back and is not signed, oldest first, whether it is near or not. */
  stock: z.array(stockItem),
  /** Serials to be tested, in order; `waitsFor`: why the first does not begin. */
  queue: z.array(
    z.object({
      serial: z.string(),
      waitsFor: z.enum(['turn', 'near', 'adapter', 'refused']).nullable(),
      refused: refusal.nullable(),
    }),
  ),
  /** `attempt` of the step; `steps`: those of this test, in order, with how each stands. */
  running: z
    .object({
      test: testView,
      attempt: z.int().min(0),
      stopping: z.boolean(),
      steps: z.array(
        z.object({ step: testStep, state: z.enum(['toCome', 'running', 'done', 'failed', 'leftOut']) }),
      ),
    })
    .nullable(),
  /** What ended here since the workbench was opened, newest first. */
  ended: z.array(testView),
})
export type BenchView = z.infer<typeof benchView>

/** Of a turning motor, as they come: they are added to those of the same test, step and cycle. */
export const benchSamples = z.object({
  testId: uuid,
  step: testStep,
  cycle: z.int().min(0),
  samples: motorSamples,
})
export type BenchSamples = z.infer<typeof benchSamples>
