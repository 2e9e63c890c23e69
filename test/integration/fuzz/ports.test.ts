import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromShell, toShell } from '../../../src-main/core/messages.ts'
import { calls, toCore } from '../../../src-preload/contract/contract.ts'
import { fromSound } from '../../../src-preload/contract/sound.ts'
import {
  exampleOf,
  fuzz,
  hostileText,
  isJson,
  messageText,
  patience,
  uncaughtDuring,
} from '../../build/fuzz.ts'
import { portPair } from '../../build/portPair.ts'
import { noFaults, pressedAt, type Started, startCentre, tempFolder } from '../centre/harness.ts'
import { pinOf, scaip } from '../centre/town.ts'
import { type Desk, openDesk, tempProfile } from '../core/desk.ts'

/** What comes to core through its ports, from a window and from the sound: theirs is the least trusted process. */
const folder = tempFolder()
const profile = tempProfile()
let started: Started
let desk: Desk
beforeAll(async () => {
  started = await startCentre(folder.folder)
  desk = openDesk({ url: started.url, profile: profile.profile })
  await desk.until('connected', (s) => s.health?.link === 'connected' && s.health.storedSeq > 0)
  await desk.signIn('p-ida', pinOf('p-ida'))
})
afterAll(async () => {
  await desk.stop()
  await started.centre.close()
  folder.remove()
  profile.remove()
  noFaults(started)
})

/** A port clones what is posted, and cannot clone what is nested a thousand times. */
const isCloneable = (text: string): boolean =>
  isJson(text) && !text.includes('['.repeat(99)) && !text.includes('{"a":'.repeat(99))

/** Structured clones hold more than JSON. */
const cloned: fc.Arbitrary<unknown> = fc.oneof(
  hostileText.filter(isCloneable).map((text) => JSON.parse(text) as unknown),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
  fc.constantFrom(Number.NaN, undefined, 10n ** 30n, new Uint8Array(9)),
)
const parsed = (valid: unknown) =>
  messageText(valid)
    .filter(isCloneable)
    .map((text) => JSON.parse(text) as unknown)
const caseId = '019a8d2e-0000-7000-8000-0000000000a1'
const argsOf: Readonly<Record<string, unknown>> = {
  openCase: { caseId },
  command: { name: 'answer', args: { caseId } },
  painted: { presses: [{ caseId, pressId: caseId }], probeId: null },
  whoMayOpen: { kind: 'home', id: 'home-1' },
  block: { kind: 'home', id: 'home-1' },
  search: { text: 'strand' },
  practice: exampleOf('practice'),
  mute: { seconds: 0 },
  secret: { caseId, entryId: caseId },
}
/** Whoever signs out or tries PINs all day is another test's matter. */
const names = Object.keys(calls).filter((name) => !['signOut', 'signIn', 'mute', 'soundTest'].includes(name))
const message: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...names).chain((name) =>
      fc.record({
        n: fc.integer({ min: 1_000_000 }),
        name: fc.constant(name),
        args: fc.oneof(parsed(argsOf[name] ?? {}), cloned),
      }),
    ),
  },
  { weight: 1, arbitrary: fc.record({ n: cloned, name: cloned, args: cloned }) },
  { weight: 1, arbitrary: cloned },
)
const isReject = (one: unknown): boolean => {
  const call = toCore.safeParse(one)
  if (!call.success || !Object.hasOwn(calls, call.data.name)) return true
  const shape = calls[call.data.name as keyof typeof calls]
  return shape.to !== 'core' || !shape.args.safeParse(call.data.args).success
}

const [window, coresWindow] = portPair()
const [sound, coresSound] = portPair()

describe('what core is told through its ports', () => {
  it(
    'is answered, or kept, counted and shown; and the next press rings',
    async () => {
      desk.core.addWindow('fuzz', coresWindow)
      desk.core.addSound(coresSound)
      window.listen(() => undefined)
      let pressed = 0
      const uncaught = await uncaughtDuring(() =>
        fc.assert(
          fc.asyncProperty(
            fc.array(message, { maxLength: 12 }),
            fc.array(
              fc.oneof(
                cloned,
                parsed({ kind: 'state', running: true, sounding: true, pattern: 'p1', ringing: [] }),
              ),
              {
                maxLength: 6,
              },
            ),
            async (toWindow, toSound) => {
              const before = desk.seen.health?.unreadable.count ?? 0
              for (const one of toWindow) window.post(one)
              for (const one of toSound) sound.post(one)
              const rejected =
                toWindow.filter(isReject).length +
                toSound.filter((one) => !fromSound.safeParse(one).success).length
              await desk.until(
                `${rejected} more that could not be read`,
                (s) => (s.health?.unreadable.count ?? 0) >= before + rejected,
              )
              pressed += 1
              const pressId = await pressedAt(started, scaip(1 + (pressed % 5)))
              await desk.until('the press', (s) => [...s.alarms.values()].some((a) => a.pressId === pressId))
              expect((await desk.call('unreadable', {})).items.length).toBeGreaterThan(0)
            },
          ),
          fuzz(20_311, 15),
        ),
      )
      expect(uncaught).toEqual([])
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
    },
    patience(60),
  )

  it('is read whole between shell and core: what is not as agreed is a value and no throw', () => {
    fc.assert(
      fc.property(cloned, (one) => {
        expect([fromShell.safeParse(one).success, toShell.safeParse(one).success]).not.toContain(undefined)
      }),
      fuzz(20_312, 300),
    )
  })
})
