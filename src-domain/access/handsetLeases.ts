import type { Ms } from '../time.ts'
import { equal, fromBase64url } from './bytes.ts'
import type { HandsetState } from './handsetState.ts'
import { answerLife, clockSlack, revokedMemory } from './limits.ts'
import { readToken } from './token.ts'

/**
 * A newer lease replaces an older one; so does the same one signed anew, when the key that signed it was struck off.
 * One of a revoked grant, or for another handset, is not kept.
 */
export const withLease = (state: HandsetState, text: string, now: Ms): HandsetState => {
  const bytes = fromBase64url(text)
  if (!bytes) return unread(state)
  const token = readToken(bytes)
  if (!token.ok || !equal(token.value.handset, state.publicKey)) return unread(state)
  const { grantId, lease, notAfter, windowUntil } = token.value
  if (state.revoked.some((one) => one.grantId === grantId)) return state
  const present = state.held.find((one) => one.grantId === grantId)
  if (present && present.lease > lease) return state
  const askedAt = present?.lease === lease ? present.askedAt : now
  const times = { notAfter: notAfter * 1000, windowUntil: windowUntil * 1000, askedAt }
  const others = state.held.filter((one) => one.grantId !== grantId)
  return { ...state, held: [...others, { grantId, lease, token: bytes, ...times }] }
}

/** Counted, and not kept. */
export const unread = (state: HandsetState): HandsetState => ({ ...state, unreadable: state.unreadable + 1 })

export const withoutGrant = (state: HandsetState, grantId: string, now: Ms): HandsetState => ({
  ...state,
  held: state.held.filter((one) => one.grantId !== grantId),
  revoked: [...state.revoked.filter((one) => one.grantId !== grantId), { grantId, at: now, receipt: 'due' }],
})

export const receiptTaken = (state: HandsetState, grantId: string): HandsetState => ({
  ...state,
  revoked: state.revoked.map((one) => (one.grantId === grantId ? { ...one, receipt: 'taken' } : one)),
})

/** Deleted is said only when no answer signed with the grant can open a door any more. */
export const isGone = (state: HandsetState, grantId: string, now: Ms): boolean =>
  state.answered.every((one) => one.grantId !== grantId || now - one.at > answerLife)

export const tidied = (state: HandsetState, now: Ms): HandsetState => ({
  ...state,
  held: state.held.filter((one) => now < one.windowUntil + clockSlack),
  revoked: state.revoked.filter((one) => one.receipt === 'due' || now - one.at < revokedMemory),
  answered: state.answered.filter((one) => now - one.at <= answerLife),
})
