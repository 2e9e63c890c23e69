import { concat, readU8, readU16, readU32, readU64, u8, u16, u32, u64 } from '../access/bytes.ts'
import { ms } from '../time.ts'
import { type RequestKind, requestCodes } from './requests.ts'
import {
  type BindingKind,
  bindingKinds,
  type DoorStateName,
  doorStates,
  type LockStateName,
  type LogKind,
  lockStates,
  logKinds,
  nameOf,
  type Status,
  statuses,
} from './words.ts'

/** Who may open: a slot, what kind of key, and the first 8 bytes of SHA-256 of it. */
export type Binding = { readonly slot: number; readonly kind: BindingKind; readonly tag: Uint8Array }
/** One line of a lock's own log; `at` is 0 where it had no clock. */
export type LogLine = {
  readonly seq: number
  readonly at: number
  readonly kind: LogKind
  readonly tag: Uint8Array
}

/** Currents in mA, voltages in mV, times in ms. */
export type Answers = {
  readonly state: {
    readonly lock: LockStateName
    readonly door: DoorStateName
    /** Null: it has none. */
    readonly clock: number | null
    readonly restMv: number
    readonly bindings: number
    /** A wipe was begun and not finished. */
    readonly halfWiped: boolean
  }
  readonly battery: {
    readonly restMv: number
    readonly loadedMv: number
    readonly loadMa: number
    readonly tookMs: number
  }
  readonly setClock: object
  readonly motor: {
    readonly lock: LockStateName
    readonly tookMs: number
    readonly peakMa: number
    readonly meanMa: number
    readonly lowestMv: number
  }
  readonly bindings: { readonly total: number; readonly some: readonly Binding[] }
  readonly wipe: { readonly erased: number }
  readonly log: { readonly next: number; readonly lines: readonly LogLine[] }
  /** Bits of the parts that failed, see `failedParts`; 0 when all is well. */
  readonly selfTest: { readonly failed: number }
  readonly end: object
}
export type AnswerTo<K extends RequestKind> =
  | { readonly ok: true; readonly value: Answers[K] }
  | { readonly ok: false; readonly status: Exclude<Status, 'ok'> }

/** While the motor turns: milliseconds since it began, current, voltage. */
export type MotorSample = { readonly atMs: number; readonly ma: number; readonly mv: number }

const answered = 0x80
const sampled = 0xc4
const sampleLength = 6
const bindingLength = 10
const lineLength = 21
const halfWiped = 1

export const mostBindingsAtOnce = 24
export const mostLinesAtOnce = 20

type Writers = { readonly [K in RequestKind]: (value: Answers[K]) => Uint8Array }
const writers: Writers = {
  state: (s) =>
    concat(
      u8(lockStates[s.lock]),
      u8(doorStates[s.door]),
      u64(s.clock ?? 0),
      u16(s.restMv),
      u8(s.bindings),
      u8(s.halfWiped ? halfWiped : 0),
    ),
  battery: (b) => concat(u16(b.restMv), u16(b.loadedMv), u16(b.loadMa), u16(b.tookMs)),
  setClock: () => new Uint8Array(),
  motor: (m) => concat(u8(lockStates[m.lock]), u16(m.tookMs), u16(m.peakMa), u16(m.meanMa), u16(m.lowestMv)),
  bindings: (b) =>
    concat(
      u8(b.total),
      u8(b.some.length),
      ...b.some.map((one) => concat(u8(one.slot), u8(bindingKinds[one.kind]), one.tag)),
    ),
  wipe: (w) => u8(w.erased),
  log: (l) =>
    concat(
      u32(l.next),
      u8(l.lines.length),
      ...l.lines.map((one) => concat(u32(one.seq), u64(one.at), u8(logKinds[one.kind]), one.tag)),
    ),
  selfTest: (s) => u16(s.failed),
  end: () => new Uint8Array(),
}

type Readers = { readonly [K in RequestKind]: (body: Uint8Array) => Answers[K] | null }
const exactly = <T>(body: Uint8Array, length: number, read: () => T): T | null =>
  body.length === length ? read() : null

/** What is no time goes into no report, and a unit that tells it is not understood. */
const isTime = (at: number): boolean => ms.safeParse(at).success

const readState: Readers['state'] = (b) =>
  exactly(b, 14, () => {
    const lock = nameOf(lockStates, readU8(b, 0))
    const door = nameOf(doorStates, readU8(b, 1))
    const clock = readU64(b, 2)
    if (lock === null || door === null || !isTime(clock)) return null
    return {
      lock,
      door,
      clock: clock === 0 ? null : clock,
      restMv: readU16(b, 10),
      bindings: readU8(b, 12),
      halfWiped: (readU8(b, 13) & halfWiped) !== 0,
    }
  })
const readMotor: Readers['motor'] = (b) =>
  exactly(b, 9, () => {
    const lock = nameOf(lockStates, readU8(b, 0))
    if (lock === null) return null
    const [tookMs, peakMa, meanMa, lowestMv] = [readU16(b, 1), readU16(b, 3), readU16(b, 5), readU16(b, 7)]
    return { lock, tookMs, peakMa, meanMa, lowestMv }
  })

/** Each of `count` equal parts behind `head` bytes, or null where one is not to be read or the length is another. */
const partsOf = <T>(
  body: Uint8Array,
  head: number,
  size: number,
  read: (part: Uint8Array) => T | null,
): T[] | null => {
  const count = body[head - 1]
  if (count === undefined || body.length !== head + count * size) return null
  const parts = Array.from({ length: count }, (_, i) =>
    read(body.slice(head + i * size, head + (i + 1) * size)),
  )
  return parts.every((part) => part !== null) ? parts : null
}
const readBinding = (b: Uint8Array): Binding | null => {
  const kind = nameOf(bindingKinds, readU8(b, 1))
  return kind && { slot: readU8(b, 0), kind, tag: b.slice(2) }
}
const readLine = (b: Uint8Array): LogLine | null => {
  const kind = nameOf(logKinds, readU8(b, 12))
  const at = readU64(b, 4)
  return kind && isTime(at) ? { seq: readU32(b, 0), at, kind, tag: b.slice(13) } : null
}

const readers: Readers = {
  state: readState,
  battery: (b) =>
    exactly(b, 8, () => ({
      restMv: readU16(b, 0),
      loadedMv: readU16(b, 2),
      loadMa: readU16(b, 4),
      tookMs: readU16(b, 6),
    })),
  setClock: (b) => exactly(b, 0, () => ({})),
  motor: readMotor,
  bindings: (b) => {
    const some = partsOf(b, 2, bindingLength, readBinding)
    return some && { total: readU8(b, 0), some }
  },
  wipe: (b) => exactly(b, 1, () => ({ erased: readU8(b, 0) })),
  log: (b) => {
    const lines = partsOf(b, 5, lineLength, readLine)
    return lines && { next: readU32(b, 0), lines }
  },
  selfTest: (b) => exactly(b, 2, () => ({ failed: readU16(b, 0) })),
  end: (b) => exactly(b, 0, () => ({})),
}

export const writeAnswer = <K extends RequestKind>(kind: K, value: Answers[K]): Uint8Array => {
  // Writer and value stand under the same name in two tables; the compiler cannot follow that.
  const write = writers[kind] as (value: Answers[K]) => Uint8Array
  return concat(u8(requestCodes[kind] | answered), u8(statuses.ok), write(value))
}

export const writeRefusal = (code: number, status: Exclude<Status, 'ok'>): Uint8Array =>
  concat(u8(code | answered), u8(statuses[status]))

/** Null for what is no answer to this request. */
export const readAnswer = <K extends RequestKind>(kind: K, bytes: Uint8Array): AnswerTo<K> | null => {
  if (bytes.length < 2 || bytes[0] !== (requestCodes[kind] | answered)) return null
  const status = nameOf(statuses, readU8(bytes, 1))
  if (status === null) return null
  if (status !== 'ok') return bytes.length === 2 ? { ok: false, status } : null
  const value = readers[kind](bytes.slice(2)) as Answers[K] | null
  return value && { ok: true, value }
}

export const writeSamples = (samples: readonly MotorSample[]): Uint8Array =>
  concat(u8(sampled), u8(samples.length), ...samples.map((s) => concat(u16(s.atMs), u16(s.ma), u16(s.mv))))

/** Null for what is no message of samples. */
export const readSamples = (bytes: Uint8Array): readonly MotorSample[] | null =>
  bytes[0] === sampled
    ? partsOf(bytes, 2, sampleLength, (b) => ({ atMs: readU16(b, 0), ma: readU16(b, 2), mv: readU16(b, 4) }))
    : null
