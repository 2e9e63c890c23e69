import type { Fact } from '../journal/kinds.ts'
import type { AlarmRow } from '../journal/rows.ts'
import { type Ms, minute, second } from '../time.ts'
import { lastStep, waitingPress } from './escalation.ts'
import type { FallbackDelivery, FallbackRow } from './fallbackWords.ts'

/** Ours: soon again, since somebody waits, and then patiently. */
const firstPause: Ms = second
const longestPause: Ms = minute

/** How long after the `attempts`-th failure the next try is made. */
export const fallbackPause = (attempts: number): Ms =>
  Math.min(longestPause, firstPause * 2 ** Math.max(0, attempts - 1))

/**
 * What has yet to be told outside about this alarm; null once it was told, or somebody has answered. Who presses again
 * after that is told by an escalation of their own.
 */
export const awaitsFallback = (alarm: AlarmRow): FallbackDelivery | null =>
  alarm.escalationStep === lastStep &&
  alarm.fallback &&
  alarm.fallback.state !== 'accepted' &&
  waitingPress(alarm)
    ? alarm.fallback
    : null

type Told = Extract<Fact, { kind: `fallback.${string}` }>
type DeliveryTold = Exclude<Told, { kind: 'fallback.tested' }>

/** What an escalation to the last step sets going. */
export const dueDelivery = (fact: Extract<Fact, { kind: 'alarm.escalated' }>): FallbackDelivery => ({
  deliveryId: fact.id,
  cause: fact.payload.cause,
  state: 'due',
  attempts: 0,
  why: null,
  code: null,
  at: fact.receivedAt,
})

/** Word of an older escalation changes nothing about a newer one. */
export const evolveDelivery = (
  delivery: FallbackDelivery | undefined,
  fact: DeliveryTold,
): FallbackDelivery | undefined => {
  if (delivery?.deliveryId !== fact.payload.deliveryId) return delivery
  const at = fact.receivedAt
  switch (fact.kind) {
    case 'fallback.sent':
      return { ...delivery, state: 'sent', at }
    case 'fallback.accepted':
      return { ...delivery, state: 'accepted', attempts: fact.payload.attempts, why: null, code: null, at }
    case 'fallback.failed': {
      const { attempts, why, code } = fact.payload
      return { ...delivery, state: 'failed', attempts, why, code, at }
    }
  }
}

export const evolveFallback = (fact: Fact): FallbackRow | undefined => {
  switch (fact.kind) {
    case 'fallback.accepted':
      return fallbackOf(fact, null, null)
    case 'fallback.failed':
    case 'fallback.tested':
      return fallbackOf(fact, fact.payload.why, fact.payload.code)
    default:
      return undefined
  }
}

const fallbackOf = (fact: Told, why: FallbackRow['why'], code: FallbackRow['code']): FallbackRow => ({
  id: 'fallback',
  municipality: fact.municipality,
  why,
  code,
  at: fact.receivedAt,
  isTest: fact.kind === 'fallback.tested',
  seq: fact.seq,
})
