import { never } from '../result.ts'
import type { Ms } from '../time.ts'
import { equal, toBase64url } from './bytes.ts'
import { answeredBy, readResponse, writeChallenge } from './challenge.ts'
import { lostClock, timeOf } from './clock.ts'
import type { AccessCrypto } from './crypto.ts'
import { carried, logged, toCarry } from './doorLog.ts'
import type { DoorEvent, DoorState, DoorStep, Driving, Use } from './doorState.ts'
import { withClock, withStamp } from './doorTime.ts'
import { withTrustList } from './doorTrust.ts'
import { answerLife, bookRoom, challengeRoom, stampLife } from './limits.ts'
import type { Outcome } from './record.ts'
import { type Token, verifyToken } from './token.ts'
import type { RefusalCause } from './words.ts'

/**
 * A door decides alone, without a network: `(state, event, tick) → state and reply`. `tick` is its own count
 * of milliseconds since it got power.
 */
export const doorStep = (state: DoorState, event: DoorEvent, tick: Ms, crypto: AccessCrypto): DoorStep => {
  switch (event.kind) {
    case 'hello':
      return hello(state, event.nonce, tick)
    case 'response':
      return state.driving ? { state, reply: { kind: 'busy' } } : response(state, event.bytes, tick, crypto)
    case 'bolt':
      return state.driving ? bolt(state, state.driving, event.moved, tick) : quiet(state)
    case 'took':
      return quiet(took(state, toBase64url(event.challenge)))
    case 'powerLost':
      return quiet(powerLost(state))
    case 'clockSet':
      return quiet(withClock(state, { kind: 'kept', at: Math.max(event.at, state.newestStamp), tick }, tick))
    case 'trustList':
      return withTrustList(state, event.bytes, crypto)
    default:
      return never(event)
  }
}

const quiet = (state: DoorState): DoorStep => ({ state, reply: { kind: 'none' } })

const hello = (state: DoorState, nonce: Uint8Array, tick: Ms): DoorStep => {
  const challenge = writeChallenge({ doorTag: state.doorTag, nonce, clock: timeOf(state.clock, tick) })
  const alive = state.asked.filter((one) => tick - one.tick <= stampLife).slice(1 - challengeRoom)
  const asked = { challenge: toBase64url(challenge), nonce: toBase64url(nonce), tick, answered: false }
  return { state: { ...state, asked: [...alive, asked] }, reply: { kind: 'challenge', challenge } }
}

/** Checks in the order of `refusalCauses`; a handset has proved itself once its challenge was found fresh. */
const response = (state: DoorState, bytes: Uint8Array, tick: Ms, crypto: AccessCrypto): DoorStep => {
  const refuse = (cause: RefusalCause, token: Token | null): DoorStep =>
    answer(state, { kind: 'refused', cause }, token?.grantId ?? null, timeOf(state.clock, tick), null)
  const read = readResponse(bytes)
  if (!read) return refuse('unreadable', null)
  const verified = verifyToken(read.token, state.trust.keys, crypto)
  if (!verified.ok) return refuse(verified.error, null)
  const token = verified.value
  if (!token.doors.some((door) => equal(door, state.doorTag))) return refuse('wrongDoor', token)
  if (!answeredBy(token.handset, read, crypto)) return refuse('wrongHandset', token)
  const challenge = toBase64url(read.challenge)
  const asked = state.asked.find((one) => one.challenge === challenge)
  if (!asked || asked.answered || tick - asked.tick > answerLife) return refuse('staleChallenge', token)
  const once = state.asked.map((one) => (one === asked ? { ...one, answered: true } : one))
  const heard = { ...state, asked: once }
  return proved(read.stamp ? withStamp(heard, read.stamp, tick, crypto) : heard, token, challenge, tick)
}

const proved = (state: DoorState, token: Token, challenge: string, tick: Ms): DoorStep => {
  const now = timeOf(state.clock, tick)
  const refuse = (cause: RefusalCause): DoorStep =>
    answer(state, { kind: 'refused', cause }, token.grantId, now, challenge)
  if (now === null) return refuse('noClock')
  if (now < token.notBefore * 1000) return refuse('notYetValid')
  if (now >= token.notAfter * 1000) return refuse('expired')
  const use = state.book.find((one) => one.grantId === token.grantId)
  if (token.oneTime && !mayUse(state, token, use, now)) return refuse('spent')
  const driving = { token, challenge, reentry: use !== undefined, at: now }
  return { state: { ...state, driving }, reply: { kind: 'drive' } }
}

/** A first use, as long as it can be written down; after it the same handset, for a while. */
const mayUse = (state: DoorState, token: Token, use: Use | undefined, now: Ms): boolean =>
  use
    ? equal(use.handset, token.handset) && now <= use.usedAt + token.reentrySeconds * 1000
    : state.book.length < bookRoom

/** Spent when the bolt moved, not when it was tried: a jam leaves the grant whole. */
const bolt = (state: DoorState, driving: Driving, moved: boolean, tick: Ms): DoorStep => {
  const at = timeOf(state.clock, tick)
  if (moved) return opened(state, driving, at ?? driving.at)
  const outcome: Outcome = { kind: 'refused', cause: 'jammed' }
  return answer({ ...state, driving: null }, outcome, driving.token.grantId, at, driving.challenge)
}

const opened = (state: DoorState, driving: Driving, at: Ms): DoorStep => {
  const { token, reentry, challenge } = driving
  const use = {
    grantId: token.grantId,
    handset: token.handset,
    usedAt: at,
    windowUntil: token.windowUntil * 1000,
  }
  const book = token.oneTime && !reentry ? [...state.book, use] : state.book
  return answer({ ...state, driving: null, book }, { kind: 'opened', reentry }, token.grantId, at, challenge)
}

/** Writes the attempt down and answers with it; `proof`: the challenge by which the handset proved itself. */
const answer = (
  state: DoorState,
  outcome: Outcome,
  grantId: string | null,
  at: Ms | null,
  proof: string | null,
): DoorStep => {
  const { log, record } = logged(state.log, { doorTag: state.doorTag, at, grantId, outcome })
  if (proof === null) return { state: { ...state, log }, reply: { kind: 'record', record, carry: [] } }
  const carry = toCarry(log)
  const handed = { challenge: proof, seqs: [...carry.map((one) => one.seq), record.seq] }
  return { state: { ...state, log, handed }, reply: { kind: 'record', record, carry } }
}

const took = (state: DoorState, challenge: string): DoorState =>
  state.handed?.challenge === challenge
    ? { ...state, log: carried(state.log, state.handed.seqs), handed: null }
    : state

/**
 * Power gone while the bolt was being moved: whether it moved is not known, so it counts as moved. A second
 * use would be worse, and re-entry lets the same handset in again.
 */
const powerLost = (state: DoorState): DoorState => {
  const settled = state.driving ? opened(state, state.driving, state.driving.at).state : state
  return { ...settled, clock: lostClock, asked: [], handed: null }
}
