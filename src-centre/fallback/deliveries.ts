import { lastStep } from '../../src-domain/alarm/escalation.ts'
import { awaitsFallback, fallbackPause } from '../../src-domain/alarm/fallback.ts'
import type { FallbackDelivery } from '../../src-domain/alarm/fallbackWords.ts'
import type { EscalationCause } from '../../src-domain/alarm/words.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { AlarmRow } from '../../src-domain/journal/rows.ts'
import { second } from '../../src-domain/time.ts'
import type { FallbackMessage } from '../../src-domain/wire/fallback.ts'
import type { AttendanceBook } from '../attendance.ts'
import { type CentreClock, every } from '../clock.ts'
import { centreSays, type Journal } from '../journal/journal.ts'
import { faultWords, type Log } from '../log.ts'
import { diskFaultOf } from '../store/diskFault.ts'
import type { Store } from '../store/store.ts'
import { type Hook, notTold, type Told } from './told.ts'
import { newTries } from './tries.ts'
import { newUnsaid, type UnsaidDelivery } from './unsaid.ts'

export type FallbackPort = {
  readonly centreId: string
  readonly clock: CentreClock
  readonly log: Log
  readonly store: Store
  readonly journal: Journal
  readonly attendance: Pick<AttendanceBook, 'now'>
  /** Practice without a hook escalates to nobody; a live centre says so. */
  readonly practice: boolean
  /** Null where nobody set one up. */
  readonly hook: Hook | null
}

/** What begins is heard of at once; this finds what a fault left lying. */
const lookEvery = 5 * second

/** What is to be told about one case, and whether it still is: null once there is nothing more to tell by it. */
type Delivery = {
  readonly caseId: string
  readonly deliveryId: string
  readonly cause: EscalationCause
  readonly standing: () => AlarmRow | null
}

/**
 * Tells outside what nobody at a console answers: again and again until it was taken over, or somebody answered.
 * What has to be told follows from the journal alone, so a centre that was killed goes on where it was: a receiver
 * may be told twice, by one and the same key, and is never left out. Nor is it where the journal cannot be written.
 */
export const startDeliveries = (port: FallbackPort) => {
  const { centreId, clock, log, store, journal, hook } = port
  const tries = newTries(clock)
  const unsaid = newUnsaid(clock, port.attendance)
  /** Taken over, with how many tries it took: for as long as a journal that cannot be written does not know it. */
  const taken = new Map<string, { readonly delivery: Delivery; readonly attempts: number }>()
  const say = (draft: Draft) => journal.append([draft], centreSays(clock.now(), centreId))
  const fault = (error: unknown) => {
    // Of a disk that cannot be written the journal speaks itself.
    if (diskFaultOf(error) === null) log('error', 'fault', { name: 'fallback', ...faultWords(error) })
  }

  const said = (caseId: string, { deliveryId, cause }: FallbackDelivery): Delivery => ({
    caseId,
    deliveryId,
    cause,
    standing: () => {
      const alarm = store.rows.load('alarm', caseId)
      return alarm && awaitsFallback(alarm)?.deliveryId === deliveryId ? alarm : null
    },
  })
  const notSaid = (caseId: string, { deliveryId, cause }: UnsaidDelivery): Delivery => ({
    caseId,
    deliveryId,
    cause,
    standing: () => {
      const alarm = store.rows.load('alarm', caseId)
      return alarm && unsaid(alarm)?.deliveryId === deliveryId ? alarm : null
    },
  })

  const begin = async (delivery: Delivery, told: Hook): Promise<void> => {
    const { caseId, deliveryId, cause } = delivery
    let attempts = store.rows.load('alarm', caseId)?.fallback?.attempts ?? 0
    for (let alarm = delivery.standing(); alarm; alarm = delivery.standing()) {
      // A disk that cannot keep it does not keep it from being told.
      await journal.write(() => begun(delivery)).catch(fault)
      attempts += 1
      const result = await told(messageOf(alarm, deliveryId, cause, centreId), attempts, tries.given)
      if (tries.over()) return
      if (result.ok) taken.set(deliveryId, { delivery, attempts })
      await journal.write(() => note(delivery, attempts, result)).catch(fault)
      if (result.ok) return
      log('warn', 'fallbackFailed', { deliveryId, attempts, why: result.why, code: result.code })
      await tries.pause(fallbackPause(attempts), deliveryId)
      if (tries.over()) return
    }
  }

  const begun = ({ caseId, deliveryId, standing }: Delivery): void => {
    if (standing()?.fallback?.state !== 'due') return
    say({ kind: 'fallback.sent', caseId, payload: { deliveryId } })
  }

  /** That it was taken over is true whatever happened here meanwhile; a failure is news only while somebody waits. */
  const note = ({ caseId, deliveryId, standing }: Delivery, attempts: number, result: Told): void => {
    const fallback = store.rows.load('alarm', caseId)?.fallback
    if (fallback?.deliveryId !== deliveryId) return
    if (result.ok) say({ kind: 'fallback.accepted', caseId, payload: { deliveryId, attempts } })
    else if (standing() && isNews(fallback, result)) {
      const { why, code } = result
      say({ kind: 'fallback.failed', caseId, payload: { deliveryId, attempts, why, code } })
    }
  }

  /** Once the disk takes it again: until then everybody reads that nobody outside has it. */
  const writeTaken = (): void => {
    for (const [deliveryId, { delivery, attempts }] of taken) {
      const fallback = store.rows.load('alarm', delivery.caseId)?.fallback
      if (fallback?.deliveryId !== deliveryId) continue
      if (fallback.state === 'accepted') taken.delete(deliveryId)
      else
        tries.run(deliveryId, () => journal.write(() => note(delivery, attempts, { ok: true })).catch(fault))
    }
  }

  const look = (): void => {
    writeTaken()
    for (const alarm of store.rows.openAlarms()) {
      const fallback = awaitsFallback(alarm)
      const late = fallback ? null : unsaid(alarm)
      const delivery = fallback ? said(alarm.id, fallback) : late && notSaid(alarm.id, late)
      if (!delivery || taken.has(delivery.deliveryId)) continue
      if (hook) tries.run(delivery.deliveryId, () => begin(delivery, hook).catch(fault))
      else if (!port.practice && fallback?.state === 'due')
        tries.run(delivery.deliveryId, () => missing(delivery).catch(fault))
    }
  }
  const missing = (delivery: Delivery) => journal.write(() => note(delivery, 0, notTold('notConfigured')))

  const stops = [
    journal.onPublished(({ facts }) => {
      if (facts.some((fact) => fact.kind === 'alarm.escalated')) look()
      // Somebody has answered, or something else changed: whoever pauses looks whether it is still to be told.
      for (const fact of facts) if (fact.caseId !== null) wake(fact.caseId)
    }),
    every(clock, lookEvery, look),
  ]
  const wake = (caseId: string) => {
    const fallback = store.rows.load('alarm', caseId)?.fallback
    if (fallback && !said(caseId, fallback).standing()) tries.wake(fallback.deliveryId)
  }
  look()
  return {
    /** Resolves when nothing is under way any more. */
    close: async (): Promise<void> => {
      for (const stop of stops) stop()
      await tries.close()
    },
  }
}

const isNews = (
  before: { readonly why: string | null; readonly code: number | null; readonly state: string },
  { why, code }: Extract<Told, { ok: false }>,
): boolean => before.state !== 'failed' || before.why !== why || before.code !== code

const messageOf = (
  alarm: AlarmRow,
  deliveryId: string,
  cause: EscalationCause,
  centreId: string,
): FallbackMessage => ({
  v: 1,
  deliveryId,
  centreId,
  municipality: alarm.municipality,
  test: false,
  caseId: alarm.id,
  priority: alarm.priority,
  raisedAt: alarm.raisedAt,
  step: lastStep,
  cause,
})
