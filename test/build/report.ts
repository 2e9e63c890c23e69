import { limits } from '../../src-domain/hardware/limits.ts'
import { emptyReport, type MotorCycle, type TestReport } from '../../src-domain/hardware/report.ts'
import type { Terms } from '../../src-domain/hardware/verdict.ts'

/** A wipe was written down; whether there was a key to try is the report's word. */
export const wiping: Terms = { mayWipe: true, wipeBegunAt: 1, oldKeyDoorId: null }

export const turn = (tookMs: number, jammed = false): MotorCycle => ({
  direction: 'lock',
  jammed,
  tookMs,
  peakMa: 380,
  meanMa: 300,
  lowestMv: 2_800,
})

/** Of a unit of the model dKey in which nothing is wrong, and nobody's key any more. */
export const wipedReport = (serial: string): TestReport => ({
  ...emptyReport(serial),
  information: { manufacturer: 'Vaktrom', model: 'A', serial, firmware: '1' },
  battery: { restMv: 3_000, loadedMv: 2_800, loadMa: 300 },
  clock: { beforeMs: null, afterMs: 40 },
  motor: Array.from({ length: limits.cycles }, () => turn(500)),
  keyBefore: 'opened',
  wipe: { erased: 4 },
  readBack: { left: [], halfWiped: false },
  keyAfter: 'unknownKey',
  log: { lines: 3, newest: 1 },
  selfTest: { failed: [] },
  endsAs: 'locked',
})
