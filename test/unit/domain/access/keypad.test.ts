import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type KeypadEvent,
  type KeypadState,
  keypadStep,
  newKeypad,
  useRoom,
} from '../../../../src-domain/access/keypad.ts'
import { keypadKey, placeTag, windowOf } from '../../../../src-domain/access/spokenCode.ts'
import type { ChainStep } from '../../../../src-domain/registry/rows.ts'
import { hour, type Ms, minute } from '../../../../src-domain/time.ts'
import { accessCrypto, rememberingCrypto } from './accessCrypto.ts'
import { codeAt, flatDoor, keyBox, root, startHour } from './codeVectors.ts'
import { PageKeypad, pageKeypadKey, pagePlaceTag } from './keypadFromThePage.ts'

const begin = startHour * hour
const digitsOf = (at: ChainStep = flatDoor, hours = 6, serial = 0, start = startHour): string =>
  codeAt(at, { startHour: start, hours, serial }).digits
const right = digitsOf()
const wrong = '000000000'

/** A keypad that runs: keeps its state, counts its own time. */
class TestKeypad {
  state: KeypadState
  tick = 0

  constructor(at: ChainStep = flatDoor, clock: Ms | null = begin) {
    this.state = newKeypad(keypadKey(root, at, accessCrypto), placeTag(at, accessCrypto))
    if (clock !== null) this.take({ kind: 'clockSet', at: clock })
  }

  take(event: KeypadEvent) {
    const { state, reply } = keypadStep(this.state, event, this.tick, rememberingCrypto)
    this.state = state
    return reply
  }

  /** What came of it in one word; `opened` when the bolt has moved. */
  type(digits: string, bolt: 'moves' | 'jams' = 'moves'): string {
    const reply = this.take({ kind: 'typed', digits })
    return reply.kind === 'drive' ? this.take({ kind: 'bolt', moved: bolt === 'moves' }).kind : reply.kind
  }

  losePower(): void {
    this.take({ kind: 'powerLost' })
    this.tick = 0
  }
}

describe('a keypad', () => {
  it('opens for a code of its own exactly while the window holds its clock', () => {
    const aCode = fc.record({
      startHour: fc.integer({ min: startHour - 30, max: startHour + 3 }),
      hours: fc.integer({ min: 1, max: 26 }),
      serial: fc.integer({ min: 0, max: 5 }),
    })
    const offset = fc.oneof(
      fc.integer({ min: -26 * hour, max: 26 * hour }),
      // At the edges of windows.
      fc
        .integer({ min: -26, max: 26 })
        .chain((h) => fc.integer({ min: -1, max: 1 }).map((ms) => h * hour + ms)),
    )
    fc.assert(
      fc.property(aCode, offset, (code, after) => {
        const now = begin + after
        const { from, until } = windowOf(code)
        const holds = from <= now && now < until && code.hours <= 24 && code.serial <= 3
        const { digits, codeId } = codeAt(flatDoor, code)
        const keypad = new TestKeypad(flatDoor, now)
        expect(keypad.type(digits)).toBe(holds ? 'opened' : 'wrong')
        expect(keypad.state.log.map((use) => use.codeId)).toEqual(holds ? [codeId] : [])
      }),
      { numRuns: 100 },
    )
  })

  it('never opens for the code of another keypad', () => {
    const other = fc.record({
      hours: fc.integer({ min: 1, max: 24 }),
      serial: fc.integer({ min: 0, max: 3 }),
      n: fc.nat({ max: 1_000_000 }),
    })
    fc.assert(
      fc.property(other, ({ hours, serial, n }) => {
        const neighbour: ChainStep = { kind: 'door', doorId: `door-9-${n}` }
        expect(new TestKeypad().type(digitsOf(neighbour, hours, serial))).toBe('wrong')
      }),
      { numRuns: 60, seed: 7 },
    )
    expect(new TestKeypad(keyBox).type(right)).toBe('wrong')
    expect(new TestKeypad(keyBox).type(digitsOf(keyBox))).toBe('opened')
  })

  it('opens for the same code again and again, and names each opening', () => {
    const keypad = new TestKeypad()
    for (const n of [0, 1, 2]) {
      keypad.tick = n * minute
      expect(keypad.type(right)).toBe('opened')
    }
    expect(new Set(keypad.state.log.map((use) => use.useId)).size).toBe(3)
    expect(keypad.state.log.map((use) => use.at - begin)).toEqual([0, minute, 2 * minute])
  })

  it('writes nothing down for a bolt that jams', () => {
    const keypad = new TestKeypad()
    expect(keypad.type(right, 'jams')).toBe('jammed')
    expect(keypad.state.log).toEqual([])
  })

  it('listens to nobody while its bolt is being moved', () => {
    const keypad = new TestKeypad()
    keypad.take({ kind: 'typed', digits: right })
    for (let n = 0; n < 9; n += 1) expect(keypad.type(wrong)).toBe('busy')
    expect(keypad.take({ kind: 'bolt', moved: true }).kind).toBe('opened')
  })

  it('keeps what it has not told, forgets what it has, and loses the oldest for want of room', () => {
    const keypad = new TestKeypad()
    for (let n = 0; n < useRoom + 2; n += 1) {
      keypad.tick = n
      keypad.type(right)
    }
    expect(keypad.state.log.map((use) => use.at - begin)).toEqual(
      Array.from({ length: useRoom }, (_, n) => n + 2),
    )
    const [first, second] = keypad.state.log
    keypad.take({ kind: 'told', useIds: [first?.useId ?? '', second?.useId ?? ''] })
    expect(keypad.state.log).toHaveLength(useRoom - 2)
    expect(keypad.state.log[0]?.at).toBe(begin + 4)
  })
})

describe('a keypad without a clock', () => {
  it('refuses everything and counts nothing', () => {
    const keypad = new TestKeypad(flatDoor, null)
    for (let n = 0; n < 9; n += 1) expect(keypad.type(n % 2 ? right : wrong)).toBe('noClock')
    keypad.take({ kind: 'clockSet', at: begin })
    expect(keypad.type(right)).toBe('opened')
  })

  it('is one that lost its power; an opening that was under way counts as made', () => {
    const keypad = new TestKeypad()
    keypad.take({ kind: 'typed', digits: right })
    keypad.losePower()
    expect(keypad.state.log).toHaveLength(1)
    expect(keypad.type(right)).toBe('noClock')
  })
})

describe('guessing', () => {
  const guess = (keypad: TestKeypad, times: number) =>
    Array.from({ length: times }, () => keypad.type(wrong)).at(-1)

  it('is shut out for ten minutes after five wrong ones in a row, the right code too', () => {
    const keypad = new TestKeypad()
    expect(guess(keypad, 4)).toBe('wrong')
    expect(guess(keypad, 1)).toBe('wrongCodeLimit')
    keypad.tick = 10 * minute - 1
    expect(keypad.type(right)).toBe('shut')
    keypad.tick = 10 * minute
    expect(keypad.type(right)).toBe('opened')
  })

  it('gets five tries again after that, and no more', () => {
    const keypad = new TestKeypad()
    guess(keypad, 5)
    keypad.tick = 10 * minute
    expect(guess(keypad, 4)).toBe('wrong')
    expect(guess(keypad, 1)).toBe('wrongCodeLimit')
  })

  it('begins anew after a right one, also when the bolt jams', () => {
    const keypad = new TestKeypad()
    guess(keypad, 4)
    keypad.type(right, 'jams')
    expect(guess(keypad, 4)).toBe('wrong')
  })

  it('gains nothing by pulling the plug', () => {
    const keypad = new TestKeypad()
    guess(keypad, 4)
    keypad.losePower()
    keypad.take({ kind: 'clockSet', at: begin })
    expect(guess(keypad, 1)).toBe('wrongCodeLimit')
    keypad.tick = 9 * minute
    keypad.losePower()
    keypad.take({ kind: 'clockSet', at: begin })
    keypad.tick = 10 * minute - 1
    expect(keypad.type(right)).toBe('shut')
    keypad.tick = 10 * minute
    expect(keypad.type(right)).toBe('opened')
  })

  it('never has a sixth wrong one tried within ten minutes, and the keypad agrees with one from the page', () => {
    const doing = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('wrong' as const), wait: fc.nat({ max: 4 * minute }) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('right' as const), wait: fc.nat({ max: 8 * minute }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('jams' as const), wait: fc.nat({ max: minute }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('power' as const), wait: fc.nat({ max: minute }) }),
      },
    )
    fc.assert(
      fc.property(fc.array(doing, { minLength: 5, maxLength: 25 }), (all) => {
        const keypad = new TestKeypad()
        const place = 'door/door-8-402'
        const paper = new PageKeypad(pageKeypadKey(Buffer.from(root), place), pagePlaceTag(place))
        paper.setClock(begin, 0)
        /** True time, which the power does not stop. */
        let now = 0
        const failed: Ms[] = []
        for (const { kind, wait } of all) {
          now += wait
          keypad.tick += wait
          if (kind === 'power') {
            paper.losePower(keypad.tick)
            keypad.losePower()
            paper.setClock(begin + now, 0)
            keypad.take({ kind: 'clockSet', at: begin + now })
            continue
          }
          const digits = kind === 'wrong' ? wrong : right
          const bolt = kind === 'jams' ? 'jams' : 'moves'
          const opens = { moves: 'opened', jams: 'jammed' }[bolt]
          const said = keypad.type(digits, bolt)
          const { answer, use } = paper.type(digits, keypad.tick, bolt)
          expect(said).toBe(answer === 'open' ? opens : answer)
          if (use) expect(keypad.state.log.at(-1)).toEqual(use)
          if (said === 'opened' || said === 'jammed') failed.length = 0
          if (said !== 'wrong' && said !== 'wrongCodeLimit') continue
          failed.push(now)
          const sixth = failed.at(-6)
          if (sixth !== undefined) expect(now - sixth).toBeGreaterThanOrEqual(10 * minute)
        }
      }),
      { numRuns: 15 },
    )
  })
})
