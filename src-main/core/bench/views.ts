import { deskActions } from '../../../src-domain/alarm/actions.ts'
import { type TestReport, type TestStep, testSteps } from '../../../src-domain/hardware/report.ts'
import type { HardwareTestRow, StockRow } from '../../../src-domain/hardware/rows.ts'
import { isToSign, mayLabel } from '../../../src-domain/hardware/signing.ts'
import { stepsOf } from '../../../src-domain/hardware/steps.ts'
import { typicalOf } from '../../../src-domain/hardware/typical.ts'
import { type Finding, reuseBarredBy, type Terms, verdictOf } from '../../../src-domain/hardware/verdict.ts'
import type { BenchView, TestView } from '../../../src-preload/contract/bench.ts'
import { type Desk, personOf } from '../feed/desk.ts'
import type { Running } from './running.ts'
import type { Ending } from './unsaid.ts'

/** The finding's own fields, for the sentence on the screen. */
const findingView = ({ kind, ...words }: Finding): TestView['findings'][number] => ({ kind, words })

const measuredBy = (desk: Desk, lockId: string) => {
  const model = desk.places.one('lock', lockId)?.model
  return { model: model ?? '', typical: typicalOf(model) }
}

const findingsOf = (report: TestReport, typical: TestView['typical'], terms: Terms) =>
  verdictOf(report, typical, terms).findings.map(findingView)

/** A test as the journal has it; `ending`: how it ended here, while the journal has yet to know. */
export const testViewOf = (
  desk: Desk,
  row: HardwareTestRow,
  unit: StockRow | undefined,
  ending: Ending | undefined,
  fault: TestView['fault'],
): TestView => {
  const late = row.endedAt === null ? ending : undefined
  const report = late?.report ?? row.report
  const halfWiped = row.halfWiped || late?.halfWiped === true
  const { model, typical } = measuredBy(desk, row.lockId)
  return {
    testId: row.id,
    lockId: row.lockId,
    serial: row.serial,
    driver: row.driver,
    mayWipe: row.mayWipe,
    by: personOf(desk, row.personId),
    begunAt: row.begunAt,
    endedAt: row.endedAt,
    end: late?.end ?? row.end,
    step: late?.step ?? row.step,
    fault,
    report,
    model,
    typical,
    findings: report === null ? [] : findingsOf(report, typical, row),
    verdict: row.verdict,
    signed:
      row.signedVerdict === null || row.signedAt === null
        ? null
        : { verdict: row.signedVerdict, by: personOf(desk, row.signedBy), at: row.signedAt },
    halfWiped,
    actions: isToSign(row, unit) ? deskActions(desk.who()).filter((name) => name === 'signTest') : [],
    mayLabel: mayLabel(row, unit),
    reuseBarred: reuseBarredBy({ ...row, report }, halfWiped || (unit?.halfWipedIn ?? null) !== null),
  }
}

/** The test that runs, before and after the journal knows of it. */
export const runningView = (
  desk: Desk,
  now: Running,
  row: HardwareTestRow | undefined,
  lockId: string,
): NonNullable<BenchView['running']> => {
  const mayWipe = row?.mayWipe ?? true
  return {
    test: {
      testId: now.testId,
      lockId: row?.lockId ?? lockId,
      serial: now.serial,
      driver: now.driver,
      mayWipe,
      by: personOf(desk, row?.personId ?? desk.who()?.personId ?? null),
      begunAt: row?.begunAt ?? now.begunAt,
      endedAt: null,
      end: null,
      step: now.step,
      fault: null,
      report: now.report,
      ...measuredBy(desk, row?.lockId ?? lockId),
      findings: [],
      verdict: null,
      signed: null,
      halfWiped: now.wiping,
      // Nothing is signed before its end.
      actions: [],
      mayLabel: false,
      reuseBarred: null,
    },
    attempt: now.attempt,
    stopping: now.stopAskedAt !== null,
    steps: testSteps.map((step) => ({ step, state: stateOf(now, step, mayWipe) })),
  }
}

const stateOf = (now: Running, step: TestStep, mayWipe: boolean) => {
  if (!stepsOf(now.driver, mayWipe).includes(step)) return 'leftOut' as const
  // A wipe that had broken off is finished first, so a later step may be done before an earlier one.
  if (now.step === step && !now.done.has(step)) return 'running' as const
  return now.done.has(step) ? ('done' as const) : ('toCome' as const)
}
