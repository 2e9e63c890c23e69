import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Answers,
  mostBindingsAtOnce,
  mostLinesAtOnce,
  readAnswer,
  readSamples,
  writeAnswer,
  writeRefusal,
  writeSamples,
} from '../../../../src-domain/lock/answers.ts'
import { longestMessage } from '../../../../src-domain/lock/profile.ts'
import {
  type Request,
  type RequestKind,
  readRequest,
  requestCodes,
  writeRequest,
} from '../../../../src-domain/lock/requests.ts'
import {
  bindingKinds,
  doorStates,
  failedParts,
  lockStates,
  logKinds,
} from '../../../../src-domain/lock/words.ts'

const nameIn = <T extends Record<string, number>>(table: T) =>
  fc.constantFrom(...(Object.keys(table) as (keyof T)[]))
const u8 = fc.nat(0xff)
const u16 = fc.nat(0xffff)
const u32 = fc.nat(0xffff_ffff)
const time = fc.nat(8_640_000_000_000_000)
const tag = fc.uint8Array({ minLength: 8, maxLength: 8 })

const requests: { readonly [K in RequestKind]: fc.Arbitrary<Extract<Request, { kind: K }>> } = {
  state: fc.constant({ kind: 'state' }),
  battery: fc.record({ kind: fc.constant('battery'), loadMs: u16 }),
  setClock: fc.record({ kind: fc.constant('setClock'), clock: time }),
  motor: fc.record({ kind: fc.constant('motor'), direction: fc.constantFrom('lock', 'unlock') }),
  bindings: fc.record({ kind: fc.constant('bindings'), from: u8 }),
  wipe: fc.constant({ kind: 'wipe' }),
  log: fc.record({ kind: fc.constant('log'), from: u32 }),
  selfTest: fc.constant({ kind: 'selfTest' }),
  end: fc.constant({ kind: 'end' }),
}
const answers: { readonly [K in RequestKind]: fc.Arbitrary<Answers[K]> } = {
  state: fc.record({
    lock: nameIn(lockStates),
    door: nameIn(doorStates),
    clock: fc.option(time.filter((at) => at > 0)),
    restMv: u16,
    bindings: u8,
    halfWiped: fc.boolean(),
  }),
  battery: fc.record({ restMv: u16, loadedMv: u16, loadMa: u16, tookMs: u16 }),
  setClock: fc.constant({}),
  motor: fc.record({ lock: nameIn(lockStates), tookMs: u16, peakMa: u16, meanMa: u16, lowestMv: u16 }),
  bindings: fc.record({
    total: u8,
    some: fc.array(fc.record({ slot: u8, kind: nameIn(bindingKinds), tag }), {
      maxLength: mostBindingsAtOnce,
    }),
  }),
  wipe: fc.record({ erased: u8 }),
  log: fc.record({
    next: u32,
    lines: fc.array(fc.record({ seq: u32, at: time, kind: nameIn(logKinds), tag }), {
      maxLength: mostLinesAtOnce,
    }),
  }),
  selfTest: fc.record({ failed: u16 }),
  end: fc.constant({}),
}
const kinds = Object.keys(requestCodes) as RequestKind[]

describe('requests and answers', () => {
  it.each(kinds)('%s: read as they were written, and short enough to be sealed and framed', (kind) => {
    fc.assert(
      fc.property(requests[kind] as fc.Arbitrary<Request>, (request) => {
        expect(readRequest(writeRequest(request))).toEqual(request)
      }),
    )
    fc.assert(
      fc.property(answers[kind] as fc.Arbitrary<Answers[typeof kind]>, (value) => {
        const bytes = writeAnswer(kind, value)
        expect(readAnswer(kind, bytes)).toEqual({ ok: true, value })
        expect(bytes.length + 21).toBeLessThanOrEqual(longestMessage)
      }),
    )
  })

  it.each(kinds)('%s: a byte more or less is no answer, and no request', (kind) => {
    fc.assert(
      fc.property(answers[kind] as fc.Arbitrary<Answers[typeof kind]>, (value) => {
        const bytes = writeAnswer(kind, value)
        expect(readAnswer(kind, bytes.slice(0, -1))).toBeNull()
        expect(readAnswer(kind, Uint8Array.of(...bytes, 0))).toBeNull()
      }),
    )
    fc.assert(
      fc.property(requests[kind] as fc.Arbitrary<Request>, (request) => {
        expect(readRequest(Uint8Array.of(...writeRequest(request), 0))).toBeNull()
      }),
    )
  })

  it('arbitrary bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(...kinds), (bytes, kind) => {
        readRequest(bytes)
        readAnswer(kind, bytes)
        readSamples(bytes)
      }),
      { numRuns: 2_000 },
    )
  })

  it('a bit that this version does not know hides no half-done wipe', () => {
    const state = { lock: 'locked', door: 'closed', clock: null, restMv: 6_000, bindings: 2 } as const
    const bytes = writeAnswer('state', { ...state, halfWiped: true })
    bytes[15] = 0x81
    expect(readAnswer('state', bytes)).toEqual({ ok: true, value: { ...state, halfWiped: true } })
    bytes[15] = 0x80
    expect(readAnswer('state', bytes)).toEqual({ ok: true, value: { ...state, halfWiped: false } })
  })

  it('a time after the last day that there is makes an answer unreadable, and no report with it', () => {
    const last = 8_640_000_000_000_000
    const state = { lock: 'locked', door: 'closed', restMv: 6_000, bindings: 2, halfWiped: false } as const
    const line = { seq: 1, kind: 'opened', tag: new Uint8Array(8) } as const
    const read = (at: number) => [
      readAnswer('state', writeAnswer('state', { ...state, clock: at })),
      readAnswer('log', writeAnswer('log', { next: 2, lines: [{ ...line, at }] })),
    ]
    expect(read(last)).toMatchObject([{ ok: true }, { ok: true }])
    expect(read(last + 1)).toEqual([null, null])
  })

  it('a refusal names its status', () => {
    expect(readAnswer('motor', writeRefusal(requestCodes.motor, 'jammed'))).toEqual({
      ok: false,
      status: 'jammed',
    })
  })

  it('samples come as they were measured', () => {
    const sample = fc.record({ atMs: u16, ma: u16, mv: u16 })
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 40 }), (some) => {
        expect(readSamples(writeSamples(some))).toEqual(some)
      }),
    )
  })

  it('a self-test names the parts that failed', () => {
    expect(failedParts(0)).toEqual([])
    expect(failedParts(1 | 16)).toEqual(['motor', 'radio'])
  })
})
