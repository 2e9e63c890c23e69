import { never } from '../result.ts'
import type { Ms } from '../time.ts'
import { equal, fromBase64url } from './bytes.ts'
import { readChallenge, signResponse } from './challenge.ts'
import type { AccessCrypto, KeyPair } from './crypto.ts'
import type { HandsetEvent, HandsetState, HandsetStep } from './handsetState.ts'
import { answerLife, clockSlack, renewEvery, revokedMemory, stampLife } from './limits.ts'
import { readStamp } from './stamp.ts'
import { readToken } from './token.ts'
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
    case 'record':
      return withRecords(state, event, now, crypto)
    default:
      return never(event)
  }
}

/** A newer lease replaces an older one; one of a revoked grant, or for another handset, is not kept. */
const withLease = (state: HandsetState, text: string, now: Ms): HandsetState => {
  const bytes = fromBase64url(text)
  if (!bytes) return unread(state)
  const token = readToken(bytes)
  if (!token.ok || !equal(token.value.handset, state.publicKey)) return unread(state)
  const { grantId, lease, notAfter, windowUntil } = token.value
  if (state.revoked.some((one) => one.grantId === grantId)) return state
  if (state.held.some((one) => one.grantId === grantId && one.lease >= lease)) return state
  const times = { notAfter: notAfter * 1000, windowUntil: windowUntil * 1000, askedAt: now }
  const others = state.held.filter((one) => one.grantId !== grantId)
  return { ...state, held: [...others, { grantId, lease, token: bytes, ...times }] }
}

const unread = (state: HandsetState): HandsetState => ({ ...state, unreadable: state.unreadable + 1 })

const withoutGrant = (state: HandsetState, grantId: string, now: Ms): HandsetState => ({
  ...state,
  held: state.held.filter((one) => one.grantId !== grantId),
  revoked: [...state.revoked.filter((one) => one.grantId !== grantId), { grantId, at: now, receipt: 'due' }],
})

const receiptTaken = (state: HandsetState, grantId: string): HandsetState => ({
  ...state,
  revoked: state.revoked.map((one) => (one.grantId === grantId ? { ...one, receipt: 'taken' } : one)),
})

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
      ...renewing.map(({ grantId }) => ({ kind: 'renew' as const, grantId })),
    ],
  }
}

/** Deleted is said only when no answer signed with the grant can open a door any more. */
const isGone = (state: HandsetState, grantId: string, now: Ms): boolean =>
  state.answered.every((one) => one.grantId !== grantId || now - one.at > answerLife)

const tidied = (state: HandsetState, now: Ms): HandsetState => ({
  ...state,
  held: state.held.filter((one) => now < one.windowUntil + clockSlack),
  revoked: state.revoked.filter((one) => one.receipt === 'due' || now - one.at < revokedMemory),
  answered: state.answered.filter((one) => now - one.at <= answerLife),
})

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
  return { state: { ...state, reports }, send }
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
