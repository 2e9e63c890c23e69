import { never } from '../result.ts'
import { type Ms, minute } from '../time.ts'
import { concat, u32, u64, uuidBytes } from './bytes.ts'
import { type Clock, lostClock, timeOf } from './clock.ts'
import type { AccessCrypto } from './crypto.ts'
import { namedUuid } from './namedUuid.ts'
import { codeDigits, codeIdOf, codesThatHold, type SpokenCode } from './spokenCode.ts'

/** Ours: a slip or two is forgiven, and guessing stays hopeless (docs/spoken-code.md, "Guessing"). */
export const wrongInARow = 5
export const shutFor: Ms = 10 * minute
/** Openings that a keypad remembers until they were told. */
export const useRoom = 64

/** One opening, as it is told to the centre. `at`: when the digits were typed, by the keypad's clock. */
export type KeypadUse = { readonly useId: string; readonly codeId: string; readonly at: Ms }

export type KeypadState = {
  readonly key: Uint8Array
  readonly placeTag: Uint8Array
  readonly clock: Clock
  /** Survives the loss of power, and so does being shut: pulling the plug buys no tries. */
  readonly wrong: number
  /** By its own count; null while it listens. */
  readonly shutUntil: Ms | null
  /** What the bolt is being moved for; written down before the motor starts. */
  readonly opening: Pick<KeypadUse, 'codeId' | 'at'> | null
  /** Openings so far. */
  readonly openings: number
  /** In order; the newest that have not been told. */
  readonly log: readonly KeypadUse[]
}

export type KeypadEvent =
  /** What stood there when the enter key was pressed. */
  | { readonly kind: 'typed'; readonly digits: string }
  /** What became of `drive`. */
  | { readonly kind: 'bolt'; readonly moved: boolean }
  | { readonly kind: 'clockSet'; readonly at: Ms }
  /** The count of milliseconds ends here; a new one begins with the power. */
  | { readonly kind: 'powerLost' }
  /** These openings have reached the centre. */
  | { readonly kind: 'told'; readonly useIds: readonly string[] }

export type KeypadReply =
  /** Move the bolt and report with `bolt`. */
  | { readonly kind: 'drive' }
  | { readonly kind: 'opened'; readonly use: KeypadUse }
  | { readonly kind: 'jammed' }
  | { readonly kind: 'wrong' }
  /** The last wrong one of too many: shut from now on, and to be told as Matter's alarm of this name. */
  | { readonly kind: 'wrongCodeLimit' }
  /** Nothing was tried. */
  | { readonly kind: 'shut' | 'noClock' | 'busy' }
  | { readonly kind: 'none' }

export type KeypadStep = { readonly state: KeypadState; readonly reply: KeypadReply }

export const newKeypad = (key: Uint8Array, placeTag: Uint8Array): KeypadState => ({
  key,
  placeTag,
  clock: lostClock,
  wrong: 0,
  shutUntil: null,
  opening: null,
  openings: 0,
  log: [],
})

/** A keypad decides alone, by its key and its clock. `tick` is its own count of milliseconds since it got power. */
export const keypadStep = (
  state: KeypadState,
  event: KeypadEvent,
  tick: Ms,
  crypto: AccessCrypto,
): KeypadStep => {
  switch (event.kind) {
    case 'typed':
      return typed(state, event.digits, tick, crypto)
    case 'bolt':
      return state.opening ? bolt(state, state.opening, event.moved, crypto) : quiet(state)
    case 'clockSet':
      return quiet({ ...state, clock: { kind: 'kept', at: event.at, tick } })
    case 'powerLost':
      return quiet(powerLost(state, tick, crypto))
    case 'told':
      return quiet({ ...state, log: state.log.filter((use) => !event.useIds.includes(use.useId)) })
    default:
      return never(event)
  }
}

const quiet = (state: KeypadState): KeypadStep => ({ state, reply: { kind: 'none' } })

const typed = (state: KeypadState, digits: string, tick: Ms, crypto: AccessCrypto): KeypadStep => {
  if (state.opening) return { state, reply: { kind: 'busy' } }
  if (state.shutUntil !== null && tick < state.shutUntil) return { state, reply: { kind: 'shut' } }
  const now = timeOf(state.clock, tick)
  if (now === null) return { state, reply: { kind: 'noClock' } }
  const code = codesThatHold(now).find((one) => codeDigits(state.key, one, crypto) === digits)
  return code ? drive(state, code, now, crypto) : wrong(state, tick)
}

const drive = (state: KeypadState, code: SpokenCode, now: Ms, crypto: AccessCrypto): KeypadStep => {
  const opening = { codeId: codeIdOf(state.placeTag, code, crypto), at: now }
  return { state: { ...state, wrong: 0, shutUntil: null, opening }, reply: { kind: 'drive' } }
}

const wrong = (state: KeypadState, tick: Ms): KeypadStep =>
  state.wrong + 1 < wrongInARow
    ? { state: { ...state, wrong: state.wrong + 1, shutUntil: null }, reply: { kind: 'wrong' } }
    : { state: { ...state, wrong: 0, shutUntil: tick + shutFor }, reply: { kind: 'wrongCodeLimit' } }

const bolt = (
  state: KeypadState,
  opening: NonNullable<KeypadState['opening']>,
  moved: boolean,
  crypto: AccessCrypto,
): KeypadStep => {
  if (!moved) return { state: { ...state, opening: null }, reply: { kind: 'jammed' } }
  const openings = state.openings + 1
  const { codeId, at } = opening
  const named = concat(state.placeTag, u32(openings), uuidBytes(codeId), u64(at))
  const use = { useId: namedUuid('vaktrom-code-use/1\n', named, crypto), codeId, at }
  const log = [...state.log, use].slice(-useRoom)
  return { state: { ...state, opening: null, openings, log }, reply: { kind: 'opened', use } }
}

/** Power gone while the bolt was being moved: whether it moved is not known, so it is told as an opening. */
const powerLost = (state: KeypadState, tick: Ms, crypto: AccessCrypto): KeypadState => {
  const settled = state.opening ? bolt(state, state.opening, true, crypto).state : state
  const isShut = settled.shutUntil !== null && tick < settled.shutUntil
  return { ...settled, clock: lostClock, shutUntil: isShut ? shutFor : null }
}
