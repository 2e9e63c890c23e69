import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerAgreed, type Handlers } from '../../../src-main/shell/border/agreed.ts'
import type { CorePort } from '../../../src-preload/asking.ts'
import { openBridge } from '../../../src-preload/bridge.ts'
import { calls, fromCore, type Heard, pushes } from '../../../src-preload/contract/contract.ts'
import { fuzz, hostileText, isJson, messageText } from '../../build/fuzz.ts'

/** What stands between a window and the rest, fed with what nobody agreed on. Structured clones: more than JSON. */
const cloned: fc.Arbitrary<unknown> = fc.oneof(
  hostileText.filter(isJson).map((text) => JSON.parse(text) as unknown),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true }),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, undefined, 10n ** 30n, new Uint8Array(9)),
)
const delta = { reset: false, changed: [], removed: ['019a8d2e-0000-7000-8000-0000000000a1'] }
const valid: { readonly [P in keyof typeof pushes]?: unknown } = {
  alarms: delta,
  alerts: delta,
  units: delta,
  homes: delta,
  case: { view: null },
  session: { state: 'signedOut' },
  access: { forReview: 1, stand: 2 },
  bench: { view: null },
  probe: { probeId: '019a8d2e-0000-7000-8000-0000000000a1', at: 5 },
}
const push = fc.constantFrom(...(Object.keys(pushes) as (keyof typeof pushes)[])).chain((name) =>
  fc.record({
    push: fc.constant(name),
    value: fc.oneof(
      messageText(valid[name] ?? {})
        .filter(isJson)
        .map((text) => JSON.parse(text) as unknown),
      cloned,
    ),
  }),
)
const message = fc.oneof(
  { weight: 3, arbitrary: push },
  { weight: 1, arbitrary: fc.record({ push: fc.constantFrom('__proto__', 'toString', ''), value: cloned }) },
  { weight: 1, arbitrary: fc.record({ n: fc.oneof(fc.integer(), cloned), answer: cloned }) },
  { weight: 1, arbitrary: cloned },
)

const isReject = (one: unknown): boolean => {
  const read = fromCore.safeParse(one)
  if (!read.success || !('push' in read.data)) return true
  const { push: name, value } = read.data
  return !Object.hasOwn(pushes, name) || !pushes[name as keyof typeof pushes].safeParse(value).success
}

describe('what a window is told', () => {
  it('is handed on when it is as agreed, and counted when it is not; what comes next is heard', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
        const opened = openBridge({
          askShell: () => Promise.resolve({}),
          connect: () => undefined,
          later: () => () => undefined,
        })
        let say: (said: unknown) => void = () => undefined
        const port: CorePort = {
          post: () => undefined,
          listen: (listener) => {
            say = listener
          },
          close: () => undefined,
        }
        let told: Heard['core'] | null = null
        const removed: string[][] = []
        opened.bridge.on('core', (core) => {
          told = core
        })
        opened.bridge.on('alarms', (alarms) => removed.push(alarms.removed))
        opened.onPort(port)
        for (const one of messages) say(one)
        expect(told).toMatchObject({ unreadable: { count: messages.filter(isReject).length } })
        say({ push: 'alarms', value: { reset: false, changed: [], removed: ['the next'] } })
        expect(removed.at(-1)).toEqual(['the next'])
      }),
      fuzz(20_262, 200),
    )
  })
})

describe('what a window asks shell for', () => {
  const shellCalls = Object.entries(calls).flatMap(([name, call]) => (call.to === 'shell' ? [name] : []))
  it('is answered when it is as agreed, and told and refused when it is not', async () => {
    const handlers: Handlers = {
      telephone: () => ({ opened: true }),
      settings: () => ({ settings: {} }),
      keepSettings: () => ({}),
      graphics: () => ({}),
      place: () => ({ place: null, again: null }),
      keepPlace: () => ({}),
      passphrase: () => ({ outcome: 'done', retryAfterSeconds: 0 }),
      changePassphrase: () => ({ outcome: 'done', retryAfterSeconds: 0 }),
      keyring: () => ({}),
      keepLabel: () => ({ kept: 'cancelled', file: null }),
    }
    const asked = fc.oneof(
      fc.record({
        name: fc.oneof(fc.constantFrom(...shellCalls, 'openCase', '__proto__'), fc.string()),
        args: fc.oneof(
          cloned,
          messageText({ number: '110', settings: { width: 3 }, mode: 'gpu' })
            .filter(isJson)
            .map((text) => JSON.parse(text) as unknown),
        ),
      }),
      cloned,
    )
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        const refused: string[] = []
        const answer = await answerAgreed(handlers, one, (what) => refused.push(what)).catch(() => null)
        expect(answer === null).toBe(refused.length === 1)
      }),
      fuzz(20_263, 500),
    )
  })
})
