import { describe, expect, it } from 'vitest'
import { emptyReport, type TestReport, testReport } from '../../../../src-domain/hardware/report.ts'
import { stepWork } from '../../../../src-main/dongle/drivers/vaktrom/steps.ts'

type Work = Parameters<typeof stepWork.wipe>[0]

describe('a wipe that is finished in a second go', () => {
  it.each([
    [4, 2, 6],
    // Nothing has so many bindings: whatever it says, its report can be read.
    [255, 255, 255],
  ])('counts %i and %i together as %i', async (first, second, both) => {
    let report: TestReport = { ...emptyReport('VL-1'), wipe: { erased: first } }
    const work = {
      report,
      visit: { ask: () => Promise.resolve({ erased: second }) },
      found: (part: Partial<TestReport>) => {
        report = { ...report, ...part }
      },
    } as unknown as Work
    await stepWork.wipe(work)
    expect(testReport.parse(report).wipe).toEqual({ erased: both })
  })
})
