import { equal } from './bytes.ts'
import type { AccessCrypto, TrustedKey } from './crypto.ts'
import type { DoorState, DoorStep, DoorTrust } from './doorState.ts'
import { trusted } from './token.ts'
import { readTrustList, type TrustList, verifyTrustList, writeTrustReceipt } from './trustList.ts'

export const trustOf = (authority: Uint8Array, list: TrustList, crypto: AccessCrypto): DoorTrust => ({
  authority,
  version: list.version,
  keys: list.publicKeys.map((key) => trusted(key, crypto)),
})

/** Takes a newer list of its authority, and nothing else; says in any case which one it holds now. */
export const withTrustList = (state: DoorState, bytes: Uint8Array, crypto: AccessCrypto): DoorStep => {
  // Most that is brought is not newer, and a signature costs a lock's battery more than a number.
  const isNewer = (readTrustList(bytes)?.version ?? 0) > state.trust.version
  const list = isNewer ? verifyTrustList(bytes, state.trust.authority, crypto) : null
  const next = list ? believing(state, list, crypto) : state
  const receipt = writeTrustReceipt({ doorTag: state.doorTag, version: next.trust.version })
  return { state: next, reply: { kind: 'trustReceipt', bytes: receipt } }
}

/**
 * Who stole a key could sign a time far ahead, behind which no true stamp would ever be newer. So where a key
 * is gone, any signed time counts as newer again: a named stamp then sets the clock right. That costs nothing
 * else, since an old stamp that is brought again can only push a slow clock forward.
 */
const believing = (state: DoorState, list: TrustList, crypto: AccessCrypto): DoorState => {
  const trust = trustOf(state.trust.authority, list, crypto)
  const isGone = (key: TrustedKey) => !trust.keys.some((one) => equal(one.publicKey, key.publicKey))
  return { ...state, trust, newestStamp: state.trust.keys.some(isGone) ? 0 : state.newestStamp }
}
