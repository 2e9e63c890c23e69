import { never } from '../result.ts'
import type { Ms } from '../time.ts'
import { equal, fromBase64url } from './bytes.ts'
import { readChallenge, signResponse } from './challenge.ts'
import type { AccessCrypto, KeyPair } from './crypto.ts'
import { isGone, receiptTaken, tidied, unread, withLease, withoutGrant } from './handsetLeases.ts'
import type { HandsetEvent, HandsetState, HandsetStep } from './handsetState.ts'
import { trustDue, withDoubt, withList, withReceipt, withTrustHeard } from './handsetTrust.ts'
import { clockSlack, renewEvery, stampLife } from './limits.ts'
import { readStamp } from './stamp.ts'
import { reportOf } from './useReport.ts'

/** `now`: milliseconds since 1970, carried on by a counter that nobody can set. */
export const handsetStep = (
  state: HandsetState,
  event: HandsetEvent,
  now: Ms,
  crypto: AccessCrypto,
): HandsetStep => {
  switch (event.kind) {
    case 'covered':
      return due({ ...state, covered: true }, now, true)
    case 'uncovered':
      return { state: { ...state, covered: false }, send: [] }
    case 'tick':
      return due(tidied(state, now), now, false)
    case 'lease':
      return { state: withLease(state, event.token, now), send: [] }
    case 'revoke':
      return due(withoutGrant(state, event.grantId, now), now, false)
    case 'receiptTaken':
      return { state: receiptTaken(state, event.grantId), send: [] }
    case 'usesTaken':
      return {
        state: { ...state, reports: state.reports.filter((r) => !event.useIds.includes(r.useId)) },
        send: [],
      }
    case 'stamp':
      return { state: withStamp(state, event.stamp), send: [] }
    case 'trustList':
      return { state: withList(state, event.list), send: [] }
    case 'trustReceipt':
      return withReceipt(state, event, now, crypto)
    case 'trustedTaken':
      return { state: withTrustHeard(state, event.doorId, event.version), send: [] }
    case 'record':
      return withRecords(state, event, now, crypto)
    default:
      return never(event)
  }
}

const withStamp = (state: HandsetState, text: string): HandsetState => {
  const bytes = fromBase64url(text)
  const stamp = bytes && readStamp(bytes)
  if (!stamp) return unread(state)
  return stamp.kind === 'plain' ? { ...state, plainStamp: bytes } : { ...state, namedStamp: bytes }
}

/** Everything that may be said now; `again`: coverage came back, what was said before may be lost. */
const due = (state: HandsetState, now: Ms, again: boolean): HandsetStep => {
  if (!state.covered) return { state, send: [] }
  const renewing = state.held.filter((one) => again || now - one.askedAt >= renewEvery)
  const held = state.held.map((one) => (renewing.includes(one) ? { ...one, askedAt: now } : one))
  const receipts = state.revoked.filter((one) => one.receipt === 'due' && isGone(state, one.grantId, now))
  return {
    state: { ...state, held },
    send: [
      ...receipts.map(({ grantId }) => ({ kind: 'deleted' as const, grantId })),
      ...(state.reports.length > 0 ? [{ kind: 'uses' as const, uses: state.reports }] : []),
      ...trustDue(state.doorTrust),
      ...renewing.map(({ grantId }) => ({ kind: 'renew' as const, grantId })),
    ],
  }
}

const withRecords = (
  state: HandsetState,
  event: Extract<HandsetEvent, { kind: 'record' }>,
  now: Ms,
  crypto: AccessCrypto,
): HandsetStep => {
  const all = [...event.carry, event.record].map((record) =>
    reportOf(record, event.doorId, record === event.record ? 0 : now, now, crypto),
  )
  const fresh = all.filter((one) => !state.reports.some((known) => known.useId === one.useId))
  const reports = [...state.reports, ...fresh]
  const send = state.covered && fresh.length > 0 ? [{ kind: 'uses' as const, uses: fresh }] : []
  const isIgnorant = event.record.outcome.kind === 'refused' && event.record.outcome.cause === 'unknownKey'
  return { state: { ...(isIgnorant ? withDoubt(state, event.doorId) : state), reports }, send }
}

/** Whether a door needs the time signed for this very challenge, because its clock is lost or far off. */
export const needsTime = (challenge: Uint8Array, now: Ms): boolean => {
  const read = readChallenge(challenge)
  return read !== null && (read.clock === null || Math.abs(read.clock - now) > clockSlack)
}

/**
 * Answers a door's challenge with the lease of a grant; null when it holds none or the challenge cannot be
 * read. Brings along the named stamp for this door where there is one, else the newest plain one.
 */
export const answerDoor = (
  state: HandsetState,
  grantId: string,
  challenge: Uint8Array,
  key: KeyPair,
  now: Ms,
  crypto: AccessCrypto,
): { readonly state: HandsetState; readonly response: Uint8Array } | null => {
  const held = state.held.find((one) => one.grantId === grantId)
  const read = readChallenge(challenge)
  if (!held || !read) return null
  const named = state.namedStamp && readStamp(state.namedStamp)
  const forThisDoor = named?.kind === 'named' && equal(named.doorTag, read.doorTag)
  const stamp = forThisDoor && now - named.at <= stampLife ? state.namedStamp : state.plainStamp
  const response = signResponse(challenge, held.token, stamp, key, crypto)
  return { state: { ...state, answered: [...state.answered, { grantId, at: now }] }, response }
}
