import type { Ms } from '../time.ts'
import { equal, toBase64url } from './bytes.ts'
import { afterStamp, type Clock, timeOf } from './clock.ts'
import type { AccessCrypto } from './crypto.ts'
import type { DoorState } from './doorState.ts'
import { stampLife } from './limits.ts'
import { type Stamp, verifyStamp } from './stamp.ts'

const sinceAsked = (state: DoorState, stamp: Stamp, tick: Ms): Ms | null => {
  if (stamp.kind === 'plain' || !equal(stamp.doorTag, state.doorTag)) return null
  const nonce = toBase64url(stamp.nonce)
  const asked = state.asked.find((one) => one.nonce === nonce)
  return asked && tick - asked.tick <= stampLife ? tick - asked.tick : null
}

/** Takes the time that came with a response; an older, foreign or forged stamp is as good as none. */
export const withStamp = (state: DoorState, bytes: Uint8Array, tick: Ms, crypto: AccessCrypto): DoorState => {
  const stamp = verifyStamp(bytes, state.trust.keys, crypto)
  if (!stamp || stamp.at <= state.newestStamp) return state
  const clock = afterStamp(state.clock, stamp.at, sinceAsked(state, stamp, tick), tick)
  // Only signed time may end a use's entry: the door's own clock, if fast, would end it before the grant.
  const book = state.book.filter((use) => use.windowUntil > stamp.at)
  return withClock({ ...state, newestStamp: stamp.at, book }, clock, tick)
}

/** When a clock is set back, a use that would lie in the future counts as made now. */
export const withClock = (state: DoorState, clock: Clock, tick: Ms): DoorState => {
  const now = timeOf(clock, tick)
  if (now === null) return { ...state, clock }
  return { ...state, clock, book: state.book.map((use) => ({ ...use, usedAt: Math.min(use.usedAt, now) })) }
}
