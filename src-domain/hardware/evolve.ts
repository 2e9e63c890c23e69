import type { Fact } from '../journal/kinds.ts'
import type { Load } from '../journal/rows.ts'
import type { HardwareTestRow, StockRow } from './rows.ts'
import { believesOldKey, showsWiped } from './verdict.ts'

/** What a fact makes of the unit that it names. */
export const evolveStock = (load: Load, fact: Fact): StockRow | undefined => {
  switch (fact.kind) {
    case 'hardware.returned': {
      const { lockId, serial, doorId } = fact.payload
      return {
        id: lockId,
        municipality: fact.municipality,
        serial,
        doorId,
        life: 'returned',
        returnedAt: fact.at,
        // Hanging on a door for a while finished no wipe.
        halfWipedIn: load('stock', lockId)?.halfWipedIn ?? null,
        newestTestId: null,
        seq: fact.seq,
      }
    }
    case 'hardware.testBegun':
      return next(load, fact, () => ({ life: 'onTest', newestTestId: fact.payload.testId }))
    case 'hardware.wipeBegun':
      return next(load, fact, (row) => (wasCaught(load, row) ? {} : { halfWipedIn: fact.payload.testId }))
    case 'hardware.tested': {
      const { testId } = fact.payload
      return next(load, fact, (row) => ({
        life: row.newestTestId === testId ? 'tested' : row.life,
        halfWipedIn: halfWipedAfter(load, fact, row),
      }))
    }
    case 'hardware.signed': {
      const { testId, verdict } = fact.payload
      return next(load, fact, (row) => {
        if (row.newestTestId !== testId) return {}
        return { life: verdict, doorId: verdict === 'reuse' ? null : row.doorId }
      })
    }
    default:
      return undefined
  }
}

type OfUnit = Extract<Fact, { kind: `hardware.${string}` }>
type Tested = Extract<Fact, { kind: 'hardware.tested' }>

/** It said that it was wiped and an old key was believed: nothing that it says for itself shows it wiped any more. */
const wasCaught = (load: Load, { halfWipedIn }: StockRow): boolean => {
  const report = halfWipedIn === null ? null : load('hardwareTest', halfWipedIn)?.report
  return report != null && believesOldKey(report)
}

/** The mark goes with the newest test that shows it wiped, and with nothing else. */
const halfWipedAfter = (load: Load, { payload }: Tested, row: StockRow): string | null => {
  const { testId, report, halfWiped } = payload
  const isCaught = wasCaught(load, row)
  if (halfWiped || believesOldKey(report)) return isCaught ? row.halfWipedIn : testId
  const test = row.newestTestId === testId ? load('hardwareTest', testId) : undefined
  const isShown = test !== undefined && showsWiped(report, test)
  return isShown && (!isCaught || report.keyAfter !== null) ? null : row.halfWipedIn
}

/** Undefined for a unit that stock does not know (yet): history may still be on its way. */
const next = (
  load: Load,
  { payload, seq }: OfUnit,
  change: (row: StockRow) => Partial<StockRow>,
): StockRow | undefined => {
  const row = load('stock', payload.lockId)
  return row && { ...row, ...change(row), seq }
}

/** What a fact makes of the test that it names. Its first end counts. */
export const evolveHardwareTest = (load: Load, fact: Fact): HardwareTestRow | undefined => {
  switch (fact.kind) {
    case 'hardware.testBegun': {
      const { testId, ...said } = fact.payload
      return {
        id: testId,
        municipality: fact.municipality,
        ...said,
        begunAt: fact.at,
        wipeBegunAt: null,
        endedAt: null,
        end: null,
        step: null,
        report: null,
        halfWiped: false,
        verdict: null,
        signedVerdict: null,
        signedBy: null,
        signedAt: null,
        seq: fact.seq,
      }
    }
    case 'hardware.wipeBegun': {
      const row = load('hardwareTest', fact.payload.testId)
      return row && { ...row, wipeBegunAt: row.wipeBegunAt ?? fact.at, halfWiped: true, seq: fact.seq }
    }
    case 'hardware.tested': {
      const row = load('hardwareTest', fact.payload.testId)
      if (!row || row.endedAt !== null) return undefined
      const { report, end, step, verdict, halfWiped } = fact.payload
      return {
        ...row,
        endedAt: fact.at,
        end,
        step,
        report,
        verdict,
        halfWiped: halfWiped || (row.halfWiped && !showsWiped(report, row)),
        seq: fact.seq,
      }
    }
    case 'hardware.signed': {
      const row = load('hardwareTest', fact.payload.testId)
      return (
        row && {
          ...row,
          signedVerdict: fact.payload.verdict,
          signedBy: fact.by.id,
          signedAt: fact.at,
          seq: fact.seq,
        }
      )
    }
    default:
      return undefined
  }
}
