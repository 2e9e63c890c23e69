import { z } from 'zod'
import type { Ms } from '../time.ts'
import { limits, type Typical } from './limits.ts'
import type { MotorCycle, TestReport } from './report.ts'

/** Why a unit may not simply hang on a door again. */
export type Finding =
  /** Believes an old key, or keeps bindings: it must not leave the bench as it is. */
  | { readonly kind: 'notWiped' }
  | { readonly kind: 'halfWiped' }
  /** Its resident's own: nothing is taken out of it, so it may hang on no door but theirs. */
  | { readonly kind: 'notOurs' }
  /** No key of ours could be tried, so the wipe rests on the unit's own word. */
  | { readonly kind: 'wipeNotProved' }
  /** It calls itself otherwise than what was asked for. */
  | { readonly kind: 'otherSerial'; readonly says: string }
  | { readonly kind: 'jammed'; readonly cycle: number }
  | { readonly kind: 'slow'; readonly meanMs: number; readonly mostMs: number }
  | { readonly kind: 'scatter'; readonly part: number }
  | { readonly kind: 'batteryWeak'; readonly loadedMv: number; readonly leastMv: number }
  | { readonly kind: 'batterySags'; readonly part: number }
  | { readonly kind: 'clockWrong'; readonly byMs: number }
  | { readonly kind: 'partFailed'; readonly part: string }
  /** A step did not come to its end. */
  | { readonly kind: 'notTested'; readonly step: 'battery' | 'clock' | 'motor' | 'wipe' | 'selfTest' }

export const verdictKind = z.enum(['reuse', 'repair', 'scrap'])
export type VerdictKind = z.infer<typeof verdictKind>

export type Verdict = {
  readonly kind: VerdictKind
  /** All that was found, worst first; a unit for reuse may have some of no weight. */
  readonly findings: readonly Finding[]
}

/** Memory that forgets and a case that was forced are not mended: nobody could vouch for the unit again. */
const beyondRepair: readonly string[] = ['memory', 'tamper']

/** Known, said, and no reason against a unit: a battery is changed, and where no key can be tried none can be. */
const ofNoWeight: readonly Finding['kind'][] = ['wipeNotProved', 'batteryWeak', 'batterySags']

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length)

const motorFindings = (cycles: readonly MotorCycle[], typical: Typical | null): Finding[] => {
  const jam = cycles.findIndex((one) => one.jammed)
  const turned = cycles.filter((one) => !one.jammed).map((one) => one.tookMs)
  const meanMs = Math.round(mean(turned))
  const mostMs = typical === null ? null : Math.round(typical.turnMs * limits.slowest)
  const part = turned.length < 2 ? 0 : (Math.max(...turned) - Math.min(...turned)) / Math.max(1, meanMs)
  return [
    ...(jam < 0 ? [] : [{ kind: 'jammed', cycle: jam + 1 } as const]),
    ...(mostMs !== null && meanMs > mostMs ? [{ kind: 'slow', meanMs, mostMs } as const] : []),
    ...(part > limits.scatter ? [{ kind: 'scatter', part } as const] : []),
  ]
}

const batteryFindings = (battery: NonNullable<TestReport['battery']>, typical: Typical | null): Finding[] => {
  const { restMv, loadedMv } = battery
  const leastMv = typical?.leastLoadedMv ?? null
  const part = restMv === 0 ? 1 : (restMv - loadedMv) / restMv
  return [
    ...(leastMv !== null && loadedMv < leastMv ? [{ kind: 'batteryWeak', loadedMv, leastMv } as const] : []),
    ...(part > limits.sag ? [{ kind: 'batterySags', part } as const] : []),
  ]
}

/** What the journal has of a test before its end. A report is a bench's word, and is held to this. */
export type Terms = {
  /** False for a unit that its resident owns, which is never for reuse. */
  readonly mayWipe: boolean
  /** Null: nobody wrote down that a wipe begins, so what a report says of one counts for nothing. */
  readonly wipeBegunAt: Ms | null
  /** To which door an old key was made out; null: there was none to try. */
  readonly oldKeyDoorId: string | null
}

/** Refused for a jam, a lost clock or its time: the key itself is still believed. */
export const believesOldKey = ({ keyAfter }: Pick<TestReport, 'keyAfter'>): boolean =>
  keyAfter !== null && keyAfter !== 'unknownKey'

/** Whether it is wiped, by its deeds first and its words after. */
const wipeFindings = (report: TestReport, { wipeBegunAt, oldKeyDoorId }: Terms): Finding[] => {
  const { wipe, readBack, keyBefore, keyAfter } = report
  if (readBack?.halfWiped) return [{ kind: 'halfWiped' }]
  if (believesOldKey(report) || (readBack?.left.length ?? 0) > 0) return [{ kind: 'notWiped' }]
  // A test that ends before the key's last trial has the unit's word alone, which the key was there to try.
  const isUntried = keyAfter === null && (keyBefore !== null || oldKeyDoorId !== null)
  if (wipe === null || readBack === null || wipeBegunAt === null || isUntried)
    return [{ kind: 'notTested', step: 'wipe' }]
  return keyBefore === 'opened' && keyAfter === 'unknownKey' ? [] : [{ kind: 'wipeNotProved' }]
}

const saysOf = ({ information, serial }: TestReport): string => information?.serial ?? serial

/** Nothing is left in it that opens for anybody, as far as a test can show. */
export const showsWiped = (report: TestReport, terms: Terms): boolean =>
  saysOf(report) === report.serial && wipeFindings(report, terms).every((one) => one.kind === 'wipeNotProved')

/** What the report says of a unit, by the written limits. `typical`: null for a model that nobody has figures for. */
export const verdictOf = (report: TestReport, typical: Typical | null, terms: Terms): Verdict => {
  const { battery, clock, motor, selfTest } = report
  const says = saysOf(report)
  const findings: Finding[] = [
    ...(says === report.serial ? [] : [{ kind: 'otherSerial', says } as const]),
    ...(terms.mayWipe ? wipeFindings(report, terms) : [{ kind: 'notOurs' } as const]),
    ...(selfTest?.failed ?? []).map((part) => ({ kind: 'partFailed', part }) as const),
    ...motorFindings(motor, typical),
    ...(clock && Math.abs(clock.afterMs) > limits.clockWithin
      ? [{ kind: 'clockWrong', byMs: clock.afterMs } as const]
      : []),
    ...(battery ? batteryFindings(battery, typical) : []),
    ...untested(report),
  ]
  if (findings.some((one) => one.kind === 'partFailed' && beyondRepair.includes(one.part)))
    return { kind: 'scrap', findings }
  return { kind: findings.every((one) => ofNoWeight.includes(one.kind)) ? 'reuse' : 'repair', findings }
}

/** A jam ends the turning: what was measured until then counts as tested. */
const untested = ({ battery, clock, motor, selfTest }: TestReport): Finding[] => {
  const turned = motor.length >= limits.cycles || motor.some((one) => one.jammed)
  const missing = [
    ...(battery === null ? (['battery'] as const) : []),
    ...(clock === null ? (['clock'] as const) : []),
    ...(turned ? [] : (['motor'] as const)),
    ...(selfTest === null ? (['selfTest'] as const) : []),
  ]
  return missing.map((step) => ({ kind: 'notTested', step }))
}
