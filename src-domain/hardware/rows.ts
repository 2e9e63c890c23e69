import { z } from 'zod'
import { id, uuid } from '../ids.ts'
import { ms } from '../time.ts'
import { hardwareKinds } from './kinds.ts'
import { testReport, testStep } from './report.ts'
import { verdictKind } from './verdict.ts'
import { testEnd, unitLife } from './words.ts'

/** A unit that came back, keyed by its lock: where it stands in its life. */
export const stockRow = z.object({
  /** Of the lock. */
  id,
  municipality: id,
  serial: z.string(),
  /** Where it hung. Null where nobody knows, and once it was signed for reuse: it may hang anywhere since. */
  doorId: id.nullable(),
  life: unitLife,
  returnedAt: ms,
  /** A wipe was begun in this test and is not known to be finished. */
  halfWipedIn: uuid.nullable(),
  newestTestId: uuid.nullable(),
  seq: z.int(),
})
export type StockRow = z.infer<typeof stockRow>

export const isSigned = ({ life }: Pick<StockRow, 'life'>): boolean =>
  life === 'reuse' || life === 'repair' || life === 'scrap'

/** Somebody has signed for it and nothing is left to do: until then it lies on the bench's list. */
export const isSettled = (row: StockRow): boolean => row.halfWipedIn === null && isSigned(row)

/** One test of one unit, as far as it has come. */
export const hardwareTestRow = hardwareKinds['hardware.testBegun'].omit({ testId: true }).extend({
  id: uuid,
  municipality: id,
  begunAt: ms,
  wipeBegunAt: ms.nullable(),
  endedAt: ms.nullable(),
  end: testEnd.nullable(),
  /** Where it ended early. */
  step: testStep.nullable(),
  report: testReport.nullable(),
  /** A wipe was begun in it and is not shown to be finished. */
  halfWiped: z.boolean(),
  /** By the limits; `signedVerdict` is the technician's. */
  verdict: verdictKind.nullable(),
  signedVerdict: verdictKind.nullable(),
  signedBy: id.nullable(),
  signedAt: ms.nullable(),
  seq: z.int(),
})
export type HardwareTestRow = z.infer<typeof hardwareTestRow>
