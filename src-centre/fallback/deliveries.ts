import { awaitsFallback, fallbackPause } from '../../src-domain/alarm/fallback.ts'
import type { Draft } from '../../src-domain/journal/kinds.ts'
import type { AlarmRow } from '../../src-domain/journal/rows.ts'
import { second } from '../../src-domain/time.ts'
import type { FallbackMessage } from '../../src-domain/wire/fallback.ts'
import { type Clock, every } from '../clock.ts'
import { centreSays, type Journal } from '../journal/journal.ts'
import { faultWords, type Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { type Hook, notTold, type Told } from './told.ts'
import { newTries } from './tries.ts'

export type FallbackPort = {
  readonly centreId: string
  readonly clock: Clock
  readonly log: Log
  readonly store: Store
  readonly journal: Journal
  /** Practice without a hook escalates to nobody; a live centre says so. */
  readonly practice: boolean
  /** Null where nobody set one up. */
  readonly hook: Hook | null
}

/** What begins is heard of at once; this finds what a fault left lying. */
const lookEvery = 5 * second

/**
 * Tells outside what nobody at a console answers: again and again until it was taken over, or somebody answered.
 * What has to be told follows from the journal alone, so a centre that was killed goes on where it was: a receiver
 * may be told twice, by one and the same key, and is never left out.
 */
export const startDeliveries = (port: FallbackPort) => {
  const { centreId, clock, log, store, journal, hook } = port
  const tries = newTries(clock)
  const say = (draft: Draft) => journal.append([draft], centreSays(clock.now(), centreId))

  /** As it stands on disk now; null once there is nothing more to tell by this delivery. */
  const standing = (caseId: string, deliveryId: string): AlarmRow | null => {
    const alarm = store.rows.load('alarm', caseId)
    return alarm && awaitsFallback(alarm)?.deliveryId === deliveryId ? alarm : null
  }

  const begin = async (caseId: string, deliveryId: string, told: Hook): Promise<void> => {
    let attempts = store.rows.load('alarm', caseId)?.fallback?.attempts ?? 0
    for (let alarm = standing(caseId, deliveryId); alarm; alarm = standing(caseId, deliveryId)) {
      // A disk that cannot keep it does not keep it from being told.
      await journal.write(() => begun(caseId, deliveryId)).catch(fault)
      attempts += 1
      const result = await told(messageOf(alarm, deliveryId, centreId), attempts, tries.given)
      if (tries.over()) return
      await journal.write(() => note(caseId, deliveryId, attempts, result))
      if (result.ok) return
      log('warn', 'fallbackFailed', { deliveryId, attempts, why: result.why, code: result.code })
      await tries.pause(fallbackPause(attempts), deliveryId)
      if (tries.over()) return
    }
  }

  const begun = (caseId: string, deliveryId: string): void => {
    if (standing(caseId, deliveryId)?.fallback?.state !== 'due') return
    say({ kind: 'fallback.sent', caseId, payload: { deliveryId } })
  }

  /** That it was taken over is true whatever happened here meanwhile; a failure is news only while somebody waits. */
  const note = (caseId: string, deliveryId: string, attempts: number, result: Told): void => {
    const fallback = store.rows.load('alarm', caseId)?.fallback
    if (fallback?.deliveryId !== deliveryId) return
    if (result.ok) say({ kind: 'fallback.accepted', caseId, payload: { deliveryId, attempts } })
    else if (standing(caseId, deliveryId) && isNews(fallback, result)) {
      const { why, code } = result
      say({ kind: 'fallback.failed', caseId, payload: { deliveryId, attempts, why, code } })
    }
  }

  const look = (): void => {
    for (const alarm of store.rows.openAlarms()) {
      const fallback = awaitsFallback(alarm)
      if (!fallback) continue
      const { deliveryId } = fallback
      if (hook) tries.run(deliveryId, () => begin(alarm.id, deliveryId, hook).catch(fault))
      else if (!port.practice && fallback.state === 'due')
        tries.run(deliveryId, () => missing(alarm.id, deliveryId).catch(fault))
    }
  }
  const missing = (caseId: string, deliveryId: string) =>
    journal.write(() => note(caseId, deliveryId, 0, notTold('notConfigured')))
  const fault = (error: unknown) => log('error', 'fault', { name: 'fallback', ...faultWords(error) })

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
    if (fallback && !standing(caseId, fallback.deliveryId)) tries.wake(fallback.deliveryId)
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

const messageOf = (alarm: AlarmRow, deliveryId: string, centreId: string): FallbackMessage => ({
  v: 1,
  deliveryId,
  centreId,
  municipality: alarm.municipality,
  test: false,
  caseId: alarm.id,
  priority: alarm.priority,
  raisedAt: alarm.raisedAt,
  step: alarm.escalationStep,
  cause: alarm.fallback?.cause ?? 'notAnswered',
})
