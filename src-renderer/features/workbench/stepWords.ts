import type { TFunction } from 'i18next'
import type { TestReport, TestStep } from '../../../src-domain/hardware/report.ts'
import { partName } from './findingWords.ts'
import type { Measures } from './measures.ts'

/** What a step found speaks against the unit, although the step itself came to its end. */
export const isAgainst = (step: TestStep, report: TestReport): boolean => {
  switch (step) {
    case 'motor':
      return report.motor.some(({ jammed }) => jammed)
    case 'readBack':
      return report.readBack !== null && (report.readBack.halfWiped || report.readBack.left.length > 0)
    case 'keyAfter':
      return report.keyAfter !== null && report.keyAfter !== 'unknownKey'
    case 'selfTest':
      return (report.selfTest?.failed.length ?? 0) > 0
    case 'identify':
    case 'pair':
    case 'information':
    case 'battery':
    case 'clock':
    case 'keyBefore':
    case 'wipe':
    case 'log':
      return false
    default:
      return step satisfies never
  }
}

/** What a step found, in as few words as a glance needs; null where it has found nothing yet. */
export const stepFound = (step: TestStep, report: TestReport, t: TFunction, say: Measures): string | null => {
  const { information, battery, clock, motor, wipe, readBack, log, selfTest } = report
  switch (step) {
    case 'identify':
    case 'pair':
      return null
    case 'information':
      return information && `${information.manufacturer} ${information.model}, ${information.firmware}`
    case 'battery':
      if (battery === null)
        return report.level === null ? null : t('bench.found.level', { percent: report.level })
      return t('bench.found.battery', {
        rest: say.volts(battery.restMv),
        loaded: say.volts(battery.loadedMv),
        load: say.amps(battery.loadMa),
      })
    case 'clock':
      if (clock === null) return null
      return clock.beforeMs === null
        ? t('bench.found.clockNone')
        : t('bench.found.clockSet', { by: say.seconds(Math.abs(clock.beforeMs)) })
    case 'motor': {
      const jam = motor.findIndex(({ jammed }) => jammed)
      if (jam >= 0) return t('bench.found.jam', { n: jam + 1 })
      return motor.length === 0 ? null : t('bench.found.turns', { n: motor.length })
    }
    case 'keyBefore':
      return report.keyBefore && t(`bench.found.${report.keyBefore}`)
    case 'keyAfter':
      return (
        report.keyAfter && t(`bench.found.${report.keyAfter === 'opened' ? 'stillOpens' : report.keyAfter}`)
      )
    case 'wipe':
      return wipe && t('bench.found.erased', { count: wipe.erased })
    case 'readBack':
      if (readBack === null) return null
      return readBack.left.length === 0
        ? t('bench.found.leftNone')
        : t('bench.found.left', { count: readBack.left.length })
    case 'log':
      return log && t('bench.found.lines', { count: log.lines })
    case 'selfTest':
      if (selfTest === null) return null
      return selfTest.failed.length === 0
        ? t('bench.found.selfOk')
        : t('bench.found.selfFailed', {
            parts: selfTest.failed.map((part) => partName(part, t)).join(', '),
          })
    default:
      return step satisfies never
  }
}
