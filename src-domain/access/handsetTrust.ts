import type { Ms } from '../time.ts'
import { equal, fromBase64url } from './bytes.ts'
import type { AccessCrypto } from './crypto.ts'
import { unread } from './handsetLeases.ts'
import type { HandsetEvent, HandsetSend, HandsetState, HandsetStep } from './handsetState.ts'
import { doorTag } from './token.ts'
import { readTrustList, readTrustReceipt } from './trustList.ts'

/** Keeps the newest list. Whose it is, it leaves to the doors: they know the authority. */
export const withList = (state: HandsetState, text: string): HandsetState => {
  const bytes = fromBase64url(text)
  const list = bytes && readTrustList(bytes)
  if (!list) return unread(state)
  return list.version > heldVersion(state) ? { ...state, trustList: bytes } : state
}

const heldVersion = (state: HandsetState): number =>
  (state.trustList && readTrustList(state.trustList)?.version) ?? 0

/** What to bring to this door before answering it; null when it said that it holds as new a list. */
export const listFor = (state: HandsetState, doorId: string): Uint8Array | null => {
  const known = state.doorTrust.find((one) => one.doorId === doorId)
  return known && !known.isDoubted && known.version >= heldVersion(state) ? null : state.trustList
}

/** What a door says that it holds is told to the centre, at once or when coverage returns. */
export const withReceipt = (
  state: HandsetState,
  event: Extract<HandsetEvent, { kind: 'trustReceipt' }>,
  now: Ms,
  crypto: AccessCrypto,
): HandsetStep => {
  const { doorId } = event
  const receipt = readTrustReceipt(event.bytes)
  if (!receipt || !equal(receipt.doorTag, doorTag(doorId, crypto))) return { state: unread(state), send: [] }
  const known = state.doorTrust.find((one) => one.doorId === doorId)
  const others = state.doorTrust.filter((one) => one.doorId !== doorId)
  if (known?.version === receipt.version)
    return { state: { ...state, doorTrust: [...others, { ...known, isDoubted: false }] }, send: [] }
  const word = { doorId, version: receipt.version, at: now, isHeard: false, isDoubted: false }
  return { state: { ...state, doorTrust: [...others, word] }, send: state.covered ? trustDue([word]) : [] }
}

/** The door knows less than it said, such as a lock that took another's place: it is brought the list again. */
export const withDoubt = (state: HandsetState, doorId: string): HandsetState => ({
  ...state,
  doorTrust: state.doorTrust.map((one) => (one.doorId === doorId ? { ...one, isDoubted: true } : one)),
})

export const trustDue = (doorTrust: HandsetState['doorTrust']): HandsetSend[] =>
  doorTrust
    .filter((one) => !one.isHeard)
    .map(({ doorId, version, at }) => ({ kind: 'trusted', doorId, version, at }))

export const withTrustHeard = (state: HandsetState, doorId: string, version: number): HandsetState => ({
  ...state,
  doorTrust: state.doorTrust.map((one) =>
    one.doorId === doorId && one.version === version ? { ...one, isHeard: true } : one,
  ),
})
