import {
  type KeypadEvent,
  type KeypadReply,
  type KeypadState,
  keypadStep,
  newKeypad,
} from '../../../../src-domain/access/keypad.ts'
import {
  codeDigits,
  codeIdOf,
  keypadKey,
  placeTag,
  placeText,
  type SpokenCode,
} from '../../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../../src-domain/registry/rows.ts'
import { hour, type Ms, minute } from '../../../../src-domain/time.ts'
import { accessCrypto, hex } from './accessCrypto.ts'

/** The vectors of docs/spoken-code.md, made by the rules; test/vectors/spoken-code.json holds them. */

export const root = new Uint8Array(32).fill(5)
export const flatDoor: ChainStep = { kind: 'door', doorId: 'door-8-402' }
export const keyBox: ChainStep = { kind: 'keyStore', keyStoreId: 'box-7' }
/** 2025-10-09T08:00:00Z. */
export const startHour = 488_888

export const codeAt = (step: ChainStep, code: SpokenCode) => ({
  place: placeText(step),
  ...code,
  digits: codeDigits(keypadKey(root, step, accessCrypto), code, accessCrypto),
  codeId: codeIdOf(placeTag(step, accessCrypto), code, accessCrypto),
})

const keypadAt = (step: ChainStep, clock: Ms | null): KeypadState => {
  const empty = newKeypad(keypadKey(root, step, accessCrypto), placeTag(step, accessCrypto))
  if (clock === null) return empty
  return keypadStep(empty, { kind: 'clockSet', at: clock }, 0, accessCrypto).state
}

const six = { startHour, hours: 6, serial: 0 }
const codes = [
  codeAt(flatDoor, { startHour, hours: 1, serial: 0 }),
  codeAt(flatDoor, six),
  codeAt(flatDoor, { ...six, serial: 3 }),
  codeAt(flatDoor, { startHour: startHour - 23, hours: 24, serial: 0 }),
  codeAt(flatDoor, { startHour: startHour + 1, hours: 2, serial: 0 }),
  // Begins with zeros.
  codeAt(flatDoor, { startHour: startHour + 99, hours: 12, serial: 1 }),
  codeAt(keyBox, six),
]

/** As the page says it. */
const wordOf = ({ kind }: KeypadReply): string => (kind === 'drive' ? 'open' : kind)

/** One code, typed at the flat door's keypad with this clock and nothing before it. */
const verdict = (name: string, digits: string, clock: Ms | null) => {
  const { state, reply } = keypadStep(keypadAt(flatDoor, clock), { kind: 'typed', digits }, 0, accessCrypto)
  return { name, digits, clock, verdict: wordOf(reply), codeId: state.opening?.codeId ?? null }
}
const begin = startHour * hour
const { digits } = codeAt(flatDoor, six)
const verdicts = [
  verdict('the first millisecond', digits, begin),
  verdict('the last millisecond', digits, begin + 6 * hour - 1),
  verdict('the end', digits, begin + 6 * hour),
  verdict('before its time', digits, begin - 1),
  verdict(
    'the last hour of a whole day',
    codeAt(flatDoor, { startHour: startHour - 23, hours: 24, serial: 0 }).digits,
    begin + hour - 1,
  ),
  verdict('the highest serial', codeAt(flatDoor, { ...six, serial: 3 }).digits, begin),
  verdict('a serial too high', codeAt(flatDoor, { ...six, serial: 4 }).digits, begin),
  verdict('more than a day', codeAt(flatDoor, { ...six, hours: 25 }).digits, begin),
  verdict('the code of another keypad', codeAt(keyBox, six).digits, begin),
  verdict('one digit short', digits.slice(0, 8), begin),
  verdict('one digit long', `${digits}0`, begin),
  verdict('no clock', digits, null),
]

/** A keypad that is typed at again and again; `after`: milliseconds since its clock was set to the begin. */
const right = digits
const session = [
  ...[0, 1, 2, 3].map((n) => [n * minute, '000000000'] as const),
  [4 * minute, right],
  ...[5, 6, 7, 8, 9].map((n) => [n * minute, '000000000'] as const),
  [9 * minute + 1, right],
  [19 * minute - 1, '000000000'],
  [19 * minute, right],
] as const
const played = () => {
  let state = keypadAt(flatDoor, begin)
  const take = (event: KeypadEvent, tick: Ms): KeypadReply => {
    const step = keypadStep(state, event, tick, accessCrypto)
    state = step.state
    return step.reply
  }
  return session.map(([after, typed]) => {
    const reply = take({ kind: 'typed', digits: typed }, after)
    const use = reply.kind === 'drive' ? take({ kind: 'bolt', moved: true }, after) : null
    return { after, digits: typed, answer: wordOf(reply), use: use?.kind === 'opened' ? use.use : null }
  })
}

export const makeCodeVectors = () => ({
  root: hex(root),
  places: [flatDoor, keyBox].map((step) => ({
    place: placeText(step),
    key: hex(keypadKey(root, step, accessCrypto)),
    tag: hex(placeTag(step, accessCrypto)),
  })),
  codes,
  verdicts,
  session: played(),
})
